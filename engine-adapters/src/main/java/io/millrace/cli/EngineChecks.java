package io.millrace.cli;

import io.millrace.pipeline.Layout;
import io.millrace.proof.LookAheadCheck;
import io.millrace.proof.LookAheadReport;
import io.millrace.proof.ProofPlan;
import io.millrace.proof.ProofProgress;
import io.millrace.proof.ProofSubject;
import io.millrace.proof.StrategyCode;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Strategies run, journals replay, layouts agree, nothing looks ahead. */
final class EngineChecks {
    private static final String DAILY = "aapl";
    private static final String INTRADAY = "eth-5m";
    private static final ProofPlan QUICK = new ProofPlan(10, 10, 2, 1);

    private final Path scratch;

    EngineChecks(Path scratch) {
        this.scratch = scratch;
    }

    void run(Validation validation) {
        List<String> names = StrategyRegistry.names();
        for (String name : names) {
            validation.check("strategy " + name, () -> strategy(name));
        }
        for (String name : names) {
            validation.check("look-ahead " + name, () -> lookAhead(name));
        }
        validation.check("layouts", EngineChecks::layouts);
    }

    private ValidationCheck strategy(String name) {
        StringBuilder text = new StringBuilder();
        for (String sample : List.of(DAILY, INTRADAY)) {
            SampleRun run = new SampleRun(name, sample);
            Path journal = RunFolder.journalIn(scratch.resolve(name + "-" + sample));
            BacktestRun backtest = new BacktestRun(run.config(), run.data());
            io.millrace.report.RunResult result = backtest.run(name + "-" + sample, journal, false);
            if (!backtest.failed().isEmpty()) {
                return ValidationCheck.fail(sample + ": " + backtest.failed().get(0));
            }
            RunReplay.Verified verified = RunReplay.verify(result, journal);
            if (!verified.replay().identical()) {
                return ValidationCheck.fail("the replay of " + sample + " differs: "
                        + verified.replay().difference());
            }
            text.append(text.isEmpty() ? "" : "; ")
                    .append(String.format(
                            Locale.ROOT,
                            "%s: %d trades, %,d steps replayed alike",
                            sample,
                            result.trades().roundTrips().size(),
                            verified.replay().steps()));
        }
        return ValidationCheck.ok(text.toString());
    }

    private static ValidationCheck lookAhead(String name) {
        SampleRun run = new SampleRun(name, DAILY);
        ProofSubject subject = new ProofSubject(run.config(), StrategyCode.of(StrategyCatalog.standard()));
        LookAheadReport report = new LookAheadCheck(
                        subject, LookaheadCommand.tape(run.data(), run.config()), QUICK, ProofProgress.NONE)
                .run();
        return report.clean()
                ? ValidationCheck.ok(report.randomCuts() + " cuts, " + report.signalCuts() + " signals, "
                        + report.poisonings() + " poisoned futures; lookahead tries more")
                : ValidationCheck.fail(report.findings().get(0).kind().meaning() + ": "
                        + report.findings().get(0).detail());
    }

    private static ValidationCheck layouts() throws InterruptedException {
        SampleRun run = new SampleRun(
                "volatility-harvester", INTRADAY, "strategies.0.params.dip=0.01", "strategies.0.params.rise=0.01");
        StepDigest expected = run.run(Layout.INLINE, run.inputs());
        for (Layout layout : Layout.values()) {
            StepDigest actual = run.run(layout, run.inputs());
            if (actual.hash() != expected.hash() || actual.steps() != expected.steps()) {
                return ValidationCheck.fail("layout " + layout + " gave other bytes than INLINE: "
                        + actual.steps() + " steps, hash " + RunResults.hash(actual.hash()) + ", expected "
                        + expected.steps() + ", " + RunResults.hash(expected.hash()));
            }
        }
        return ValidationCheck.ok(Layout.values().length + " layouts, " + expected.orders() + " orders, "
                + expected.steps() + " steps: the same bytes");
    }
}
