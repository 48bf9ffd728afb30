package io.millrace.backtest;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.report.Attribution;
import io.millrace.report.ModelResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each strategy did, and its profit over time. Samples are thinned as the run grows longer: at the most
 * {@link #MAX_SAMPLES} are kept, every one of the same number of samples apart, and the last one always.
 */
final class AttributionRecorder {
    static final int MAX_SAMPLES = 4_096;

    private final ModelRecorder[] models;
    private final long[] timeNs = new long[MAX_SAMPLES];
    private final long[][] pnl;
    private int kept;
    private long offered;
    private long stride = 1;
    private long lastNs;

    AttributionRecorder(final EngineConfig config) {
        models = new ModelRecorder[config.strategies().size()];
        for (int i = 0; i < models.length; i++) {
            final StrategyConfig strategy = config.strategies().get(i);
            models[i] = new ModelRecorder(name(config.strategies(), i), strategy.capital());
        }
        pnl = new long[models.length][MAX_SAMPLES];
    }

    ModelRecorder model(final int strategy) {
        return models[strategy];
    }

    void begin(final long nowNs) {
        for (final ModelRecorder model : models) {
            model.begin(nowNs);
        }
    }

    void sample(final long nowNs) {
        lastNs = nowNs;
        if (offered++ % stride != 0) {
            return;
        }
        if (kept == MAX_SAMPLES) {
            thin();
            // The newest stood at an odd place of the doubled stride.
            if ((offered - 1) % stride != 0) {
                return;
            }
        }
        put(kept++, nowNs);
    }

    /** Everything so far; recording may go on. */
    Attribution attribution() {
        final List<ModelResult> results = new ArrayList<>();
        for (final ModelRecorder model : models) {
            results.add(model.result(lastNs));
        }
        final boolean lastIsKept = kept > 0 && timeNs[kept - 1] == lastNs;
        final int size = kept + (lastIsKept ? 0 : 1);
        final long[] times = Arrays.copyOf(timeNs, size);
        final long[][] profits = new long[models.length][];
        times[size - 1] = lastNs;
        for (int i = 0; i < models.length; i++) {
            profits[i] = Arrays.copyOf(pnl[i], size);
            profits[i][size - 1] = models[i].pnl();
        }
        return new Attribution(results, times, profits);
    }

    private void put(final int place, final long nowNs) {
        timeNs[place] = nowNs;
        for (int i = 0; i < models.length; i++) {
            pnl[i][place] = models[i].pnl();
        }
    }

    private void thin() {
        for (int i = 0; 2 * i < kept; i++) {
            timeNs[i] = timeNs[2 * i];
            for (final long[] column : pnl) {
                column[i] = column[2 * i];
            }
        }
        kept = (kept + 1) / 2;
        stride *= 2;
    }

    private static String name(final List<StrategyConfig> strategies, final int index) {
        final String name = strategies.get(index).name();
        for (int i = 0; i < strategies.size(); i++) {
            if (i != index && strategies.get(i).name().equals(name)) {
                return name + " " + index;
            }
        }
        return name;
    }
}
