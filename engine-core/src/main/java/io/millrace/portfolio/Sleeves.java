package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.fixed.Fixed;

/**
 * The money of each sleeve, at 1e-8. The last three columns are sums over its positions, kept up to date. One thread.
 *
 * <p>Cash, market value and exposure are set by methods, which keep their totals over all sleeves: what a limit on the
 * account is measured on is asked for at every order and every price.
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

    private long totalCash;
    private long totalMarketValue;
    private long totalExposure;

    /** No amount ever set was larger: while so many of these fit into a number, no sum can leave its range. */
    private long largest;

    private final long largestSummed;

    Sleeves(final int count) {
        cash = new long[count];
        deposits = new long[count];
        gross = new long[count];
        fees = new long[count];
        finished = new long[count];
        cost = new long[count];
        marketValue = new long[count];
        exposure = new long[count];
        largestSummed = Long.MAX_VALUE / (2L * count);
    }

    void setCash(final int sleeve, final long amount) {
        largest = Math.max(largest, Math.abs(amount));
        totalCash += amount - cash[sleeve];
        cash[sleeve] = amount;
    }

    void setValue(final int sleeve, final long newMarketValue, final long newExposure) {
        // Exposure is no smaller than the market value's magnitude.
        largest = Math.max(largest, newExposure);
        totalMarketValue += newMarketValue - marketValue[sleeve];
        totalExposure += newExposure - exposure[sleeve];
        marketValue[sleeve] = newMarketValue;
        exposure[sleeve] = newExposure;
    }

    /** @throws ArithmeticException if a sum on the way leaves the range */
    long totalCash() {
        return largest <= largestSummed ? totalCash : sum(cash);
    }

    /** @throws ArithmeticException if a sum on the way leaves the range */
    long totalEquity() {
        return largest <= largestSummed ? totalCash + totalMarketValue : Fixed.add(sum(cash), sum(marketValue));
    }

    /** @throws ArithmeticException if a sum on the way leaves the range */
    long totalExposure() {
        return largest <= largestSummed ? totalExposure : sum(exposure);
    }

    /** @throws IllegalStateException when a total is not the sum of its column, both modulo 2^64 */
    void checkTotals() {
        long cashLeft = totalCash;
        long marketValueLeft = totalMarketValue;
        long exposureLeft = totalExposure;
        for (int i = 0; i < cash.length; i++) {
            cashLeft -= cash[i];
            marketValueLeft -= marketValue[i];
            exposureLeft -= exposure[i];
        }
        if (cashLeft != 0 || marketValueLeft != 0 || exposureLeft != 0) {
            throw new IllegalStateException("ledger not conserved: totals over sleeves are more than their sum by cash "
                    + Fixed.format(cashLeft) + ", market value " + Fixed.format(marketValueLeft) + ", exposure "
                    + Fixed.format(exposureLeft));
        }
    }

    static long sum(final long[] column) {
        long total = 0;
        for (final long value : column) {
            total = Fixed.add(total, value);
        }
        return total;
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
            setCash(i, source.getLong());
            deposits[i] = source.getLong();
            gross[i] = source.getLong();
            fees[i] = source.getLong();
            finished[i] = source.getLong();
        }
    }
}
