package io.millrace.backtest;

import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** What the strategies told their operator, each thing once, and which of them failed. The thread of the run. */
final class SaidRecorder {
    private static final int MOST = 100;

    private final AlertDecoder alert = new AlertDecoder();
    private final List<StrategyWord> words = new ArrayList<>();
    private final List<StrategyFailure> failures = new ArrayList<>();
    private final int strategies;
    private final int series;

    SaidRecorder(final EngineConfig config) {
        strategies = config.strategies().size();
        series = config.series().size();
    }

    List<StrategyWord> words() {
        return List.copyOf(words);
    }

    List<StrategyFailure> failures() {
        return List.copyOf(failures);
    }

    void onAlert(final DirectBuffer buffer, final int block, final long timeNs) {
        alert.wrap(buffer, block, AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION);
        final int strategy = alert.strategy();
        if (strategy >= strategies) {
            return;
        }
        if (alert.code() == AlertCode.STRATEGY_FAILED) {
            failures.add(new StrategyFailure(strategy, (int) alert.instrument(), timeNs));
        } else if (alert.code() == AlertCode.STRATEGY_NOTICE && words.size() < MOST) {
            addOnce(new StrategyWord(
                    strategy, (int) alert.instrument(), (int) alert.subject(), alert.value(), seriesOf(alert), timeNs));
        }
    }

    private int seriesOf(final AlertDecoder notice) {
        final double id = notice.limitValue();
        return id >= 0 && id < series ? (int) id : -1;
    }

    /** What is said of a series is said of each; anything else once, whatever the instrument. */
    private void addOnce(final StrategyWord word) {
        for (final StrategyWord said : words) {
            if (said.strategy() == word.strategy()
                    && said.reason() == word.reason()
                    && said.series() == word.series()) {
                return;
            }
        }
        words.add(word);
    }
}
