package io.millrace.route;

import java.util.ArrayList;
import java.util.List;

/** The instruments that one venue trades, by the engine's id and by the venue's name. Immutable, any thread. */
public final class VenueSymbols {
    private final VenueSymbol[] byInstrument;

    private VenueSymbols(final VenueSymbol[] byInstrument) {
        this.byInstrument = byInstrument;
    }

    /** @throws IllegalArgumentException naming every instrument and every symbol that comes twice */
    public static VenueSymbols of(final List<VenueSymbol> symbols) {
        int size = 0;
        for (final VenueSymbol symbol : symbols) {
            size = Math.max(size, symbol.instrument() + 1);
        }
        final VenueSymbol[] places = new VenueSymbol[size];
        final List<String> wrong = new ArrayList<>();
        for (final VenueSymbol symbol : symbols) {
            for (final VenueSymbol other : places) {
                if (other != null && other.symbol().equals(symbol.symbol())) {
                    wrong.add("symbol " + symbol.symbol() + " stands for instruments " + other.instrument() + " and "
                            + symbol.instrument());
                }
            }
            if (places[symbol.instrument()] != null) {
                wrong.add("instrument " + symbol.instrument() + " is named " + places[symbol.instrument()].symbol()
                        + " and " + symbol.symbol());
            }
            places[symbol.instrument()] = symbol;
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("venue symbols: " + String.join("; ", wrong)
                    + "; expected one symbol for an instrument and one instrument for a symbol");
        }
        return new VenueSymbols(places);
    }

    /** Null when the venue does not trade it. */
    public VenueSymbol of(final int instrument) {
        return instrument >= 0 && instrument < byInstrument.length ? byInstrument[instrument] : null;
    }

    /** Null when the name is not known; off the hot path. */
    public VenueSymbol named(final String symbol) {
        for (final VenueSymbol candidate : byInstrument) {
            if (candidate != null && candidate.symbol().equals(symbol)) {
                return candidate;
            }
        }
        return null;
    }
}
