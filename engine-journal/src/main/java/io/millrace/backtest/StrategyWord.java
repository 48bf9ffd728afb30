package io.millrace.backtest;

/**
 * Something a strategy told its operator.
 *
 * @param strategy its place in the configuration
 * @param reason which of its declared reasons
 * @param value what the notice said with it; NaN for nothing
 */
public record StrategyWord(int strategy, int reason, double value) {}
