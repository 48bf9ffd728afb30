package io.millrace.engine;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The account's currency and how others are dealt with, as settings. */
final class FxText {
    private static final String CURRENCY = "portfolio.currency";
    private static final String MODE = "portfolio.fx";
    private static final String COST = "fx.costBps";
    private static final String MAX_AGE = "fx.maxAgeMs";
    private static final String PEG = "fx.peg";
    private static final long MILLI_NS = 1_000_000L;
    private static final long YEAR_MS = 31_536_000_000L;

    private FxText() {}

    static FxConfig read(
            final SettingsReader reader,
            final List<Instrument> instruments,
            final List<StrategyConfig> strategies,
            final List<String> series) {
        final String mode = reader.oneOf(MODE, "auto", List.of("auto", "borrow"));
        final FxConfig fx = new FxConfig(
                reader.text(CURRENCY, FxSources.commonCurrency(instruments, strategies)),
                mode.equals("borrow"),
                reader.fixed(COST, FxConfig.DEFAULT_COST_BPS, 0, 1_000 * Fixed.ONE),
                MILLI_NS * reader.whole(MAX_AGE, FxConfig.DEFAULT_MAX_AGE_NS / MILLI_NS, 1, YEAR_MS),
                pegs(reader));
        refuseMissing(reader, fx, instruments, FxSources.of(fx, instruments, strategies, series));
        return fx;
    }

    /** @param common what the currency would be if nothing were written */
    static void write(final Settings settings, final FxConfig fx, final String common, final String origin) {
        if (!fx.currency().equals(common)) {
            settings.put(CURRENCY, fx.currency(), origin);
        }
        if (fx.borrows()) {
            settings.put(MODE, "borrow", origin);
        }
        if (fx.costBps() != FxConfig.DEFAULT_COST_BPS) {
            settings.put(COST, Fixed.format(fx.costBps()), origin);
        }
        if (fx.maxAgeNs() != FxConfig.DEFAULT_MAX_AGE_NS) {
            settings.put(MAX_AGE, Long.toString(fx.maxAgeNs() / MILLI_NS), origin);
        }
        for (final Map.Entry<String, String> peg : fx.pegs().entrySet()) {
            settings.put(PEG + "." + peg.getKey(), peg.getValue(), origin);
        }
    }

    private static SortedMap<String, String> pegs(final SettingsReader reader) {
        final SortedMap<String, String> pegs = new TreeMap<>();
        for (final String name : reader.keysBelow(PEG)) {
            pegs.put(name, reader.text(PEG + "." + name, ""));
        }
        for (final Map.Entry<String, String> peg : pegs.entrySet()) {
            final String key = PEG + "." + peg.getKey();
            if (peg.getValue().isBlank() || pegs.containsKey(peg.getValue())) {
                reader.violation(reader.where(key) + " is \"" + peg.getValue()
                        + "\"; expected a currency that is not pegged itself, for example fx.peg.USDT=USD");
            }
        }
        return pegs;
    }

    private static void refuseMissing(
            final SettingsReader reader,
            final FxConfig fx,
            final List<Instrument> instruments,
            final FxSources sources) {
        final String account = fx.counted(fx.currency());
        for (final Instrument instrument : instruments) {
            final int currency = sources.currencies.of(instrument.id());
            if (sources.isMissing(currency)) {
                final String name = sources.currencies.name(currency);
                final String pair = name + account;
                reader.violation(reader.where("instruments." + instrument.id() + ".currency") + " is \""
                        + instrument.currency() + "\", the account's is " + account
                        + ", and nothing says what it is worth; expected an instrument " + pair + ", a series fx."
                        + pair + ", a peg (fx.peg." + instrument.currency() + "=" + account + ") or another "
                        + CURRENCY);
            }
        }
    }
}
