/**
 * Recorded steps in words: what {@code tail}, {@code journal export} and a replay's first difference are printed from.
 *
 * <p>Reads bytes by the schema; knows no stage and no strategy. Only {@link io.millrace.inspect.NumberNames} knows a
 * configuration, for the words of its strategies' reasons, of limits and of indicators.
 */
package io.millrace.inspect;
