/**
 * Recorded steps in words: what {@code tail}, {@code journal export} and a replay's first difference are printed from.
 *
 * <p>Reads bytes by the schema; knows no stage and no strategy.
 */
package io.millrace.inspect;
