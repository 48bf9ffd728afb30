/**
 * Backtests: W1, a million bars on one thread, without and with a journal; a universe of stocks; the whole command on a
 * small file. Each case has a process of its own. Prints nothing.
 */
package io.millrace.bench.backtest;
