package io.millrace.order;

import io.millrace.event.codec.Side;
import io.millrace.instrument.InstrumentSet;

/**
 * What the open orders may still do at worst: sums by strategy and instrument, by instrument, by strategy and over all.
 *
 * <p>The legs of a group that only reduce count once, as the largest of them: only one can be meant to fill. Legs that
 * open
 * a position count each, because two can fill before a cancel arrives. To change an order: {@link #subtract}, change,
 * {@link
 * #add}. Quantities and money at 1e-8.
 */
final class OpenExposure {
    private final int instrumentCount;
    private final long[] buyQuantity;
    private final long[] sellQuantity;
    private final long[] accountBuyQuantity;
    private final long[] accountSellQuantity;
    private final long[] reservedCash;
    private final InstrumentSet changed;
    private long accountReservedCash;

    OpenExposure(final int strategyCount, final int instrumentCount) {
        this.instrumentCount = instrumentCount;
        buyQuantity = new long[Math.multiplyExact(strategyCount, instrumentCount)];
        sellQuantity = new long[strategyCount * instrumentCount];
        accountBuyQuantity = new long[instrumentCount];
        accountSellQuantity = new long[instrumentCount];
        reservedCash = new long[strategyCount];
        changed = new InstrumentSet(instrumentCount);
    }

    void subtract(final Order order) {
        apply(order, -countedQuantity(order), -countedCash(order));
    }

    /** @throws ArithmeticException before any change, if a sum would overflow */
    void add(final Order order) {
        apply(order, countedQuantity(order), countedCash(order));
    }

    /** What the order's group, or the order alone, counts for. */
    static long countedQuantity(final Order order) {
        long largest = order.openQuantity();
        for (Order leg = order.nextLeg; leg != order; leg = leg.nextLeg) {
            if (countsOnce(order, leg)) {
                largest = Math.max(largest, leg.openQuantity());
            }
        }
        return largest;
    }

    private static long countedCash(final Order order) {
        long largest = order.openCash();
        for (Order leg = order.nextLeg; leg != order; leg = leg.nextLeg) {
            if (countsOnce(order, leg)) {
                largest = Math.max(largest, leg.openCash());
            }
        }
        return largest;
    }

    static boolean countsOnce(final Order order, final Order leg) {
        return order.reducing
                && leg.reducing
                && order.strategy == leg.strategy
                && order.instrument == leg.instrument
                && order.side == leg.side;
    }

    long buyQuantity(final int strategy, final int instrument) {
        return buyQuantity[strategy * instrumentCount + instrument];
    }

    long sellQuantity(final int strategy, final int instrument) {
        return sellQuantity[strategy * instrumentCount + instrument];
    }

    long accountBuyQuantity(final int instrument) {
        return accountBuyQuantity[instrument];
    }

    long accountSellQuantity(final int instrument) {
        return accountSellQuantity[instrument];
    }

    long reservedCash(final int strategy) {
        return reservedCash[strategy];
    }

    long accountReservedCash() {
        return accountReservedCash;
    }

    InstrumentSet changed() {
        return changed;
    }

    /** The sums over the account are the largest, so they are formed first: an overflow leaves everything as it was. */
    private void apply(final Order order, final long quantity, final long cash) {
        final long[] account = order.side == Side.BUY ? accountBuyQuantity : accountSellQuantity;
        final long[] pair = order.side == Side.BUY ? buyQuantity : sellQuantity;
        final long accountQuantity = Math.addExact(account[order.instrument], quantity);
        accountReservedCash = Math.addExact(accountReservedCash, cash);
        changed.add(order.instrument);
        account[order.instrument] = accountQuantity;
        pair[order.strategy * instrumentCount + order.instrument] += quantity;
        reservedCash[order.strategy] += cash;
    }
}
