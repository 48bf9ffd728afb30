package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.fixed.Fixed;

/**
 * The money of each sleeve, at 1e-8. The last three columns are sums over its positions, kept up to date. One thread.
 */
final class Sleeves {
    final long[] cash;
    final long[] deposits;
    /** Realised before fees. */
    final long[] gross;

    final long[] fees;
    /** Profit after fees of the finished round trips. */
    final long[] finished;

    /** Signed: shorts count negative. */
    final long[] cost;

    /** Signed, at the marks. */
    final long[] marketValue;

    /** Magnitudes, at the marks. */
    final long[] exposure;

    Sleeves(final int count) {
        cash = new long[count];
        deposits = new long[count];
        gross = new long[count];
        fees = new long[count];
        finished = new long[count];
        cost = new long[count];
        marketValue = new long[count];
        exposure = new long[count];
    }

    /** Refuses what {@link Ledger#equity} or {@link Ledger#unrealised(int)} could not say, so that they never fail. */
    static void checkRange(final long cash, final long marketValue, final long cost) {
        Fixed.add(cash, marketValue);
        Fixed.subtract(marketValue, cost);
    }

    void writeState(final StateSink sink) {
        for (int i = 0; i < cash.length; i++) {
            sink.putLong(cash[i]);
            sink.putLong(deposits[i]);
            sink.putLong(gross[i]);
            sink.putLong(fees[i]);
            sink.putLong(finished[i]);
        }
    }

    void readState(final StateSource source) {
        for (int i = 0; i < cash.length; i++) {
            cash[i] = source.getLong();
            deposits[i] = source.getLong();
            gross[i] = source.getLong();
            fees[i] = source.getLong();
            finished[i] = source.getLong();
        }
    }
}
