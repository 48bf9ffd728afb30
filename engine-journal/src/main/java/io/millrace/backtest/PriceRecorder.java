package io.millrace.backtest;

import io.millrace.fixed.Fixed;
import io.millrace.report.PriceSeries;

/** The bars of one instrument, for the report. */
final class PriceRecorder {
    private static final int ROW = 2;

    /** Rows of open time and close: a bar of one of many instruments is one place in memory. */
    private final LongColumn rows = new LongColumn();

    private long lastOpenTimeNs = Long.MIN_VALUE;
    private int timeframeSeconds;

    /** Bars of the first timeframe seen are kept, others are left out: one chart shows one timeframe. */
    void onBar(final int ofTimeframe, final long openTimeNs, final long closePrice) {
        if (timeframeSeconds == 0) {
            timeframeSeconds = ofTimeframe;
        }
        if (ofTimeframe != timeframeSeconds || openTimeNs < lastOpenTimeNs) {
            return;
        }
        rows.add(openTimeNs);
        rows.add(closePrice);
        lastOpenTimeNs = openTimeNs;
    }

    int size() {
        return rows.size() / ROW;
    }

    PriceSeries series(final String symbol) {
        final long[] all = rows.toArray();
        final long[] timeNs = new long[size()];
        final double[] close = new double[size()];
        for (int i = 0; i < timeNs.length; i++) {
            timeNs[i] = all[i * ROW];
            close[i] = Fixed.toDouble(all[i * ROW + 1]);
        }
        return new PriceSeries(symbol, timeNs, close);
    }
}
