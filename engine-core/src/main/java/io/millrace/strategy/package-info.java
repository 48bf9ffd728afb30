/**
 * The models, one file each, and the interface they are written to.
 *
 * <p>A new strategy is one file and one line in {@code StrategyRegistry}. Strategies see completed bars, indicator
 * values, their own sleeve and intents; they never see risk, orders, venues or each other.
 */
package io.millrace.strategy;
