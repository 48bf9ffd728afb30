package io.millrace.backtest;

/**
 * A strategy threw something and was taken out of service for the rest of its run.
 *
 * @param strategy its place in the configuration
 * @param instrument what it was told of, by id
 * @param timeNs when
 */
public record StrategyFailure(int strategy, int instrument, long timeNs) {}
