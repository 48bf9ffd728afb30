package io.millrace.cli;

import io.millrace.config.ConfigException;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.report.FillTrio;
import io.millrace.report.ReportWriter;
import io.millrace.report.RunResult;
import io.millrace.source.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** R1: one strategy, or a whole system of them, over recorded data. */
@Command(
        name = "backtest",
        description = "Runs a strategy over recorded data and writes its report and journal.",
        footer = {
            "",
            "Decisions are made on completed bars; market orders fill at the next bar's open; what is open at the",
            "end is marked at the last close. Example:",
            "  millrace backtest --strategy sma-cross --param fast=10 --param slow=30 --data embedded:aapl"
        })
final class BacktestCommand extends EngineCommand {
    @Mixin
    BacktestOptions options;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the results go; default runs/STRATEGY-SYMBOL-TIME")
    Path out;

    @Option(names = "--no-journal", description = "write no journal: faster, but the run cannot be replayed")
    boolean noJournal;

    /** A sentence for each strategy that threw something, in any of the runs. */
    private final List<String> failures = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        BacktestSettings settings = new BacktestSettings(options);
        Progress progress = new Progress(err());
        DataSet data = DataOptions.load(options, settings.data(), progress);
        LeftOutRows.say(data, err());
        EngineConfig config = settings.config(data);
        checkCloseAtEnd(config);
        Path folder = RunFolder.create(out, name(config));
        progress.say("running");
        Path journal = noJournal ? null : RunFolder.journalIn(folder);
        String runId = folder.toAbsolutePath().normalize().getFileName().toString();
        BacktestRun backtest = new BacktestRun(config, data);
        RunResult run = options.fills.tell(backtest.run(runId, journal, options.closeAtEnd));
        failures.addAll(backtest.failed());
        String source = options.data == null ? "" : options.data;
        RunOrigin origin = new RunOrigin(source, options.params, config.seed(), folder);
        if (options.fills == Fills.TRIO) {
            progress.say("running again, pessimistic and optimistic");
            FillTrio trio = new FillTrio(
                    other(Fills.PESSIMISTIC, config, data, folder), run, other(Fills.OPTIMISTIC, config, data, folder));
            Path report = ReportWriter.write(trio, folder);
            progress.clear();
            print(run, origin, trio, report, journal);
        } else {
            Path report = ReportWriter.write(List.of(run), folder);
            progress.clear();
            print(run, origin, null, report, journal);
        }
        return sayFailed();
    }

    /** A result of a strategy that threw is written all the same, but nobody may take it for one. */
    private int sayFailed() {
        for (String failed : failures) {
            err().println("millrace: " + failed);
        }
        return failures.isEmpty() ? OK : CommandException.BAD;
    }

    /** The run under another assumption about fills, in a folder of its own below that of the neutral one. */
    private RunResult other(Fills fills, EngineConfig config, DataSet data, Path folder) {
        Path own = RunFolder.create(folder.resolve(fills.word()), fills.word());
        Path journal = noJournal ? null : RunFolder.journalIn(own);
        String runId = folder.toAbsolutePath().normalize().getFileName() + "/" + fills.word();
        BacktestRun backtest = new BacktestRun(fills.of(config), data);
        RunResult run = backtest.run(runId, journal, options.closeAtEnd);
        backtest.failed().forEach(failed -> failures.add("with " + fills.word() + " fills: " + failed));
        return fills.tell(run);
    }

    private void print(RunResult run, RunOrigin origin, FillTrio trio, Path report, Path journal) {
        if (json) {
            String path = report.toString();
            out().println(trio == null ? ReportWriter.json(run, path) : ReportWriter.json(trio, path));
            return;
        }
        RunTable.print(out(), run, origin);
        if (trio != null) {
            RunTable.printFills(out(), trio);
        }
        out().println("  report        " + report);
        if (journal != null) {
            out().println("  journal       " + journal);
            out().println("  check it      scripts/millrace replay " + journal + " --verify");
        }
    }

    private void checkCloseAtEnd(EngineConfig config) {
        Set<String> symbols = new HashSet<>();
        int seats = 0;
        for (StrategyConfig strategy : config.strategies()) {
            symbols.addAll(strategy.symbols());
            seats += strategy.symbols().size();
        }
        boolean shared = symbols.size() < seats;
        if (options.closeAtEnd && (shared || config.risk().shortsAllowed())) {
            throw new ConfigException("--close-at-end accounts one long-only sleeve a symbol; this configuration has "
                    + (shared ? "several on one symbol" : "shorts allowed")
                    + "; leave it out: open positions are marked");
        }
    }

    private String name(EngineConfig config) {
        String strategy = options.strategy != null
                ? options.strategy
                : options.config.getFileName().toString().replaceAll("\\.ya?ml$", "");
        List<String> symbols = config.strategies().get(0).symbols();
        String symbol = config.strategies().size() == 1 && symbols.size() == 1 ? symbols.get(0) : "portfolio";
        return strategy + "-" + symbol.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
