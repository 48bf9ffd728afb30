package io.millrace.view;

import io.millrace.engine.EngineConfig;

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

    /** The strategy's name; empty when it is the account as a whole. */
    String strategy(int strategy) {
        boolean known = strategy >= 0 && strategy < config.strategies().size();
        return known ? config.strategies().get(strategy).name() : "";
    }
}
