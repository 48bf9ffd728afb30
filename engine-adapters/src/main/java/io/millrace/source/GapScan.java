package io.millrace.source;

import io.millrace.instrument.Timeframe;

/**
 * Finds missing bars. A series with bars on a Saturday or Sunday (UTC) trades around the clock: every bar must follow
 * the last. Any other keeps sessions whose calendar is unknown here: daily bars may skip one weekday in a row (a
 * holiday), intraday bars are compared within one UTC day, longer bars are not judged.
 */
final class GapScan {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int DAY_SECONDS = 86_400;
    /** 1970-01-01 was a Thursday; with Monday as 0 that is day 3. */
    private static final int EPOCH_WEEKDAY = 3;

    private final BarSeries series;
    private final boolean aroundTheClock;

    GapScan(BarSeries series) {
        this.series = series;
        this.aroundTheClock = hasWeekend(series);
    }

    void run(DataReport.Collector found) {
        for (int i = 1; i < series.size(); i++) {
            long missing = missing(i);
            if (missing > 0) {
                found.add(
                        IssueKind.GAP,
                        series,
                        i,
                        "bars missing before",
                        Long.toString(missing),
                        "expected one every " + new Timeframe(series.timeframeSeconds()));
            }
        }
    }

    private long missing(int row) {
        long before = series.openTimeNs(row - 1);
        long now = series.openTimeNs(row);
        long spacing = series.closeTimeNs(row - 1) - before;
        if (now - before <= spacing) {
            return 0;
        }
        long dayBefore = Math.floorDiv(before, DAY_NS);
        long dayNow = Math.floorDiv(now, DAY_NS);
        if (aroundTheClock || (series.timeframeSeconds() < DAY_SECONDS && dayBefore == dayNow)) {
            return (now - before - 1) / spacing;
        }
        if (series.timeframeSeconds() != DAY_SECONDS) {
            return 0;
        }
        long weekdays = weekdaysUntil(dayNow) - weekdaysUntil(dayBefore) - 1;
        return weekdays > 1 ? weekdays : 0;
    }

    /** Weekdays before a day, counted from a fixed Monday. */
    private static long weekdaysUntil(long day) {
        long fromMonday = day + EPOCH_WEEKDAY;
        return Math.floorDiv(fromMonday, 7L) * 5 + Math.min(5, Math.floorMod(fromMonday, 7L));
    }

    private static boolean hasWeekend(BarSeries series) {
        for (int i = 0; i < series.size(); i++) {
            long day = Math.floorDiv(series.openTimeNs(i), DAY_NS);
            if (Math.floorMod(day + EPOCH_WEEKDAY, 7L) >= 5) {
                return true;
            }
        }
        return false;
    }
}
