package io.millrace.engine;

import io.millrace.portfolio.Rebalance;
import io.millrace.portfolio.regime.RegimeConfig;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands above the single strategy.
 *
 * @param capital money of the account that the budgets are shares of, at 1e-8; 0 when each strategy has its own capital
 * @param rebalance how often cash is moved toward the budgets
 * @param netting whether opposite targets of two strategies trade inside the account
 * @param borrow what a short position costs, fraction a year at 1e-8: by asset class, {@code equity}, or by instrument,
 *     {@code symbols.GME}; what is not in it costs nothing
 * @param regimes which market regimes are watched
 * @param fx the account's currency, and others
 */
public record PortfolioConfig(
        long capital,
        Rebalance rebalance,
        boolean netting,
        SortedMap<String, Long> borrow,
        RegimeConfig regimes,
        FxConfig fx) {
    /** Every strategy for itself. */
    public static final PortfolioConfig NONE = new PortfolioConfig(
            0, Rebalance.NEVER, false, Collections.emptySortedMap(), RegimeConfig.NONE, FxConfig.DOLLARS);

    public PortfolioConfig {
        borrow = Collections.unmodifiableSortedMap(new TreeMap<>(borrow));
    }

    /** True when nothing is set but currencies, which keep their state elsewhere. */
    boolean isPlain() {
        return new PortfolioConfig(capital, rebalance, netting, borrow, regimes, FxConfig.DOLLARS).equals(NONE);
    }

    /** True when strategies have shares of one account; the ledger then has one sleeve more, the reserve. */
    public boolean hasBudgets() {
        return capital > 0;
    }
}
