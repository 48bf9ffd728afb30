/**
 * The command line: one file a command, registered in {@link io.millrace.cli.Commands}; the only place that prints to
 * standard output.
 *
 * <p>Facts go to standard output, as text or as one JSON object; progress and errors go to standard error. Commands turn
 * options into settings and call the engine's packages; they decide nothing an engine decides. Other packages add
 * commands through {@link io.millrace.cli.CommandProvider}.
 */
package io.millrace.cli;
