package io.millrace.strategy;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.fixed.Fixed;

/**
 * A strategy's own daily kill switch: trips when equity has fallen by a share of what it was at the start of the day,
 * and stays so until the next day. Days are of UTC, which holds New York's session whole; a time of 00:00 belongs to
 * the day that ends. The day starts with the last equity seen before it. Decide thread.
 *
 * <p>Counted, in the account's currency: what trades and fees brought and cost, what positions gained and lost, and
 * what exchange rates did to positions and cash held in other currencies, the cost of exchanging included. Cash
 * moved into or
 * out of the sleeve is neither gain nor loss, and exchanging it moves nothing. A rate alone does nothing to a sleeve
 * that holds only the account's currency, whatever its instruments are quoted in.
 */
final class DayLoss implements Stateful {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final long share;
    private long day = Long.MIN_VALUE;
    private long startEquity;
    private long lastEquity;
    private long deposits;
    private boolean tripped;

    /** @param share of the day's starting equity, at 1e-8 */
    DayLoss(final long share) {
        this.share = share;
    }

    /**
     * Takes the equity of a time.
     *
     * @param equity in the account's currency
     * @param paidIn cash moved into the sleeve so far, less what was moved out, in the same
     * @return true when the switch trips with it
     */
    boolean observe(final long timeNs, final long equity, final long paidIn) {
        final long flow = day == Long.MIN_VALUE ? 0 : Fixed.subtract(paidIn, deposits);
        deposits = paidIn;
        startEquity = Fixed.add(startEquity, flow);
        lastEquity = Fixed.add(lastEquity, flow);
        final long ofDay = Math.floorDiv(timeNs - 1, DAY_NS);
        if (ofDay > day) {
            startEquity = day == Long.MIN_VALUE ? equity : lastEquity;
            day = ofDay;
            tripped = false;
        }
        lastEquity = equity;
        final boolean lost = startEquity > 0 && equity <= startEquity - Fixed.multiply(startEquity, share);
        final boolean trips = lost && !tripped;
        tripped |= lost;
        return trips;
    }

    boolean isTripped() {
        return tripped;
    }

    /** Equity at the start of the day, with what was moved since. */
    long startEquity() {
        return startEquity;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(day);
        sink.putLong(startEquity);
        sink.putLong(lastEquity);
        sink.putLong(deposits);
        sink.putLong(tripped ? 1 : 0);
    }

    @Override
    public void readState(final StateSource source) {
        day = source.getLong();
        startEquity = source.getLong();
        lastEquity = source.getLong();
        deposits = source.getLong();
        tripped = source.getBoolean("DayLoss.tripped");
    }
}
