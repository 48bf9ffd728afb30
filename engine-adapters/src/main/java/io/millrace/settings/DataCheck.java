package io.millrace.settings;

import io.millrace.config.ConfigException;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.Timeframe;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import java.util.ArrayList;
import java.util.List;

/** Whether an engine can run on some data. Any thread. */
public final class DataCheck {
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
        List<String> known = symbols(config);
        List<String> present = SeriesInputs.symbols(data);
        for (String symbol : present) {
            if (!known.contains(symbol)) {
                violations.add("--data has " + symbol + ", which is no instrument of the configuration ("
                        + String.join(", ", known) + "); choose one with --symbol or add it to instruments");
            }
        }
        for (StrategyConfig strategy : config.strategies()) {
            for (String symbol : strategy.symbols()) {
                if (!present.contains(symbol)) {
                    violations.add("strategy " + strategy.name() + " trades " + symbol
                            + ", which the data does not have; it has " + String.join(", ", present));
                }
                requireUsableBars(strategy, symbol, data, violations);
            }
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
    }

    /** Trades make bars of every length; of several bar lengths one must fit. */
    private static void requireUsableBars(
            StrategyConfig strategy, String symbol, DataSet data, List<String> violations) {
        List<String> lengths = new ArrayList<>();
        for (BarSeries bars : data.bars()) {
            if (bars.symbol().equals(symbol)) {
                if (isMadeOf(strategy.timeframeSeconds(), bars.timeframeSeconds())) {
                    return;
                }
                lengths.add(new Timeframe(bars.timeframeSeconds()).format());
            }
        }
        boolean traded =
                data.trades().stream().anyMatch(series -> series.symbol().equals(symbol));
        if (!lengths.isEmpty() && !traded) {
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
