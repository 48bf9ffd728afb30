package io.millrace.settings;

import io.millrace.config.ConfigException;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.Timeframe;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import io.millrace.source.TradeSeries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an engine can run on some data. Any thread. */
public final class DataCheck {
    private static final int MAX_NAMED = 20;

    private DataCheck() {}

    /** The symbols of the instruments; the place is the instrument's id. */
    public static List<String> symbols(EngineConfig config) {
        List<String> symbols = new ArrayList<>();
        for (Instrument instrument : config.instruments()) {
            symbols.add(instrument.symbol());
        }
        return symbols;
    }

    /**
     * Refuses data with rows of no instrument, and strategies without data. A strategy whose bars can never be made of
     * the data would be silent for ever.
     *
     * @throws ConfigException listing every violation
     */
    public static void require(EngineConfig config, DataSet data) {
        List<String> violations = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>(symbols(config));
        Set<String> present = new LinkedHashSet<>(SeriesInputs.symbols(data));
        List<String> strange = new ArrayList<>(present);
        strange.removeAll(known);
        if (!strange.isEmpty()) {
            boolean one = strange.size() == 1;
            violations.add("--data has " + few(strange) + ", which " + (one ? "is no instrument" : "are no instruments")
                    + " of the configuration (" + few(known) + "); choose with --symbol, such as --symbol "
                    + wanted(present, known) + ", or add " + (one ? "it" : "them") + " to instruments");
        }
        for (StrategyConfig strategy : config.strategies()) {
            requirePresent(strategy, present, violations);
        }
        requireUsableBars(config, data, violations);
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
    }

    /** What could be asked for: the instruments that the data has, else those there are. */
    private static String wanted(Set<String> present, Set<String> known) {
        Set<String> both = new LinkedHashSet<>(known);
        both.retainAll(present);
        return String.join(",", both.isEmpty() ? known : both);
    }

    /** A universe may have names without data; {@link UniverseNotices} says which. One at least must have some. */
    private static void requirePresent(StrategyConfig strategy, Set<String> present, List<String> violations) {
        for (String symbol : strategy.symbols()) {
            if (present.contains(symbol)) {
                return;
            }
        }
        violations.add("strategy " + strategy.name() + " trades " + few(strategy.symbols())
                + ", which the data does not have; it has " + few(present));
    }

    private static String few(Collection<String> names) {
        String some = names.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        return names.size() <= MAX_NAMED ? some : some + " and " + (names.size() - MAX_NAMED) + " more";
    }

    private static void requireUsableBars(EngineConfig config, DataSet data, List<String> violations) {
        Map<String, List<BarSeries>> bars = data.bars().stream().collect(Collectors.groupingBy(BarSeries::symbol));
        Set<String> traded = data.trades().stream().map(TradeSeries::symbol).collect(Collectors.toSet());
        for (StrategyConfig strategy : config.strategies()) {
            for (String symbol : strategy.symbols()) {
                if (!traded.contains(symbol)) {
                    requireUsableBars(strategy, symbol, bars.getOrDefault(symbol, List.of()), violations);
                }
            }
        }
    }

    /** Trades make bars of every length; of several bar lengths one must fit. */
    private static void requireUsableBars(
            StrategyConfig strategy, String symbol, List<BarSeries> given, List<String> violations) {
        List<String> lengths = new ArrayList<>();
        for (BarSeries bars : given) {
            if (isMadeOf(strategy.timeframeSeconds(), bars.timeframeSeconds())) {
                return;
            }
            lengths.add(new Timeframe(bars.timeframeSeconds()).format());
        }
        if (!lengths.isEmpty()) {
            violations.add("strategy " + strategy.name() + " wants bars of "
                    + new Timeframe(strategy.timeframeSeconds()).format() + ", which cannot be made of the "
                    + String.join(", ", lengths) + " bars of " + symbol
                    + "; use a multiple of them (--timeframe, or the key timeframe of the strategy)");
        }
    }

    private static boolean isMadeOf(int wanted, int given) {
        return wanted == given || Timeframe.isMadeOf(wanted, given);
    }
}
