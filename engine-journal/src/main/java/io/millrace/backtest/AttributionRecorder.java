package io.millrace.backtest;

import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.instrument.Timeframe;
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

    /** A row for each sample, so that to take one walks a straight line and to thin them moves no number. */
    private final long[][] pnl;

    private int kept;
    private long offered;

    /** A power of two: of so many samples one is kept. */
    private long stride = 1;

    private long lastNs;

    AttributionRecorder(final EngineConfig config) {
        models = new ModelRecorder[config.strategies().size()];
        for (int i = 0; i < models.length; i++) {
            final StrategyConfig strategy = config.strategies().get(i);
            models[i] = new ModelRecorder(name(config.strategies(), i), strategy.capital());
        }
        pnl = new long[MAX_SAMPLES][models.length];
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
        if ((offered++ & (stride - 1)) != 0) {
            return;
        }
        if (kept == MAX_SAMPLES) {
            thin();
            // The newest stood at an odd place of the doubled stride.
            if ((offered - 1 & (stride - 1)) != 0) {
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
            profits[i] = new long[size];
            for (int sample = 0; sample < kept; sample++) {
                profits[i][sample] = pnl[sample][i];
            }
            profits[i][size - 1] = models[i].pnl();
        }
        return new Attribution(results, times, profits);
    }

    private void put(final int place, final long nowNs) {
        timeNs[place] = nowNs;
        final long[] row = pnl[place];
        for (int i = 0; i < models.length; i++) {
            row[i] = models[i].pnl();
        }
    }

    private void thin() {
        for (int i = 0; 2 * i < kept; i++) {
            timeNs[i] = timeNs[2 * i];
            final long[] left = pnl[i];
            pnl[i] = pnl[2 * i];
            pnl[2 * i] = left;
        }
        kept = (kept + 1) / 2;
        stride *= 2;
    }

    /** The model's name; with what it trades where there are several of it, and its place where that is not enough. */
    private static String name(final List<StrategyConfig> strategies, final int index) {
        final StrategyConfig own = strategies.get(index);
        boolean several = false;
        boolean alike = false;
        for (int i = 0; i < strategies.size(); i++) {
            final boolean same = i != index && strategies.get(i).name().equals(own.name());
            several |= same;
            alike |= same && subject(strategies.get(i)).equals(subject(own));
        }
        return own.name() + (several ? " " + subject(own) : "") + (alike ? " #" + (index + 1) : "");
    }

    private static String subject(final StrategyConfig strategy) {
        final List<String> symbols = strategy.symbols();
        final String more = symbols.size() > 1 ? " and " + (symbols.size() - 1) + " more" : "";
        return symbols.get(0) + more + " " + new Timeframe(strategy.timeframeSeconds()).format();
    }
}
