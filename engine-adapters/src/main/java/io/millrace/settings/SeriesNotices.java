package io.millrace.settings;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.fixed.Fixed;
import io.millrace.portfolio.regime.MacroSeries;
import io.millrace.portfolio.regime.RegimeConfig;
import io.millrace.proof.WantedSeries;
import io.millrace.risk.MacroLimits;
import io.millrace.source.DataSet;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Series that strategies or regimes ask for and nobody gives: what is judged without them. Any thread. */
final class SeriesNotices {
    private SeriesNotices() {}

    /** A series that is declared but of which the data has no value is missing like one that nobody declared. */
    static List<String> of(EngineConfig config, DataSet data) {
        Set<String> given = new LinkedHashSet<>();
        data.observations().forEach(series -> given.add(series.name()));
        List<String> notices = new ArrayList<>();
        StrategyCatalog catalog = config.catalog();
        Set<String> told = new LinkedHashSet<>();
        for (StrategyConfig strategy : config.strategies()) {
            StrategyFactory factory = catalog.find(strategy.name());
            if (factory != null) {
                Set<String> missing = new LinkedHashSet<>(WantedSeries.of(config, strategy, factory));
                missing.removeAll(given);
                if (!missing.isEmpty() && told.add(strategy.name() + missing)) {
                    notices.add("no series, so " + strategy.name() + " decides without: "
                            + UniverseNotices.few(List.copyOf(missing)) + " (--series NAME=FILE gives one)");
                }
            }
        }
        regimes(config, given, notices);
        macroScore(config, given, notices);
        return notices;
    }

    private static void macroScore(EngineConfig config, Set<String> given, List<String> notices) {
        MacroLimits macro = config.risk().guards().macro();
        if (!macro.series().isBlank() && !given.contains(macro.series())) {
            notices.add("no series for risk.macroSeries, so the score counts as missing and every entry is cut to "
                    + Fixed.format(macro.factor()) + " of its size: " + macro.series()
                    + " (--series NAME=FILE gives one)");
        }
    }

    private static void regimes(EngineConfig config, Set<String> given, List<String> notices) {
        RegimeConfig regimes = config.portfolio().regimes();
        MacroSeries macro = regimes.macro();
        Set<String> missing = new LinkedHashSet<>(
                List.of(regimes.volatility(), macro.slope(), macro.tenYear(), macro.twoYear(), macro.pmi()));
        missing.remove("");
        missing.removeAll(given);
        if (!missing.isEmpty()) {
            notices.add("no series, so regimes are judged without and stay neutral where nothing else speaks: "
                    + String.join(", ", missing) + " (--series NAME=FILE gives one)");
        }
    }
}
