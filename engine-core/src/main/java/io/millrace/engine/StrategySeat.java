package io.millrace.engine;

import io.millrace.instrument.Instrument;

/**
 * Where a strategy sits in the engine.
 *
 * @param id number of the strategy and of its sleeve
 * @param instrument what it trades
 * @param stream the bars it is called with
 * @param warmUpBars bars before its first decision
 * @param rangeSlot where the average true range for the risk gate is, or {@link #NO_RANGE}
 */
record StrategySeat(int id, Instrument instrument, int stream, long warmUpBars, int rangeSlot) {
    /** No indicator for the risk gate. */
    static final int NO_RANGE = -1;
}
