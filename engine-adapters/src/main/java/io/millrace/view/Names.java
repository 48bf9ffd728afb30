package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.instrument.Instrument;

/** The words for the numbers in messages. Immutable. */
final class Names {
    private final EngineConfig config;

    Names(EngineConfig config) {
        this.config = config;
    }

    /** The instrument's symbol; empty when there is none. */
    String symbol(long instrument) {
        boolean known = instrument >= 0 && instrument < config.instruments().size();
        return known ? config.instruments().get((int) instrument).symbol() : "";
    }

    /** The currency an instrument is quoted in; empty when there is none of this symbol. */
    String currency(String symbol) {
        for (Instrument instrument : config.instruments()) {
            if (instrument.symbol().equals(symbol)) {
                return instrument.currency();
            }
        }
        return "";
    }

    /** The strategy's name; empty when it is the account as a whole. */
    String strategy(int strategy) {
        boolean known = strategy >= 0 && strategy < config.strategies().size();
        return known ? config.strategies().get(strategy).name() : "";
    }
}
