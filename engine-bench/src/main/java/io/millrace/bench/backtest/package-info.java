/** W1, the backtest of one million bars on one thread, without and with a journal. Prints nothing. */
package io.millrace.bench.backtest;
