/**
 * Market regimes: what state the equity, volatility, crypto and macro markets are in, and what each state makes of a
 * strategy's budget. Called on the decide thread with the newest values; must never know where the values come from,
 * nor what the strategies trade.
 */
package io.millrace.portfolio.regime;
