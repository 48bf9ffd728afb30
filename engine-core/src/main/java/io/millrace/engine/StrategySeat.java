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
 */
record StrategySeat(int id, Instrument[] instruments, int[] streams, boolean sliced, long warmUpBars) {}
