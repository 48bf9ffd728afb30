package io.millrace.cli;

import io.millrace.backtest.RunRecorder;
import io.millrace.backtest.StrategyFailure;
import io.millrace.backtest.StrategyWord;
import io.millrace.engine.EngineConfig;
import io.millrace.plugin.Plugins;
import io.millrace.report.ModelResult;
import io.millrace.report.OpenPosition;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyDescriptor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * What happened to a model that a reader of its result must know: that it failed, that a series it was given is of no
 * use, or why it did nothing, in its own words: a result of zero without one is a riddle.
 */
final class ModelWords {
    private static final int MOST_SERIES = 5;

    private ModelWords() {}

    /**
     * A sentence for each strategy that threw something.
     *
     * @param strategies that of each sleeve in this very run
     */
    static List<String> failures(EngineConfig config, RunRecorder recorder, IntFunction<Strategy> strategies) {
        List<String> notes = new ArrayList<>();
        for (StrategyFailure failure : recorder.failures()) {
            String name = name(config, failure.strategy());
            String symbol = config.instruments().get(failure.instrument()).symbol();
            String thrown = Plugins.thrownBy(strategies.apply(failure.strategy()));
            notes.add(name + " FAILED on " + symbol + " at " + MessageText.time(failure.timeNs())
                    + ": it threw something and decided nothing from then on, so this result is not one of its rule"
                    + (thrown.isEmpty() ? "" : "; " + thrown));
        }
        return notes;
    }

    /** @param told what is said already, of series that nobody gave among it */
    static List<String> of(EngineConfig config, RunRecorder recorder, List<String> told) {
        Set<Integer> holding = new HashSet<>();
        for (OpenPosition position : recorder.open()) {
            holding.add(position.strategy());
        }
        List<ModelResult> models = recorder.attribution().models();
        List<String> notes = new ArrayList<>();
        Map<String, List<String>> series = new LinkedHashMap<>();
        for (StrategyWord word : recorder.words()) {
            String reason = reason(config, word);
            ModelResult model = models.get(word.strategy());
            if (isOfSeries(config, word, reason)) {
                String what = series(config, word, told);
                if (!what.isEmpty()) {
                    series.computeIfAbsent(model.name() + ": " + reason, key -> new ArrayList<>())
                            .add(what);
                }
            } else if (!reason.isEmpty() && model.trades() == 0 && !holding.contains(word.strategy())) {
                notes.add(model.name() + " never traded: " + reason + inBrackets(word.value()));
            }
        }
        series.forEach((model, each) -> notes.add(model + ": " + few(each)));
        return notes;
    }

    private static String name(EngineConfig config, int strategy) {
        return config.strategies().get(strategy).name();
    }

    private static String reason(EngineConfig config, StrategyWord word) {
        List<String> reasons = descriptor(config, word).reasons();
        return word.reason() < 0 || word.reason() >= reasons.size() ? "" : reasons.get(word.reason());
    }

    private static StrategyDescriptor descriptor(EngineConfig config, StrategyWord word) {
        return config.catalog().find(name(config, word.strategy())).descriptor();
    }

    private static boolean isOfSeries(EngineConfig config, StrategyWord word, String reason) {
        return word.series() >= 0
                || (reason.startsWith("no ")
                        && !descriptor(config, word).series().isEmpty());
    }

    /** Which series, and what is wrong with it; empty when it was never given, which is told once already. */
    private static String series(EngineConfig config, StrategyWord word, List<String> told) {
        if (word.series() < 0) {
            return "";
        }
        String series = config.series().get(word.series());
        String day = MessageText.time(word.timeNs()).substring(0, "2020-01-01".length());
        if (Double.isFinite(word.value())) {
            return series + " (its newest value on " + day + ", " + plain(word.value()) + ", is too old)";
        }
        String missing = "no series, so " + name(config, word.strategy()) + " decides without: ";
        boolean known = told.stream()
                .anyMatch(
                        notice -> notice.startsWith(missing) && (notice.contains(series) || notice.contains(" more ")));
        return known ? "" : series + " (no value yet on " + day + ")";
    }

    private static String few(List<String> all) {
        return all.size() <= MOST_SERIES
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, MOST_SERIES)) + " and " + (all.size() - MOST_SERIES) + " more";
    }

    private static String inBrackets(double value) {
        return Double.isFinite(value) ? " (" + plain(value) + ")" : "";
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
