package io.millrace.engine;

import io.millrace.instrument.Instrument;

/**
 * Where a strategy sits in the engine.
 *
 * @param id number of the strategy and of its sleeve
 * @param instruments its universe
 * @param streams the bars it is called with, one an instrument
 * @param sliced whether it is called when all bars of a time are in
 * @param warmUpBars bars of an instrument before the first decision about it
 * @param rangeSlots where the average true range for the risk gate is on each stream, or {@link #NO_RANGE}
 */
record StrategySeat(
        int id, Instrument[] instruments, int[] streams, boolean sliced, long warmUpBars, int[] rangeSlots) {
    /** No indicator for the risk gate. */
    static final int NO_RANGE = -1;
}
