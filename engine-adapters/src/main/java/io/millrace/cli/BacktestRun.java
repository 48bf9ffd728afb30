package io.millrace.cli;

import io.millrace.backtest.Backtest;
import io.millrace.engine.EngineConfig;
import io.millrace.pipeline.StageLatency;
import io.millrace.report.RunResult;
import io.millrace.report.Speed;
import io.millrace.report.Verification;
import io.millrace.settings.RunInputs;
import io.millrace.settings.SessionStamps;
import io.millrace.settings.UniverseNotices;
import io.millrace.source.DataSet;
import io.millrace.source.SeriesInputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Runs one configuration over loaded data. */
final class BacktestRun {
    private final EngineConfig config;
    private final DataSet data;
    private final List<String> failed = new ArrayList<>();

    BacktestRun(EngineConfig config, DataSet data) {
        this.config = config;
        this.data = SessionStamps.apply(data, config);
    }

    /**
     * Runs it.
     *
     * @param journal where its journal goes; null for none
     * @param closeAtEnd what is open at the end is accounted as closed
     */
    RunResult run(String runId, Path journal, boolean closeAtEnd) {
        SeriesInputs inputs = RunInputs.of(data, config, 1);
        UniverseNotices universe = new UniverseNotices(config, data);
        Backtest backtest = new Backtest(config);
        Backtest.Outcome outcome = journal == null ? backtest.run(inputs) : backtest.run(inputs, journal);
        Verification verification = new Verification(
                journal == null ? "" : journal.toString(),
                outcome.recorder().steps(),
                Verification.Status.NOT_CHECKED,
                RunResults.hash(outcome.stateHash()),
                RunResults.hash(outcome.orderHash()));
        Speed speed = new Speed(
                outcome.recorder().bars(),
                outcome.recorder().inputs(),
                outcome.elapsedNs() / 1e9,
                latencies(outcome.latency()));
        List<String> notices = new ArrayList<>(data.notices());
        notices.addAll(data.leftOut());
        notices.addAll(universe.beforeRun());
        notices.addAll(universe.afterRun(outcome.recorder().openSymbols()));
        List<String> failures = ModelWords.failures(config, outcome.recorder(), outcome.strategies());
        failed.addAll(failures);
        RunResult result = RunResults.of(runId, config, outcome.recorder(), speed, verification, failures, notices);
        return closeAtEnd ? new CloseAtEnd(config, result, outcome.recorder().open()).apply() : result;
    }

    /** A sentence for each strategy that threw something in the runs so far: their results mean little. */
    List<String> failed() {
        return failed;
    }

    private static List<io.millrace.report.StageLatency> latencies(StageLatency latency) {
        List<io.millrace.report.StageLatency> stages = new ArrayList<>();
        for (int i = 0; i < StageLatency.STAGES.length; i++) {
            Histogram histogram = latency.histogram(i);
            if (histogram.getTotalCount() > 0) {
                stages.add(new io.millrace.report.StageLatency(
                        StageLatency.STAGES[i],
                        histogram.getTotalCount(),
                        histogram.getValueAtPercentile(50),
                        histogram.getValueAtPercentile(90),
                        histogram.getValueAtPercentile(99),
                        histogram.getValueAtPercentile(99.9),
                        histogram.getMaxValue()));
            }
        }
        return stages;
    }
}
