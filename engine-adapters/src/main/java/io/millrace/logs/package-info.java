/**
 * The log files of a run: six streams of JSON lines and {@code trades.csv}, written from the journal's steps.
 *
 * <p>{@link io.millrace.logs.RunLogs} is the door. A thread of its own follows the journal; the engine never writes a
 * line, and a volume that is full or gone costs lines that come later, not orders. The files themselves remember how
 * far they got: each line begins with its step and its place in it. A logging framework is not used: it writes lines
 * that a program hands it once, without knowing which of them a killed process had already written, and this needs a
 * file that is cut to its last whole line and continued from there. Knows neither the service nor the engine.
 */
package io.millrace.logs;
