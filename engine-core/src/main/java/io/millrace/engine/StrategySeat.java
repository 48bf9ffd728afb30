package io.millrace.engine;

import io.millrace.instrument.Instrument;

/**
 * Where a strategy sits in the engine.
 *
 * @param id number of the strategy and of its sleeve
 * @param instrument what it trades
 * @param stream the bars it is called with
 * @param warmUpBars bars before its first decision
 */
record StrategySeat(int id, Instrument instrument, int stream, long warmUpBars) {}
