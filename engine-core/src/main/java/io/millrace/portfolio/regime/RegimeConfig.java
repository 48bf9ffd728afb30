package io.millrace.portfolio.regime;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which markets are watched, and what their states make of the budgets.
 *
 * @param equity the index whose trend is the equity regime
 * @param crypto the coin whose trend is the crypto regime
 * @param timeframeSeconds of the bars both are judged on
 * @param volatility name of the volatility index's series; empty when there is none
 * @param macro the series of the macro regime
 * @param bounds where states end
 * @param holdBars bars in a row that must say the same before a regime switches
 * @param table multipliers at 1e-8: {@code equity.bear} for every strategy, {@code 2.equity.bear} for strategy 2 alone;
 *     what is not in it is 1
 */
public record RegimeConfig(
        TrendReference equity,
        TrendReference crypto,
        int timeframeSeconds,
        String volatility,
        MacroSeries macro,
        RegimeBounds bounds,
        int holdBars,
        SortedMap<String, Long> table) {
    /** Bars a regime must hold before it counts. */
    public static final int DEFAULT_HOLD_BARS = 3;

    private static final int DAY_SECONDS = 86_400;

    /** No market is watched. */
    public static final RegimeConfig NONE = new RegimeConfig(
            new TrendReference("", 200, 60),
            new TrendReference("", 100, 30),
            DAY_SECONDS,
            "",
            new MacroSeries("", "", "", ""),
            RegimeBounds.STANDARD,
            DEFAULT_HOLD_BARS,
            Collections.emptySortedMap());

    public RegimeConfig {
        table = Collections.unmodifiableSortedMap(new TreeMap<>(table));
    }

    /** True when a market is watched, or when the table wants one that is not. */
    public boolean isOn() {
        return equity.isGiven() || crypto.isGiven() || !volatility.isEmpty() || macro.isGiven() || !table.isEmpty();
    }
}
