package io.millrace.portfolio.regime;

/**
 * The instrument whose trend stands for a market.
 *
 * @param symbol empty when there is none
 * @param averageBars length of the simple moving average the close is held against
 * @param momentumBars how many bars back the close is compared with
 */
public record TrendReference(String symbol, int averageBars, int momentumBars) {
    public boolean isGiven() {
        return !symbol.isEmpty();
    }
}
