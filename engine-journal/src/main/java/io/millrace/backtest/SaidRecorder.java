package io.millrace.backtest;

import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** What the strategies told their operator, each thing once. The thread of the run. */
final class SaidRecorder {
    private static final int MOST = 100;

    private final AlertDecoder alert = new AlertDecoder();
    private final List<StrategyWord> words = new ArrayList<>();
    private final int strategies;

    SaidRecorder(final EngineConfig config) {
        strategies = config.strategies().size();
    }

    List<StrategyWord> words() {
        return List.copyOf(words);
    }

    void onAlert(final DirectBuffer buffer, final int block) {
        alert.wrap(buffer, block, AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION);
        final int strategy = alert.strategy();
        final int reason = (int) alert.subject();
        if (alert.code() == AlertCode.STRATEGY_NOTICE && strategy < strategies && words.size() < MOST) {
            for (final StrategyWord word : words) {
                if (word.strategy() == strategy && word.reason() == reason) {
                    return;
                }
            }
            words.add(new StrategyWord(strategy, reason, alert.value()));
        }
    }
}
