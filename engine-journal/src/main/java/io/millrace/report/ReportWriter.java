package io.millrace.report;

import io.millrace.fixed.Fixed;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes the result folder: {@code report.html}, {@code metrics.json}, {@code trades.csv} and {@code equity.csv}.
 *
 * <p>Each file is written beside its place and renamed into it, so a reader never meets half a file. With one run
 * {@code metrics.json} is that run's object, with several it is {@code {"runs": [...]}}; the tables name the run in
 * their first column.
 */
public final class ReportWriter {
    private ReportWriter() {}

    /**
     * @return the path of {@code report.html}
     * @throws IOException when the folder cannot be written
     */
    public static Path write(final List<RunResult> runs, final Path folder) throws IOException {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException(
                    "report: found no run, expected at least one; run a backtest before its report");
        }
        final Path report = folder.resolve("report.html");
        final String path = report.toString();
        write(runs, metrics(runs, path), Page.render(runs, null, path), folder);
        return report;
    }

    /**
     * The same for one run under three assumptions about its fills: {@code metrics.json} is the neutral run's object
     * with the other two below {@code fills}, the page shows them as a band around it.
     *
     * @throws IOException when the folder cannot be written
     */
    public static Path write(final FillTrio trio, final Path folder) throws IOException {
        final Path report = folder.resolve("report.html");
        final String path = report.toString();
        write(trio.runs(), json(trio, path) + '\n', Page.render(trio.runs(), trio, path), folder);
        return report;
    }

    /** The object of three, as in {@code metrics.json}. */
    public static String json(final FillTrio trio, final String reportPath) {
        final Json json = new Json();
        MetricsJson.write(json, trio, reportPath);
        return json.toString();
    }

    /**
     * The object of one run, as in {@code metrics.json}.
     *
     * @param reportPath where its report is; empty when none was written
     */
    public static String json(final RunResult run, final String reportPath) {
        final Json json = new Json();
        MetricsJson.write(json, run, reportPath);
        return json.toString();
    }

    private static void write(final List<RunResult> runs, final String metrics, final String page, final Path folder)
            throws IOException {
        Files.createDirectories(folder);
        replace(folder.resolve("metrics.json"), out -> out.write(metrics));
        replace(folder.resolve("trades.csv"), out -> trades(out, runs));
        replace(folder.resolve("equity.csv"), out -> equity(out, runs));
        replace(folder.resolve("report.html"), out -> out.write(page));
    }

    private interface Content {
        void writeTo(Writer out) throws IOException;
    }

    private static void replace(final Path target, final Content content) throws IOException {
        // A sibling, not createTempFile: the report keeps the permissions a person's own files have.
        final Path draft = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                content.writeTo(out);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String metrics(final List<RunResult> runs, final String path) {
        final Json json = new Json();
        if (runs.size() == 1) {
            MetricsJson.write(json, runs.get(0), path);
        } else {
            json.open('{').key("runs").open('[');
            runs.forEach(run -> MetricsJson.write(json, run, path));
            json.close(']').close('}');
        }
        return json.toString() + '\n';
    }

    private static void trades(final Writer out, final List<RunResult> runs) throws IOException {
        out.write("run,symbol,side,quantity,entry_time,entry_price,exit_time,exit_price,fees,pnl\n");
        for (final RunResult run : runs) {
            final String id = quoted(run.header().runId());
            for (final RoundTrip trip : run.trades().roundTrips()) {
                out.write(String.join(
                        ",",
                        id,
                        quoted(trip.symbol()),
                        trip.isLong() ? "long" : "short",
                        Fixed.format(trip.quantity()),
                        MetricsJson.time(trip.entry().timeNs()),
                        Fixed.format(trip.entry().price()),
                        MetricsJson.time(trip.exit().timeNs()),
                        Fixed.format(trip.exit().price()),
                        Fixed.format(trip.fees()),
                        Fixed.format(trip.pnl())));
                out.write('\n');
            }
        }
    }

    private static void equity(final Writer out, final List<RunResult> runs) throws IOException {
        out.write("run,time,equity,invested,drawdown\n");
        for (final RunResult run : runs) {
            final String id = quoted(run.header().runId());
            final EquityCurve curve = run.curve();
            final double[] falls = Drawdown.series(curve, run.account().capital());
            for (int i = 0; i < falls.length; i++) {
                out.write(id
                        + ','
                        + MetricsJson.time(curve.timeNs(i))
                        + ','
                        + Fixed.format(curve.equity(i))
                        + ','
                        + Fixed.format(curve.invested(i))
                        + ','
                        + falls[i]
                        + '\n');
            }
        }
    }

    private static String quoted(final String text) {
        final boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
