/**
 * The engine as a process: paper trading on a recorded or a live feed, its start from a journal, its control files and
 * its end.
 *
 * <p>{@link io.millrace.daemon.PaperRun} is the door; the commands of this package are registered with the command
 * line. Everything that reaches the engine goes through its inlet: rows, commands, the session's begin and end. Knows
 * no stage of the engine and no file format of the journal.
 */
package io.millrace.daemon;
