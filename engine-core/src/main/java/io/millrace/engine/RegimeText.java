package io.millrace.engine;

import io.millrace.config.NearestName;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.Timeframe;
import io.millrace.portfolio.regime.MacroSeries;
import io.millrace.portfolio.regime.RegimeBounds;
import io.millrace.portfolio.regime.RegimeConfig;
import io.millrace.portfolio.regime.RegimeTable;
import io.millrace.portfolio.regime.TrendReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The section {@code regimes} as settings. Series that are not configured are no violation: see the alert. */
final class RegimeText {
    private static final String TABLE = "regimes.table";
    private static final int MAX_BARS = 100_000;
    private static final long MAX_BOUND = 1_000_000 * Fixed.ONE;
    private static final long MAX_MULTIPLIER = 10 * Fixed.ONE;

    private RegimeText() {}

    static RegimeConfig read(final SettingsReader reader, final List<Instrument> instruments, final int strategies) {
        final RegimeConfig none = RegimeConfig.NONE;
        return new RegimeConfig(
                trend(reader, "regimes.equity.", none.equity(), instruments),
                trend(reader, "regimes.crypto.", none.crypto(), instruments),
                timeframe(reader),
                reader.text("regimes.volatility.series", ""),
                macro(reader),
                bounds(reader),
                reader.integer("regimes.holdBars", none.holdBars(), 1, 1_000),
                table(reader, strategies));
    }

    static void write(final Settings settings, final RegimeConfig regimes, final String origin) {
        if (!regimes.isOn()) {
            return;
        }
        writeTrend(settings, "regimes.equity.", regimes.equity(), origin);
        writeTrend(settings, "regimes.crypto.", regimes.crypto(), origin);
        settings.put("regimes.timeframe", new Timeframe(regimes.timeframeSeconds()).format(), origin);
        settings.put("regimes.holdBars", Integer.toString(regimes.holdBars()), origin);
        writeText(settings, "regimes.volatility.series", regimes.volatility(), origin);
        writeText(settings, "regimes.macro.slope", regimes.macro().slope(), origin);
        writeText(settings, "regimes.macro.tenYear", regimes.macro().tenYear(), origin);
        writeText(settings, "regimes.macro.twoYear", regimes.macro().twoYear(), origin);
        writeText(settings, "regimes.macro.pmi", regimes.macro().pmi(), origin);
        final RegimeBounds bounds = regimes.bounds();
        writeBound(settings, "regimes.volatility.low", bounds.calm(), origin);
        writeBound(settings, "regimes.volatility.high", bounds.stressed(), origin);
        writeBound(settings, "regimes.macro.slopeLow", bounds.slopeLow(), origin);
        writeBound(settings, "regimes.macro.slopeHigh", bounds.slopeHigh(), origin);
        writeBound(settings, "regimes.macro.pmiLow", bounds.pmiLow(), origin);
        writeBound(settings, "regimes.macro.pmiHigh", bounds.pmiHigh(), origin);
        for (final Map.Entry<String, Long> entry : regimes.table().entrySet()) {
            settings.put(TABLE + "." + entry.getKey(), Fixed.format(entry.getValue()), origin);
        }
    }

    private static TrendReference trend(
            final SettingsReader reader,
            final String key,
            final TrendReference none,
            final List<Instrument> instruments) {
        final String symbol = reader.text(key + "symbol", "");
        final List<String> symbols = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            symbols.add(instrument.symbol());
        }
        if (!symbol.isEmpty() && !symbols.contains(symbol)) {
            reader.violation(reader.where(key + "symbol") + " is \"" + symbol + "\"" + NearestName.hint(symbol, symbols)
                    + "; expected the symbol of one of the instruments: " + String.join(", ", symbols));
            return none;
        }
        return new TrendReference(
                symbol,
                reader.integer(key + "average", none.averageBars(), 2, MAX_BARS),
                reader.integer(key + "momentum", none.momentumBars(), 1, MAX_BARS));
    }

    private static int timeframe(final SettingsReader reader) {
        final String key = "regimes.timeframe";
        try {
            return Timeframe.parse(reader.text(key, "1d")).code();
        } catch (final IllegalArgumentException e) {
            reader.violation(reader.where(key) + ": " + e.getMessage());
            return RegimeConfig.NONE.timeframeSeconds();
        }
    }

    private static MacroSeries macro(final SettingsReader reader) {
        final MacroSeries macro = new MacroSeries(
                reader.text("regimes.macro.slope", ""),
                reader.text("regimes.macro.tenYear", ""),
                reader.text("regimes.macro.twoYear", ""),
                reader.text("regimes.macro.pmi", ""));
        if (macro.tenYear().isEmpty() != macro.twoYear().isEmpty()) {
            reader.violation("regimes.macro: only one of tenYear and twoYear is given; expected both, or slope");
        }
        if (!macro.slope().isEmpty() && macro.hasBothYields()) {
            reader.violation(
                    "regimes.macro: slope is given beside tenYear and twoYear; expected the slope or the two yields");
        }
        return macro;
    }

    private static RegimeBounds bounds(final SettingsReader reader) {
        final RegimeBounds standard = RegimeBounds.STANDARD;
        return new RegimeBounds(
                bound(reader, "regimes.volatility.low", standard.calm(), -MAX_BOUND),
                pair(reader, "regimes.volatility.", "low", "high", standard.calm(), standard.stressed()),
                bound(reader, "regimes.macro.slopeLow", standard.slopeLow(), -MAX_BOUND),
                pair(reader, "regimes.macro.", "slopeLow", "slopeHigh", standard.slopeLow(), standard.slopeHigh()),
                bound(reader, "regimes.macro.pmiLow", standard.pmiLow(), -MAX_BOUND),
                pair(reader, "regimes.macro.", "pmiLow", "pmiHigh", standard.pmiLow(), standard.pmiHigh()));
    }

    private static double bound(
            final SettingsReader reader, final String key, final double standard, final long least) {
        return Fixed.toDouble(reader.fixed(key, Fixed.fromDouble(standard), least, MAX_BOUND));
    }

    /** The upper bound of a pair, which is not below the lower one. */
    private static double pair(
            final SettingsReader reader,
            final String key,
            final String low,
            final String high,
            final double standardLow,
            final double standardHigh) {
        final double lower = bound(reader, key + low, standardLow, -MAX_BOUND);
        final double upper = bound(reader, key + high, standardHigh, -MAX_BOUND);
        if (upper < lower) {
            reader.violation(key + high + " is " + upper + ", below " + key + low + ", which is " + lower
                    + "; expected an upper bound not below the lower one");
        }
        return upper;
    }

    private static SortedMap<String, Long> table(final SettingsReader reader, final int strategies) {
        final List<String> known = new ArrayList<>(RegimeTable.names());
        for (int strategy = 0; strategy < strategies; strategy++) {
            for (final String name : RegimeTable.names()) {
                known.add(strategy + "." + name);
            }
        }
        final SortedMap<String, Long> table = new TreeMap<>();
        for (final String name : reader.keysBelow(TABLE)) {
            final String key = TABLE + "." + name;
            if (known.contains(name)) {
                table.put(name, reader.fixed(key, Fixed.ONE, 0, MAX_MULTIPLIER));
            } else {
                reader.violation(reader.where(key) + " is no regime" + NearestName.hint(name, known) + "; expected "
                        + String.join(", ", RegimeTable.names()) + ", with N. in front for strategy N alone");
            }
        }
        return table;
    }

    private static void writeTrend(
            final Settings settings, final String key, final TrendReference trend, final String origin) {
        writeText(settings, key + "symbol", trend.symbol(), origin);
        settings.put(key + "average", Integer.toString(trend.averageBars()), origin);
        settings.put(key + "momentum", Integer.toString(trend.momentumBars()), origin);
    }

    private static void writeText(final Settings settings, final String key, final String value, final String origin) {
        if (!value.isEmpty()) {
            settings.put(key, value, origin);
        }
    }

    private static void writeBound(final Settings settings, final String key, final double value, final String origin) {
        settings.put(key, Fixed.format(Fixed.fromDouble(value)), origin);
    }
}
