package io.millrace.cli;

import io.millrace.fixed.Fixed;
import io.millrace.report.FillTrio;
import io.millrace.report.Metrics;
import io.millrace.report.RunResult;
import io.millrace.report.Speed;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;

/** A run's figures as a small table for people. */
final class RunTable {
    private RunTable() {}

    private static final String UNDEFINED = "n/a";
    /** By then most of what a run needs is compiled. */
    private static final double TELLING_SECONDS = 1;

    /** @param origin what tells the run from others; null when only its journal is known */
    static void print(PrintWriter out, RunResult run, RunOrigin origin) {
        Metrics metrics = Metrics.of(run);
        // A year's figure from a few days is arithmetic, not information.
        boolean enough = metrics.returns().enoughHistory();
        out.println(run.header().title());
        out.println("  " + (origin == null ? run.header().runId() + ": " + RunOrigin.span(run) : origin.line(run)));
        run.notices().forEach(notice -> out.println("  note: " + notice));
        pair(
                out,
                "bars",
                String.format(Locale.ROOT, "%,d", run.speed().bars()),
                "trades",
                metrics.trades().count()
                        + (metrics.usage().openPositions() > 0
                                ? " and " + metrics.usage().openPositions() + " open"
                                : ""));
        pair(
                out,
                "capital",
                money(Fixed.toDouble(run.account().capital())),
                "win rate",
                closed(metrics, percent(metrics.trades().winRate())));
        pair(
                out,
                "final equity",
                money(Fixed.toDouble(metrics.usage().finalEquity())),
                "profit factor",
                closed(metrics, ratio(metrics.trades().profitFactor())));
        pair(
                out,
                "total return",
                percent(metrics.returns().totalReturn()),
                "exposure",
                percent(metrics.usage().exposure()));
        pair(
                out,
                "CAGR",
                annual(enough, percent(metrics.returns().cagr())),
                "turnover",
                ratio(metrics.usage().turnover()));
        pair(
                out,
                "max drawdown",
                percent(metrics.drawdown().depth()),
                "fees",
                money(Fixed.toDouble(metrics.usage().fees())));
        pair(
                out,
                "Sharpe",
                annual(enough, ratio(metrics.returns().sharpe())),
                "slippage",
                money(Fixed.toDouble(metrics.costs().slippage())));
        pair(
                out,
                "Sortino",
                annual(enough, ratio(metrics.returns().sortino())),
                "break-even",
                breakEven(metrics.costs().breakEvenMultiple()));
        pair(
                out,
                "Calmar",
                annual(enough, ratio(metrics.returns().calmar())),
                "BPS score",
                annual(enough, ratio(metrics.bps())));
        explain(out, metrics, enough);
        sayPace(out, run.speed());
    }

    /** Of a short run it would be the pace at which a JVM starts. */
    private static void sayPace(PrintWriter out, Speed speed) {
        if (speed.elapsedSeconds() >= TELLING_SECONDS) {
            out.println(String.format(
                    Locale.ROOT,
                    "  speed: %,.0f events/s over %.1f s",
                    speed.eventsPerSecond(),
                    speed.elapsedSeconds()));
        }
    }

    /** What a figure's name does not say, in its unit. */
    private static void explain(PrintWriter out, Metrics metrics, boolean enough) {
        out.println("  break-even: the costs that would have taken all of the profit, as a multiple of those assumed"
                + " (below 1 it lost)");
        if (!enough) {
            return;
        }
        out.println("  BPS score: 0.4 Sharpe + 0.3 CAGR + 0.2 win rate - 0.1 max drawdown, without a unit");
        if (Double.isNaN(metrics.returns().sharpe())
                || Double.isNaN(metrics.returns().sortino())
                || Double.isNaN(metrics.returns().calmar())) {
            out.println("  n/a: the day's returns never differ (Sharpe), never fall (Sortino), or equity never falls"
                    + " (Calmar)");
        }
    }

    private static String closed(Metrics metrics, String value) {
        return metrics.trades().count() == 0 ? UNDEFINED + ", no closed trade" : value;
    }

    private static String breakEven(double multiple) {
        if (Double.isNaN(multiple)) {
            return UNDEFINED + ", no costs";
        }
        return ratio(multiple) + " x the costs" + (multiple == 0 ? ", lost before them" : "");
    }

    /** The three readings of the fills side by side. */
    static void printFills(PrintWriter out, FillTrio trio) {
        out.println(
                String.format(Locale.ROOT, "  %-13s %14s %14s %14s", "fills", "pessimistic", "neutral", "optimistic"));
        Metrics low = Metrics.of(trio.pessimistic());
        Metrics middle = Metrics.of(trio.neutral());
        Metrics high = Metrics.of(trio.optimistic());
        triple(
                out,
                "final equity",
                low,
                middle,
                high,
                m -> money(Fixed.toDouble(m.usage().finalEquity())));
        triple(out, "total return", low, middle, high, m -> percent(m.returns().totalReturn()));
        triple(out, "max drawdown", low, middle, high, m -> percent(m.drawdown().depth()));
        triple(
                out,
                "slippage",
                low,
                middle,
                high,
                m -> money(Fixed.toDouble(m.costs().slippage())));
        triple(out, "break-even", low, middle, high, m -> ratio(m.costs().breakEvenMultiple()));
    }

    private static void triple(
            PrintWriter out, String name, Metrics low, Metrics middle, Metrics high, Function<Metrics, String> value) {
        out.println(String.format(
                Locale.ROOT, "  %-13s %14s %14s %14s", name, value.apply(low), value.apply(middle), value.apply(high)));
    }

    private static void pair(PrintWriter out, String left, String leftValue, String right, String rightValue) {
        out.println(String.format(Locale.ROOT, "  %-13s %14s    %-14s %s", left, leftValue, right, rightValue));
    }

    private static String annual(boolean enough, String value) {
        return enough ? value : "under 30 days";
    }

    static String percent(double fraction) {
        return Double.isFinite(fraction) ? String.format(Locale.ROOT, "%.2f %%", fraction * 100) : UNDEFINED;
    }

    static String ratio(double value) {
        if (Double.isNaN(value)) {
            return UNDEFINED;
        }
        return Double.isInfinite(value) ? "no loss" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String money(double amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }
}
