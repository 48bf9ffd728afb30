package io.millrace.cli;

import io.millrace.engine.EngineConfig;
import io.millrace.replay.FirstDifference;
import io.millrace.report.ReportWriter;
import io.millrace.report.RunResult;
import io.millrace.source.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job on data that every build carries: backtest, journal, verify, report. */
@Command(
        name = "demo",
        description = "Backtests the shipped models on embedded real data, verifies every journal, writes one report.",
        footer = {"", "Needs no network. Exit code 1 when a journal does not replay to the same bytes or a model threw."
        })
final class DemoCommand extends EngineCommand {
    private static final List<Show> SHOWS = List.of(
            new Show("harvester-btc", "volatility-harvester", "btc-trades", Map.of()),
            new Show("harvester-btc-3pct", "volatility-harvester", "btc-trades", Map.of("dip", "0.03", "rise", "0.03")),
            new Show("sma-cross-eth", "sma-cross", "eth-5m", Map.of("fast", "12", "slow", "48")),
            new Show("sma-cross-aapl", "sma-cross", "aapl", Map.of("fast", "10", "slow", "30")),
            new Show("buy-and-hold-aapl", "buy-and-hold", "aapl", Map.of()));

    @Option(names = "--out", paramLabel = "DIR", description = "where the results go; default runs/demo-TIME")
    Path out;

    private final Map<String, DataSet> loaded = new TreeMap<>();
    private final Map<String, RunOrigin> origins = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private FirstDifference difference;
    private long steps;

    /** One run of the demo. */
    private record Show(String name, String strategy, String data, Map<String, String> params) {}

    @Override
    public Integer call() throws IOException {
        Path folder = RunFolder.create(out, "demo");
        Progress progress = new Progress(err());
        List<RunResult> runs = new ArrayList<>();
        for (Show show : SHOWS) {
            progress.say(show.name());
            runs.add(run(show, folder.resolve(show.name())));
        }
        Path report = ReportWriter.write(runs, folder);
        progress.clear();
        if (json) {
            out().println(object(runs, report));
        } else {
            print(runs, report, folder);
        }
        failures.forEach(failed -> err().println("millrace: " + failed));
        return difference == null && failures.isEmpty() ? OK : CommandException.BAD;
    }

    private RunResult run(Show show, Path target) {
        BacktestOptions options = new BacktestOptions();
        options.strategy = show.strategy();
        options.params = show.params();
        options.data = "embedded:" + show.data();
        DataSet data = loaded.computeIfAbsent(show.data(), name -> DataOptions.load(options, (file, done, all) -> {}));
        EngineConfig config = new BacktestSettings(options).config(data);
        Path journal = RunFolder.journalIn(RunFolder.create(target, show.name()));
        origins.put(show.name(), new RunOrigin(options.data, new TreeMap<>(show.params()), config.seed(), target));
        BacktestRun backtest = new BacktestRun(config, data);
        RunResult run = backtest.run(show.name(), journal, false);
        failures.addAll(backtest.failed());
        RunReplay.Verified verified = RunReplay.verify(run, journal);
        steps += verified.replay().steps();
        difference = difference == null ? verified.replay().difference() : difference;
        return verified.run();
    }

    private void print(List<RunResult> runs, Path report, Path folder) {
        out().println("Real market data, no network: " + runs.size() + " backtests, each journaled step by step.");
        for (RunResult run : runs) {
            out().println();
            RunTable.print(out(), run, origins.get(run.header().runId()));
            out().println("  journal       " + run.verification().journal());
        }
        out().println();
        if (difference == null) {
            out().println("Verified: " + steps + " steps replayed from their journals, every byte the same.");
        } else {
            out().println("DIFFERS: step " + difference.step() + ", " + difference.field() + ": recorded "
                    + difference.recorded() + ", recomputed " + difference.recomputed());
        }
        Path first = RunFolder.journalIn(folder.resolve(SHOWS.get(1).name()));
        out().println("Report:   " + report);
        out().println();
        out().println("Next:");
        out().println("  scripts/millrace tail " + first + " --type OrderCommand");
        out().println("  scripts/millrace backtest --strategy sma-cross --data FILE.csv --fee-bps 10");
        out().println("  scripts/millrace --help");
    }

    private String object(List<RunResult> runs, Path report) {
        return JsonText.object(json -> {
            json.writeArrayFieldStart("runs");
            for (RunResult run : runs) {
                json.writeRawValue(ReportWriter.json(run, report.toString()));
            }
            json.writeEndArray();
            json.writeObjectFieldStart("verify");
            json.writeBooleanField("identical", difference == null);
            json.writeNumberField("journals", runs.size());
            json.writeNumberField("steps", steps);
            json.writeStringField("firstDifference", difference == null ? null : difference.toString());
            json.writeEndObject();
            json.writeStringField("report", report.toString());
        });
    }
}
