/**
 * Backtests that a daemon is asked for: each in a process of its own, with little of the machine, one at a time.
 *
 * <p>{@link io.millrace.siderun.SideRuns} is what a daemon opens; the service sees its
 * {@link io.millrace.siderun.BacktestDesk}. Knows neither the engine nor its journal: nothing here can hold or change
 * them.
 */
package io.millrace.siderun;
