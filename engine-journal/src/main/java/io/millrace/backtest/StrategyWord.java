package io.millrace.backtest;

/**
 * Something a strategy told its operator.
 *
 * @param strategy its place in the configuration
 * @param instrument of which it was said, by id; -1 for none
 * @param reason which of its declared reasons
 * @param value what the notice said with it; NaN for nothing
 * @param series the series it is about, by its place in the configuration; -1 for none
 * @param timeNs when it was said
 */
public record StrategyWord(int strategy, int instrument, int reason, double value, int series, long timeNs) {}
