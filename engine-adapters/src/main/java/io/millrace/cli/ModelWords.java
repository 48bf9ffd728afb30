package io.millrace.cli;

import io.millrace.backtest.RunRecorder;
import io.millrace.backtest.StrategyWord;
import io.millrace.engine.EngineConfig;
import io.millrace.plugin.Plugins;
import io.millrace.report.ModelResult;
import io.millrace.report.OpenPosition;
import io.millrace.strategy.StrategyDescriptor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Why a model did nothing, in its own words: a result of zero without one is a riddle. */
final class ModelWords {
    private ModelWords() {}

    static List<String> of(EngineConfig config, RunRecorder recorder) {
        Set<Integer> holding = new HashSet<>();
        for (OpenPosition position : recorder.open()) {
            holding.add(position.strategy());
        }
        List<ModelResult> models = recorder.attribution().models();
        List<String> notes = new ArrayList<>();
        for (StrategyWord word : recorder.words()) {
            ModelResult model = models.get(word.strategy());
            if (model.trades() > 0 || holding.contains(word.strategy())) {
                continue;
            }
            String text = text(config, word);
            if (!text.isEmpty()) {
                notes.add(model.name() + " never traded: " + text);
            }
        }
        return notes;
    }

    /** Series that are missing are told once already, whether a model trades or not. */
    private static String text(EngineConfig config, StrategyWord word) {
        StrategyDescriptor descriptor = Plugins.catalog()
                .find(config.strategies().get(word.strategy()).name())
                .descriptor();
        if (word.reason() < 0 || word.reason() >= descriptor.reasons().size()) {
            return "";
        }
        String reason = descriptor.reasons().get(word.reason());
        if (!descriptor.series().isEmpty() && reason.startsWith("no ")) {
            return "";
        }
        String value = Double.isFinite(word.value())
                ? " ("
                        + new BigDecimal(Double.toString(word.value()))
                                .stripTrailingZeros()
                                .toPlainString() + ")"
                : "";
        return reason + value;
    }
}
