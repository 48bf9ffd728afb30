package io.millrace.backtest;

import io.millrace.fixed.Fixed;
import io.millrace.report.PriceSeries;

/** The bars of one instrument, for the report. */
final class PriceRecorder {
    private final LongColumn timeNs = new LongColumn();
    private final LongColumn open = new LongColumn();
    private final LongColumn high = new LongColumn();
    private final LongColumn low = new LongColumn();
    private final LongColumn close = new LongColumn();
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
        if (ofTimeframe != timeframeSeconds || isBackwards(openTimeNs)) {
            return;
        }
        timeNs.add(openTimeNs);
        open.add(openPrice);
        high.add(highPrice);
        low.add(lowPrice);
        close.add(closePrice);
    }

    int size() {
        return timeNs.size();
    }

    PriceSeries series(final String symbol) {
        return new PriceSeries(
                symbol, timeNs.toArray(), decimals(open), decimals(high), decimals(low), decimals(close));
    }

    private boolean isBackwards(final long openTimeNs) {
        return timeNs.size() > 0 && openTimeNs < timeNs.get(timeNs.size() - 1);
    }

    private static double[] decimals(final LongColumn column) {
        final double[] values = new double[column.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Fixed.toDouble(column.get(i));
        }
        return values;
    }
}
