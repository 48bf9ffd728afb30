package io.millrace.cli;

import io.millrace.fixed.Fixed;
import io.millrace.report.ReportWriter;
import io.millrace.report.RoundTrip;
import io.millrace.report.TradeStats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The report of a run once more, from its journal; or the figures of a table of trades. */
@Command(
        name = "report",
        description = "Rebuilds a run's report by replaying its journal; or sums up a trades.csv.",
        footer = {"", "Exit code 1 when the journal replays differently."})
final class ReportCommand extends EngineCommand {
    @Parameters(arity = "0..1", paramLabel = "RUN", description = "a run's folder; default: the newest below runs")
    Path run;

    @Option(names = "--trades", paramLabel = "FILE", description = "a trades.csv to sum up instead")
    Path trades;

    @Option(names = "--runs", paramLabel = "DIR", description = "where runs are looked for; default runs")
    Path runs = RunFolder.RUNS;

    @Option(names = "--close-at-end", description = "account what is open at the end as closed at the last close")
    boolean closeAtEnd;

    @Override
    public Integer call() throws IOException {
        if (trades != null) {
            return ofTrades();
        }
        Path given = run == null ? RunFolder.newest(runs) : run;
        Path journal = RunFolder.journalOf(given);
        Path folder = journal.toAbsolutePath().normalize().getParent();
        String runId =
                folder.getFileName() == null ? "run" : folder.getFileName().toString();
        RunReplay.Verified rebuilt = RunReplay.rebuild(runId, journal, closeAtEnd);
        Path report = ReportWriter.write(List.of(rebuilt.run()), folder);
        if (json) {
            out().println(ReportWriter.json(rebuilt.run(), report.toString()));
        } else {
            RunTable.print(out(), rebuilt.run(), null);
            out().println("  report        " + report);
            out().println("  journal       "
                    + (rebuilt.replay().identical()
                            ? "verified, every byte of every step"
                            : "DIFFERS: scripts/millrace replay " + journal + " --verify says where"));
        }
        return rebuilt.replay().identical() ? OK : CommandException.BAD;
    }

    private int ofTrades() {
        List<RoundTrip> trips = TradesFile.read(trades);
        TradeStats stats = TradeStats.of(trips);
        long pnl = 0;
        long fees = 0;
        for (RoundTrip trip : trips) {
            pnl = Fixed.add(pnl, trip.pnl());
            fees = Fixed.add(fees, trip.fees());
        }
        if (json) {
            out().println(object(stats, Fixed.format(pnl), Fixed.format(fees)));
            return OK;
        }
        out().println(trades + ": " + stats.count() + " trades");
        out().println("  pnl            " + RunTable.money(Fixed.toDouble(pnl)) + " after fees of "
                + RunTable.money(Fixed.toDouble(fees)));
        out().println("  win rate       " + RunTable.percent(stats.winRate()));
        out().println("  profit factor  " + RunTable.ratio(stats.profitFactor()));
        out().println("  a trade        " + RunTable.ratio(stats.expectancy()) + " on average, best "
                + RunTable.ratio(stats.best()) + ", worst " + RunTable.ratio(stats.worst()));
        return OK;
    }

    private static String object(TradeStats stats, String pnl, String fees) {
        return JsonText.object(json -> {
            json.writeNumberField("trades", stats.count());
            json.writeFieldName("pnl");
            json.writeNumber(pnl);
            json.writeFieldName("fees");
            json.writeNumber(fees);
            JsonText.number(json, "winRate", stats.winRate());
            JsonText.number(json, "profitFactor", stats.profitFactor());
            JsonText.number(json, "expectancy", stats.expectancy());
            JsonText.number(json, "bestTrade", stats.best());
            JsonText.number(json, "worstTrade", stats.worst());
        });
    }
}
