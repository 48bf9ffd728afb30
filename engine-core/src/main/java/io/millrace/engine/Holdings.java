package io.millrace.engine;

import java.util.Arrays;
import java.util.List;

/**
 * What can be held: every strategy with every instrument of its universe, as dense places from 0 in the order of the
 * configuration. For read models; immutable.
 */
public final class Holdings {
    private static final int NONE = -1;

    private final int instruments;
    private final int[] places;
    private final int[] strategies;
    private final String[] symbols;
    private final int size;

    private Holdings(final EngineConfig config) {
        instruments = config.instruments().size();
        final List<StrategyConfig> all = config.strategies();
        places = new int[all.size() * instruments];
        Arrays.fill(places, NONE);
        strategies = new int[places.length];
        symbols = new String[places.length];
        int place = 0;
        for (int strategy = 0; strategy < all.size(); strategy++) {
            for (final String symbol : all.get(strategy).symbols()) {
                places[strategy * instruments + instrument(config, symbol)] = place;
                strategies[place] = strategy;
                symbols[place++] = symbol;
            }
        }
        size = place;
    }

    public static Holdings of(final EngineConfig config) {
        return new Holdings(config);
    }

    public int size() {
        return size;
    }

    /** The place of a strategy's instrument; -1 when it is not of its universe. */
    public int place(final int strategy, final int instrument) {
        return places[strategy * instruments + instrument];
    }

    public int strategy(final int place) {
        return strategies[place];
    }

    public String symbol(final int place) {
        return symbols[place];
    }

    private static int instrument(final EngineConfig config, final String symbol) {
        for (int i = 0; i < config.instruments().size(); i++) {
            if (config.instruments().get(i).symbol().equals(symbol)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no instrument has the symbol \"" + symbol + "\"");
    }
}
