package io.millrace.engine;

import io.millrace.instrument.Instrument;
import io.millrace.portfolio.Currencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which currencies an account needs and where their rates come from: an instrument whose symbol is the pair, such as
 * EURUSD, EUR-USD or USD/JPY, else a series {@code fx.EURUSD}. Only what strategies trade counts.
 */
final class FxSources {
    static final int NONE = -1;
    private static final String SERIES = "fx.";

    final Currencies currencies;

    /** By currency. */
    final int[] instruments;

    final int[] series;

    /** The pair is quoted in the other currency: units of it for one of the account's. */
    final boolean[] inverse;

    private FxSources(
            final FxConfig fx,
            final List<Instrument> all,
            final List<StrategyConfig> strategies,
            final List<String> seriesNames) {
        final List<String> names = new ArrayList<>();
        names.add(fx.counted(fx.currency()));
        int ids = 0;
        for (final Instrument instrument : all) {
            // One that was refused leaves its number free.
            ids = Math.max(ids, instrument.id() + 1);
        }
        final int[] ofInstrument = new int[ids];
        for (final Instrument instrument : all) {
            if (isTraded(instrument, strategies)) {
                final String name = fx.counted(instrument.currency());
                if (!names.contains(name)) {
                    names.add(name);
                }
                ofInstrument[instrument.id()] = names.indexOf(name);
            }
        }
        currencies = new Currencies(names.toArray(new String[0]), ofInstrument);
        instruments = new int[names.size()];
        series = new int[names.size()];
        inverse = new boolean[names.size()];
        for (int i = 0; i < instruments.length; i++) {
            find(i, all, seriesNames);
        }
    }

    static FxSources of(final EngineConfig config) {
        return of(config.portfolio().fx(), config.instruments(), config.strategies(), config.series());
    }

    static FxSources of(
            final FxConfig fx,
            final List<Instrument> instruments,
            final List<StrategyConfig> strategies,
            final List<String> series) {
        return new FxSources(fx, instruments, strategies, series);
    }

    /** True when nothing says what the currency is worth. */
    boolean isMissing(final int currency) {
        return currency != Currencies.ACCOUNT && instruments[currency] == NONE && series[currency] == NONE;
    }

    /** The one currency of all that is traded; dollars when there are several. */
    static String commonCurrency(final List<Instrument> instruments, final List<StrategyConfig> strategies) {
        String common = null;
        for (final Instrument instrument : instruments) {
            if (isTraded(instrument, strategies)) {
                if (common != null && !common.equals(instrument.currency())) {
                    return "USD";
                }
                common = instrument.currency();
            }
        }
        return common == null ? "USD" : common;
    }

    private static boolean isTraded(final Instrument instrument, final List<StrategyConfig> strategies) {
        for (final StrategyConfig strategy : strategies) {
            if (strategy.symbols().contains(instrument.symbol())) {
                return true;
            }
        }
        return false;
    }

    private void find(final int currency, final List<Instrument> all, final List<String> seriesNames) {
        instruments[currency] = NONE;
        series[currency] = NONE;
        if (currency == Currencies.ACCOUNT) {
            return;
        }
        final String direct = currencies.name(currency) + currencies.name(Currencies.ACCOUNT);
        final String turned = currencies.name(Currencies.ACCOUNT) + currencies.name(currency);
        for (int i = all.size() - 1; i >= 0; i--) {
            final String pair =
                    all.get(i).symbol().replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
            if (pair.equals(direct) || pair.equals(turned)) {
                instruments[currency] = i;
                inverse[currency] = pair.equals(turned);
            }
        }
        if (instruments[currency] == NONE) {
            final int turnedId = seriesNames.indexOf(SERIES + turned);
            final int directId = seriesNames.indexOf(SERIES + direct);
            series[currency] = directId == NONE ? turnedId : directId;
            inverse[currency] = directId == NONE;
        }
    }
}
