/**
 * Market data in: files, folders and the embedded samples become columns of bars, trades and observations.
 *
 * <p>Call {@link io.millrace.source.DataSpec} for what the command line names, {@link io.millrace.source.CsvBars} and
 * {@link io.millrace.source.CsvTrades} for one file, {@link io.millrace.source.CsvSeries} for one observation series,
 * {@link io.millrace.source.Merge} to walk several series in the one order the engine accepts. Everything here runs
 * before the engine starts, on the caller's thread, and prints nothing. It must never know strategies, orders or the
 * engine: a bad row is described, not traded on.
 */
package io.millrace.source;
