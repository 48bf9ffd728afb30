/**
 * Performance metrics of a finished run and the self-contained HTML report about it.
 *
 * <p>Build a {@link io.millrace.report.RunResult}, ask {@link io.millrace.report.Metrics#of} for the figures or
 * {@link io.millrace.report.ReportWriter#write} for the folder. Any thread may call in; nothing here keeps state. It
 * sees finished results only and must never know a strategy, a venue, the journal's format or a running engine.
 */
package io.millrace.report;
