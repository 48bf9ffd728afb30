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
    private static final int BUYS = 0;
    private static final int SELLS = 1;
    private static final int SIDES = 2;

    private final int instrumentCount;

    /** By strategy and instrument: what is bought, and what is sold. */
    private final long[] quantities;

    private final long[] accountBuyQuantity;
    private final long[] accountSellQuantity;
    private final long[] reservedCash;
    private final InstrumentSet changed;
    private long accountReservedCash;

    OpenExposure(final int strategyCount, final int instrumentCount) {
        this.instrumentCount = instrumentCount;
        quantities = new long[Math.multiplyExact(strategyCount, instrumentCount * SIDES)];
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
        return quantities[place(strategy, instrument) + BUYS];
    }

    long sellQuantity(final int strategy, final int instrument) {
        return quantities[place(strategy, instrument) + SELLS];
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
        final long accountQuantity = Math.addExact(account[order.instrument], quantity);
        accountReservedCash = Math.addExact(accountReservedCash, cash);
        changed.add(order.instrument);
        account[order.instrument] = accountQuantity;
        quantities[place(order.strategy, order.instrument) + (order.side == Side.BUY ? BUYS : SELLS)] += quantity;
        reservedCash[order.strategy] += cash;
    }

    private int place(final int strategy, final int instrument) {
        return (strategy * instrumentCount + instrument) * SIDES;
    }
}
