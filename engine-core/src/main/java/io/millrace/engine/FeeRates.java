package io.millrace.engine;

import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.Instrument;
import io.millrace.venue.FeeTerms;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the venue charges: its terms, and those of the asset classes that have their own.
 *
 * @param venue for every class without terms of its own
 * @param byClass whole terms of a class, in class order
 */
public record FeeRates(FeeTerms venue, SortedMap<AssetClass, FeeTerms> byClass) {
    public FeeRates {
        byClass = Collections.unmodifiableSortedMap(new TreeMap<>(byClass));
    }

    /** The same fractions of the traded value for all, at 1e-8 (10 bps = 100,000). */
    public static FeeRates of(final long maker, final long taker) {
        return new FeeRates(FeeTerms.of(maker, taker), new TreeMap<>());
    }

    /** The terms of an asset class. */
    public FeeTerms terms(final AssetClass assetClass) {
        return byClass.getOrDefault(assetClass, venue);
    }

    /** The terms of each instrument, in the given order. */
    public FeeTerms[] terms(final List<Instrument> instruments) {
        final FeeTerms[] terms = new FeeTerms[instruments.size()];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = terms(instruments.get(i).assetClass());
        }
        return terms;
    }

    /** The venue's terms, then those of classes, as names and texts for people. */
    public Map<String, String> words() {
        final Map<String, String> words = new LinkedHashMap<>();
        put(words, "", venue);
        byClass.forEach((assetClass, terms) -> put(words, assetClass.name().toLowerCase(Locale.ROOT) + ".", terms));
        return words;
    }

    private static void put(final Map<String, String> words, final String prefix, final FeeTerms terms) {
        words.put(prefix + "makerFee", Fixed.format(terms.makerRate()));
        words.put(prefix + "takerFee", Fixed.format(terms.takerRate()));
        if (terms.perUnit() != 0) {
            words.put(prefix + "perShareFee", Fixed.format(terms.perUnit()));
        }
        if (terms.minimum() != 0) {
            words.put(prefix + "minimumFee", Fixed.format(terms.minimum()));
        }
    }
}
