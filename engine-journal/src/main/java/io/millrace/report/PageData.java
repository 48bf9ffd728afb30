package io.millrace.report;

import io.millrace.fixed.Fixed;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** The data block of the HTML page: what the charts and tables show, thinned to what a screen can show. */
final class PageData {
    private static final int POINTS_PER_CHART = 4_000;
    private static final int POINTS_PER_PAGE = 12_000;
    private static final int FEWEST_POINTS = 400;
    private static final int MAX_SYMBOLS = 60;
    private static final int MAX_MARKERS = 1_500;
    private static final int MAX_TRADES = 500;
    private static final long NS_PER_MS = 1_000_000L;

    private final Json json = new Json();
    private final int limit;

    private final FillTrio trio;

    private PageData(final int runs, final FillTrio trio) {
        this.trio = trio;
        limit = Math.max(FEWEST_POINTS, Math.min(POINTS_PER_CHART, POINTS_PER_PAGE / runs));
    }

    static String of(final List<RunResult> runs, final FillTrio trio, final String reportPath) {
        final PageData data = new PageData(runs.size(), trio);
        data.json.open('{').key("limit").value(data.limit).key("trio").value(trio != null);
        data.json.key("runs").open('[');
        for (final RunResult run : runs) {
            data.run(run, reportPath);
        }
        return data.json.close(']').close('}').toString();
    }

    private void run(final RunResult run, final String reportPath) {
        json.open('{').key("metrics");
        MetricsJson.write(json, run, reportPath);
        json.key("parameters").open('{');
        run.header().parameters().forEach((name, value) -> json.key(name).string(value));
        json.close('}').key("symbols").strings(run.header().symbols());
        json.key("notices").strings(run.notices());
        equity(run);
        exposure(run.curve());
        rollingSharpe(run);
        models(run.attribution());
        months(run);
        prices(run);
        markers(run.trades().fills());
        trades(run.trades().roundTrips());
        json.close('}');
    }

    private void equity(final RunResult run) {
        final EquityCurve curve = run.curve();
        final double[] falls = Drawdown.series(curve, run.account().capital());
        final IntToDoubleFunction value = i -> Fixed.toDouble(curve.equity(i));
        final int[] kept = Sampler.indices(curve.size(), limit, value, i -> falls[i]);
        json.key("equity").open('{').key("points").value(curve.size());
        times(kept, curve::timeNs);
        column("v", kept, value);
        column("dd", kept, i -> -falls[i]);
        if (trio != null && run.equals(trio.neutral())) {
            column("low", kept, i -> Fixed.toDouble(trio.lowest(curve.timeNs(i))));
            column("high", kept, i -> Fixed.toDouble(trio.highest(curve.timeNs(i))));
        }
        json.close('}');
    }

    private void exposure(final EquityCurve curve) {
        final int[] kept = Sampler.indices(curve.size(), limit / 2, curve::exposure);
        json.key("exposure").open('{');
        times(kept, curve::timeNs);
        column("v", kept, curve::exposure);
        json.close('}');
    }

    private void rollingSharpe(final RunResult run) {
        final DayEnds days = DayEnds.of(run.curve());
        final RollingSharpe rolling = RollingSharpe.of(days, run.account().periodsPerYear());
        final int[] kept = Sampler.indices(rolling.size(), limit / 2, rolling::value);
        json.key("rolling").open('{').key("window").value(rolling.window());
        times(kept, i -> days.day(rolling.dayIndex(i)) * DayEnds.DAY_NS);
        column("v", kept, rolling::value);
        json.close('}');
    }

    private void models(final Attribution attribution) {
        final long[][] pnl = attribution.pnl();
        final long[] timeNs = attribution.timeNs();
        final int[] kept = Sampler.indices(timeNs.length, limit / 2, i -> Fixed.toDouble(sum(pnl, i)));
        json.key("models").open('{');
        times(kept, i -> timeNs[i]);
        json.key("pnl").open('[');
        for (final long[] column : pnl) {
            json.open('{');
            column("v", kept, i -> Fixed.toDouble(column[i]));
            json.close('}');
        }
        json.close(']').close('}');
    }

    private static long sum(final long[][] columns, final int row) {
        long sum = 0;
        for (final long[] column : columns) {
            sum = Fixed.add(sum, column[row]);
        }
        return sum;
    }

    private void months(final RunResult run) {
        json.key("months").open('[');
        for (final MonthlyReturns.Year year : MonthlyReturns.of(run)) {
            json.open('{').key("year").value(year.year()).key("total").value(year.total());
            json.key("months").open('[');
            for (final double month : year.months()) {
                json.value(month);
            }
            json.close(']').close('}');
        }
        json.close(']');
    }

    private void prices(final RunResult run) {
        final int shown = Math.min(MAX_SYMBOLS, run.prices().size());
        json.key("priceSymbols").value(run.prices().size()).key("prices").open('[');
        for (final PriceSeries series : run.prices().subList(0, shown)) {
            final int[] kept = Sampler.indices(series.size(), Math.max(200, limit / shown), series::close);
            json.open('{').key("symbol").string(series.symbol());
            json.key("points").value(series.size());
            times(kept, series::timeNs);
            column("v", kept, series::close);
            json.close('}');
        }
        json.close(']');
    }

    private void markers(final List<Fill> fills) {
        final int step = Math.max(1, (fills.size() + MAX_MARKERS - 1) / MAX_MARKERS);
        json.key("fillCount").value(fills.size()).key("fills").open('[');
        for (int i = 0; i < fills.size(); i += step) {
            final Fill fill = fills.get(i);
            json.open('[')
                    .string(fill.symbol())
                    .value(fill.timeNs() / NS_PER_MS)
                    .value(fill.buy() ? 1 : 0);
            json.fixed(fill.price()).fixed(fill.quantity()).close(']');
        }
        json.close(']');
    }

    private void trades(final List<RoundTrip> trips) {
        json.key("trips").open('[');
        for (final RoundTrip trip : trips.subList(0, Math.min(MAX_TRADES, trips.size()))) {
            json.open('[').string(trip.symbol()).value(trip.isLong() ? 1 : 0);
            json.value(trip.entry().timeNs() / NS_PER_MS).value(trip.exit().timeNs() / NS_PER_MS);
            json.fixed(trip.quantity())
                    .fixed(trip.entry().price())
                    .fixed(trip.exit().price());
            json.fixed(trip.fees()).fixed(trip.pnl()).close(']');
        }
        json.close(']');
    }

    /** Milliseconds; after the first, differences only, which are a third of the bytes. */
    private void times(final int[] kept, final IntToLongFunction timeNs) {
        json.key("t").open('[');
        long previous = 0;
        for (final int index : kept) {
            final long ms = Math.floorDiv(timeNs.applyAsLong(index), NS_PER_MS);
            json.value(ms - previous);
            previous = ms;
        }
        json.close(']');
    }

    private void column(final String name, final int[] kept, final IntToDoubleFunction values) {
        json.key(name).open('[');
        for (final int index : kept) {
            json.rounded(values.applyAsDouble(index));
        }
        json.close(']');
    }
}
