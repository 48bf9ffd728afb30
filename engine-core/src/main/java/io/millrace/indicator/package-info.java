/**
 * Indicators over bars: incremental, O(1) amortised a bar, no allocation after they are made.
 *
 * <p>Call {@code IndicatorRegistry.standard().parse("sma(50)")} for a specification, {@code IndicatorBank} to keep the
 * indicators of many streams, or {@code IndicatorSpec.newIndicator()} for a single one. {@code WindowSum},
 * {@code WindowWeightedSum}, {@code WindowMax}, {@code WindowMoments} and {@code WindowComoments} are the windows
 * indicators are built from; {@code RollingCorrelation} and {@code RollingBeta} take two series of any origin.
 * Values are {@code double}:
 * prices become doubles once a bar, upstream, and no indicator value becomes an order without passing through fixed
 * point again.
 *
 * <p>To add an indicator: write one final class that extends {@code Indicator}, or {@code MultiIndicator} for several
 * values a bar, and declares a {@code DEFINITION} (name,
 * meaning, formula, source, parameters, input, outputs, factory), and add that constant to the list in
 * {@code IndicatorRegistry}. Use a window rather than a running sum that is added to and subtracted from. Then test it
 * against a naive twin and an independent library; the tests that walk the registry (warm-up, replay, state,
 * allocation, ten million bars) pick it up by themselves.
 *
 * <p>This package must never know instruments, strategies, orders, the clock or where a bar came from: the only time
 * it sees is the one written on the bar.
 */
package io.millrace.indicator;
