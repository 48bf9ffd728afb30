package io.millrace.report;

import io.millrace.fixed.Fixed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Runs to report about: tiny hand-made ones, and a moving-average loop over real hourly bars. */
final class SampleRuns {
    private static final double FEE = 0.001;

    private SampleRuns() {}

    static RunResult of(final long[] timeNs, final double[] equity, final double capital, final List<RoundTrip> trips) {
        final long[] fixed = new long[equity.length];
        for (int i = 0; i < equity.length; i++) {
            fixed[i] = Fixed.fromDouble(equity[i]);
        }
        return new RunResult(
                new RunHeader("run-1", "Sample", List.of("sample"), Map.of(), List.of("XYZ"), "1d"),
                new Account(Fixed.fromDouble(capital), 0, 0, 0, Account.ALWAYS_OPEN),
                new EquityCurve(timeNs, fixed, new long[equity.length]),
                List.of(),
                new TradeLog(List.of(), trips),
                new Speed(equity.length, equity.length, 0.5, List.of()),
                Verification.NONE,
                List.of());
    }

    static RunResult daily(final double capital, final double... equity) {
        final long[] timeNs = new long[equity.length];
        for (int i = 0; i < timeNs.length; i++) {
            timeNs[i] = i * DayEnds.DAY_NS;
        }
        return of(timeNs, equity, capital, List.of());
    }

    static RoundTrip trip(final long entryNs, final long exitNs, final double pnl) {
        return new RoundTrip(
                "XYZ",
                true,
                Fixed.ONE,
                new RoundTrip.Leg(entryNs, Fixed.ONE),
                new RoundTrip.Leg(exitNs, Fixed.ONE),
                0,
                Fixed.fromDouble(pnl));
    }

    /** Long above the slow average, flat below; all-in, fee on both sides, filled at the close. */
    static RunResult crossing(final String file, final String symbol, final String title, final int slow)
            throws IOException {
        final List<double[]> bars = new ArrayList<>();
        final long[] times = read(file, bars);
        final int n = times.length;
        final double[][] columns = new double[4][n];
        final long[] equity = new long[n];
        final long[] invested = new long[n];
        final List<Fill> fills = new ArrayList<>();
        final List<RoundTrip> trips = new ArrayList<>();
        double cash = 100_000;
        double quantity = 0;
        double cost = 0;
        double sum = 0;
        double fees = 0;
        double turnover = 0;
        Fill entry = null;
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 4; c++) {
                columns[c][i] = bars.get(i)[c];
            }
            final double close = columns[3][i];
            sum += close - (i >= slow ? columns[3][i - slow] : 0);
            final boolean wanted = i >= slow && close > sum / slow;
            if (wanted != quantity > 0) {
                final double value = wanted ? cash / (1 + FEE) : quantity * close;
                final double size = wanted ? value / close : quantity;
                final Fill fill = new Fill(symbol, times[i], wanted, Fixed.fromDouble(close), Fixed.fromDouble(size));
                fills.add(fill);
                fees += value * FEE;
                turnover += value;
                if (wanted) {
                    cost = cash;
                    cash = 0;
                    entry = fill;
                } else {
                    cash = value * (1 - FEE);
                    trips.add(new RoundTrip(
                            symbol,
                            true,
                            entry.quantity(),
                            new RoundTrip.Leg(entry.timeNs(), entry.price()),
                            new RoundTrip.Leg(fill.timeNs(), fill.price()),
                            Fixed.fromDouble(value * FEE + cost * FEE / (1 + FEE)),
                            Fixed.fromDouble(cash - cost)));
                }
                quantity = wanted ? size : 0;
            }
            equity[i] = Fixed.fromDouble(cash + quantity * close);
            invested[i] = Fixed.fromDouble(quantity * close);
        }
        return new RunResult(
                new RunHeader(
                        "run-" + slow, title, List.of("sma_cross"), Map.of("slow", "" + slow), List.of(symbol), "1h"),
                new Account(
                        Fixed.fromDouble(100_000),
                        Fixed.fromDouble(turnover),
                        Fixed.fromDouble(fees),
                        quantity > 0 ? 1 : 0,
                        Account.ALWAYS_OPEN),
                new EquityCurve(times, equity, invested),
                List.of(new PriceSeries(symbol, times, columns[3])),
                new TradeLog(fills, trips),
                speed(n),
                new Verification(
                        "runs/sample/journal", n, Verification.Status.VERIFIED, "9f3c1d02a4e87b65", "51b2e0c7d9f83a46"),
                List.of("The source has outages; bars are missing where the venue was down."));
    }

    private static Speed speed(final int bars) {
        return new Speed(
                bars,
                bars,
                0.042,
                List.of(
                        new StageLatency("decode", bars, 120, 180, 410, 2_300, 41_000),
                        new StageLatency("indicators", bars, 260, 340, 900, 4_100, 66_000),
                        new StageLatency("decide", bars, 310, 480, 1_250, 6_800, 92_000),
                        new StageLatency("journal", bars, 540, 800, 2_100, 14_000, 1_310_000)));
    }

    private static long[] read(final String file, final List<double[]> bars) throws IOException {
        final Path path = Files.isDirectory(Path.of("../shared/data"))
                ? Path.of("../shared/data", file)
                : Path.of("../../shared/data", file);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: no market data at " + path);
        final List<Long> times = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                final String[] cells = row.split(",");
                final double a = Double.parseDouble(cells[2]);
                final double b = Double.parseDouble(cells[3]);
                times.add(
                        LocalDateTime.parse(cells[0].replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L);
                bars.add(new double[] {
                    Double.parseDouble(cells[1]), Math.max(a, b), Math.min(a, b), Double.parseDouble(cells[4])
                });
            }
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }
}
