package io.millrace.backtest;

import io.millrace.fixed.Fixed;
import io.millrace.report.PriceSeries;
import java.util.Arrays;

/** The bars of one instrument, for the report. */
final class PriceRecorder {
    private static final int FIRST_CAPACITY = 1_024;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int ROW = 5;

    /** Rows of open time, open, high, low and close: a bar of one of many instruments is one place in memory. */
    private long[] rows = new long[FIRST_CAPACITY * ROW];

    private int end;
    private long lastOpenTimeNs = Long.MIN_VALUE;
    private int timeframeSeconds;

    /** Bars of the first timeframe seen are kept, others are left out: one chart shows one timeframe. */
    void onBar(
            final int ofTimeframe,
            final long openTimeNs,
            final long openPrice,
            final long highPrice,
            final long lowPrice,
            final long closePrice) {
        if (timeframeSeconds == 0) {
            timeframeSeconds = ofTimeframe;
        }
        if (ofTimeframe != timeframeSeconds || openTimeNs < lastOpenTimeNs) {
            return;
        }
        if (end == rows.length) {
            rows = Arrays.copyOf(rows, 2 * end);
        }
        final int row = end;
        rows[row] = openTimeNs;
        rows[row + OPEN] = openPrice;
        rows[row + HIGH] = highPrice;
        rows[row + LOW] = lowPrice;
        rows[row + CLOSE] = closePrice;
        end = row + ROW;
        lastOpenTimeNs = openTimeNs;
    }

    int size() {
        return end / ROW;
    }

    PriceSeries series(final String symbol) {
        final long[] timeNs = new long[size()];
        for (int i = 0; i < timeNs.length; i++) {
            timeNs[i] = rows[i * ROW];
        }
        return new PriceSeries(symbol, timeNs, decimals(OPEN), decimals(HIGH), decimals(LOW), decimals(CLOSE));
    }

    private double[] decimals(final int column) {
        final double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Fixed.toDouble(rows[i * ROW + column]);
        }
        return values;
    }
}
