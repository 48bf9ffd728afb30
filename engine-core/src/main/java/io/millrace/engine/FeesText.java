package io.millrace.engine;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.venue.FeeTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fees as settings, both ways: {@code venue.makerFee} and its like for every instrument, {@code fees.CLASS.maker} and
 * its like where an asset class has its own. What a class does not say is as the venue's.
 */
final class FeesText {
    private static final String ROOT = "fees";
    private static final FeeTerms DEFAULT = FeeTerms.of(Fixed.ONE / 1_000, 3 * Fixed.ONE / 1_000);
    private static final long LARGEST_RATE = Fixed.ONE / 10;
    private static final long LARGEST_AMOUNT = 1_000_000 * Fixed.ONE;

    private FeesText() {}

    static FeeRates read(final SettingsReader reader) {
        final FeeTerms venue = new FeeTerms(
                reader.fixed("venue.makerFee", DEFAULT.makerRate(), -LARGEST_RATE, LARGEST_RATE),
                reader.fixed("venue.takerFee", DEFAULT.takerRate(), 0, LARGEST_RATE),
                reader.fixed("venue.perShareFee", DEFAULT.perUnit(), 0, LARGEST_AMOUNT),
                reader.fixed("venue.minimumFee", DEFAULT.minimum(), 0, LARGEST_AMOUNT));
        final SortedMap<AssetClass, FeeTerms> byClass = new TreeMap<>();
        for (final String name : named(reader)) {
            byClass.put(AssetClass.valueOf(name.toUpperCase(Locale.ROOT)), terms(reader, ROOT + "." + name, venue));
        }
        return new FeeRates(venue, byClass);
    }

    static void write(final Settings settings, final FeeRates fees, final String origin) {
        settings.put("venue.makerFee", Fixed.format(fees.venue().makerRate()), origin);
        settings.put("venue.takerFee", Fixed.format(fees.venue().takerRate()), origin);
        settings.put("venue.perShareFee", Fixed.format(fees.venue().perUnit()), origin);
        settings.put("venue.minimumFee", Fixed.format(fees.venue().minimum()), origin);
        for (final Map.Entry<AssetClass, FeeTerms> entry : fees.byClass().entrySet()) {
            final String key = ROOT + "." + entry.getKey().name().toLowerCase(Locale.ROOT);
            settings.put(key + ".maker", Fixed.format(entry.getValue().makerRate()), origin);
            settings.put(key + ".taker", Fixed.format(entry.getValue().takerRate()), origin);
            settings.put(key + ".perShare", Fixed.format(entry.getValue().perUnit()), origin);
            settings.put(key + ".minimum", Fixed.format(entry.getValue().minimum()), origin);
        }
    }

    private static FeeTerms terms(final SettingsReader reader, final String key, final FeeTerms venue) {
        return new FeeTerms(
                reader.fixed(key + ".maker", venue.makerRate(), -LARGEST_RATE, LARGEST_RATE),
                reader.fixed(key + ".taker", venue.takerRate(), 0, LARGEST_RATE),
                reader.fixed(key + ".perShare", venue.perUnit(), 0, LARGEST_AMOUNT),
                reader.fixed(key + ".minimum", venue.minimum(), 0, LARGEST_AMOUNT));
    }

    /** Asset classes that have a section; a section of another name is an unknown key, said by the reader. */
    private static List<String> named(final SettingsReader reader) {
        final List<String> names = new ArrayList<>();
        for (final AssetClass assetClass : AssetClass.values()) {
            final String name = assetClass.name().toLowerCase(Locale.ROOT);
            if (reader.has(ROOT + "." + name)) {
                names.add(name);
            }
        }
        return names;
    }
}
