/**
 * How much to buy: sizing methods that strategies use, each a pure function of equity, prices and volatility. Called by
 * strategies while they decide; must never know orders, the ledger or the engine. Every method multiplies nothing by
 * the regimes' factor: {@code StrategyContext.target} does, and who spends cash uses {@code StrategyContext.sized}.
 */
package io.millrace.strategy.sizing;
