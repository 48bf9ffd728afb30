package io.millrace.engine;

import io.millrace.config.NearestName;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.Instrument;
import io.millrace.portfolio.Rebalance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The section {@code portfolio}, and the budgets of the strategies, as settings. */
final class PortfolioText {
    private static final String CAPITAL = "portfolio.capital";
    private static final String NETTING = "portfolio.netting";
    private static final String BORROW = "portfolio.borrow";
    private static final String SYMBOLS = "symbols.";

    private PortfolioText() {}

    /** Budget of a strategy, 0 for none; what does not fit {@code portfolio.capital} goes to the reader. */
    static long budget(final SettingsReader reader, final String key) {
        final String budgetKey = key + "budget";
        final long budget = reader.fixed(budgetKey, 0, 1, Fixed.ONE);
        final boolean given = reader.text(budgetKey, null) != null;
        final boolean hasCapital = reader.text(key + "capital", null) != null;
        if (given && hasCapital) {
            reader.violation(reader.where(budgetKey) + " is given beside " + reader.where(key + "capital")
                    + "; expected one of them: a share of portfolio.capital, or money of its own");
        } else if (given && !hasPortfolio(reader)) {
            reader.violation(reader.where(budgetKey) + " is a share of portfolio.capital, which is not given;"
                    + " expected for example portfolio.capital=100000");
        } else if (hasPortfolio(reader) && hasCapital) {
            reader.violation(reader.where(key + "capital") + " is given beside " + reader.where(CAPITAL) + "; expected "
                    + budgetKey + ", a share of it, for example 0.5");
        } else if (hasPortfolio(reader) && !given) {
            reader.violation(
                    budgetKey + ": missing; expected the strategy's share of portfolio.capital, for example" + " 0.5");
        }
        return budget;
    }

    /** Money of a strategy at the start. */
    static long capital(
            final SettingsReader reader,
            final String key,
            final long budget,
            final long defaultValue,
            final long most) {
        final long own = reader.fixed(key + "capital", defaultValue, 0, most);
        return hasPortfolio(reader) ? Fixed.multiplyDown(portfolioCapital(reader, most), budget) : own;
    }

    static PortfolioConfig read(
            final SettingsReader reader,
            final List<Instrument> instruments,
            final List<StrategyConfig> strategies,
            final List<String> series,
            final long most) {
        final List<String> periods = new ArrayList<>();
        for (final Rebalance rebalance : Rebalance.values()) {
            periods.add(lower(rebalance));
        }
        final String rebalance = reader.oneOf("portfolio.rebalance", "never", periods);
        if (!rebalance.equals("never") && !hasPortfolio(reader)) {
            reader.violation(reader.where("portfolio.rebalance") + " is \"" + rebalance
                    + "\", but there are no budgets to come back to; expected portfolio.capital and a budget for each"
                    + " strategy");
        }
        refuseTooMuch(reader, strategies);
        return new PortfolioConfig(
                portfolioCapital(reader, most),
                Rebalance.valueOf(rebalance.toUpperCase(Locale.ROOT)),
                reader.flag(NETTING, hasPortfolio(reader)),
                borrow(reader, instruments),
                RegimeText.read(reader, instruments, strategies.size()),
                FxText.read(reader, instruments, strategies, series));
    }

    static void write(final Settings settings, final EngineConfig config, final String origin) {
        final PortfolioConfig portfolio = config.portfolio();
        if (portfolio.hasBudgets()) {
            settings.put(CAPITAL, Fixed.format(portfolio.capital()), origin);
            settings.put("portfolio.rebalance", lower(portfolio.rebalance()), origin);
        }
        if (portfolio.netting() != portfolio.hasBudgets()) {
            settings.put(NETTING, Boolean.toString(portfolio.netting()), origin);
        }
        for (final Map.Entry<String, Long> rate : portfolio.borrow().entrySet()) {
            settings.put(BORROW + "." + rate.getKey(), Fixed.format(rate.getValue()), origin);
        }
        RegimeText.write(settings, portfolio.regimes(), origin);
        final String common = FxSources.commonCurrency(config.instruments(), config.strategies());
        FxText.write(settings, portfolio.fx(), common, origin);
    }

    private static boolean hasPortfolio(final SettingsReader reader) {
        return reader.text(CAPITAL, null) != null;
    }

    private static long portfolioCapital(final SettingsReader reader, final long most) {
        return hasPortfolio(reader) ? reader.fixed(CAPITAL, 0, 1, most) : 0;
    }

    private static void refuseTooMuch(final SettingsReader reader, final List<StrategyConfig> strategies) {
        long sum = 0;
        final StringBuilder parts = new StringBuilder();
        for (int i = 0; i < strategies.size(); i++) {
            sum = Fixed.add(sum, strategies.get(i).budget());
            parts.append(i == 0 ? "" : " + ")
                    .append(Fixed.format(strategies.get(i).budget()));
        }
        if (sum > Fixed.ONE) {
            reader.violation("strategies: the budgets add up to " + Fixed.format(sum) + " (" + parts
                    + "); expected at most 1, the whole of portfolio.capital");
        }
    }

    private static SortedMap<String, Long> borrow(final SettingsReader reader, final List<Instrument> instruments) {
        final List<String> known = new ArrayList<>();
        for (final AssetClass assetClass : AssetClass.values()) {
            known.add(lower(assetClass));
        }
        for (final Instrument instrument : instruments) {
            known.add(SYMBOLS + instrument.symbol());
        }
        final SortedMap<String, Long> rates = new TreeMap<>();
        for (final String name : reader.keysBelow(BORROW)) {
            final String key = BORROW + "." + name;
            if (known.contains(name)) {
                rates.put(name, reader.fixed(key, 0, 0, 100 * Fixed.ONE));
            } else {
                reader.violation(reader.where(key) + " is for neither an asset class nor an instrument"
                        + NearestName.hint(name, known) + "; expected one of " + String.join(", ", known));
            }
        }
        return rates;
    }

    static String lower(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
