/**
 * Backtests: the engine run inline over recorded data, and the read model that its report is made from.
 */
package io.millrace.backtest;
