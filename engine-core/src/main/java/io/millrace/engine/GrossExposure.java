package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.InstrumentSet;
import io.millrace.instrument.InstrumentTable;
import io.millrace.order.Order;
import io.millrace.order.OrderTable;
import io.millrace.portfolio.Currencies;
import io.millrace.portfolio.Ledger;
import io.millrace.risk.ProceedsRule;

/**
 * What the account could hold at worst, at market, by asset class: for each instrument the largest absolute position,
 * whichever of the open orders fill; exits that count as filled do.
 *
 * <p>Kept as sums: a question costs a few steps for each instrument of which a price, a position or an open order has
 * changed since the last question, not for every instrument there is. Decide thread; no allocation. Not part of the
 * state: it follows from ledger, orders and prices.
 */
final class GrossExposure {
    private static final AssetClass[] CLASSES = AssetClass.values();

    private final Ledger ledger;
    private final Currencies currencies;
    private final OrderTable orders;
    private final Touch touch;
    private final InstrumentTable instruments;
    private final ProceedsRule proceeds;
    private final InstrumentSet stale;
    private final long[] values;
    private final boolean[] unpriced;

    private final long[] sumOfClass = new long[CLASSES.length];
    private final int[] unpricedOfClass = new int[CLASSES.length];
    private int assumed;
    private long assumedQuantity;

    GrossExposure(
            final Ledger ledger,
            final OrderTable orders,
            final Touch touch,
            final InstrumentTable instruments,
            final ProceedsRule proceeds) {
        this.ledger = ledger;
        this.currencies = ledger.currencies();
        this.orders = orders;
        this.touch = touch;
        this.instruments = instruments;
        this.proceeds = proceeds;
        this.stale = new InstrumentSet(instruments.size());
        this.values = new long[instruments.size()];
        this.unpriced = new boolean[instruments.size()];
    }

    /**
     * Over all classes; {@link Absent#FIXED} when something held or ordered has no price.
     *
     * @throws ArithmeticException if it is too large for a number
     */
    long total() {
        refresh();
        long sum = 0;
        for (int i = 0; i < CLASSES.length; i++) {
            if (unpricedOfClass[i] > 0) {
                return Absent.FIXED;
            }
            sum = Fixed.add(sum, sumOfClass[i]);
        }
        return sum;
    }

    /** {@link #total} of one class. */
    long ofClass(final AssetClass assetClass) {
        refresh();
        final int place = assetClass.ordinal();
        return unpricedOfClass[place] > 0 ? Absent.FIXED : sumOfClass[place];
    }

    /** Counts a position as so much larger from now on; of one instrument at a time, 0 ends it. */
    void assume(final int instrument, final long quantity) {
        assumed = instrument;
        assumedQuantity = quantity;
        stale.add(instrument);
    }

    /**
     * Adds up every instrument anew. For tests.
     *
     * @throws IllegalStateException when the sums kept are not what they are made of
     */
    void check() {
        refresh();
        final long[] sums = new long[CLASSES.length];
        final int[] without = new int[CLASSES.length];
        for (int i = 0; i < values.length; i++) {
            final long worst = worstQuantity(i);
            final int place = classOf(i);
            if (worst != 0 && !isPriced(i)) {
                without[place]++;
            } else if (worst != 0) {
                sums[place] = Fixed.add(sums[place], value(i, worst));
            }
        }
        for (int i = 0; i < CLASSES.length; i++) {
            if (sums[i] != sumOfClass[i] || without[i] != unpricedOfClass[i]) {
                throw new IllegalStateException("gross exposure of " + CLASSES[i] + " is kept as "
                        + Fixed.format(sumOfClass[i]) + " and " + unpricedOfClass[i]
                        + " without a price, but adds up to "
                        + Fixed.format(sums[i]) + " and " + without[i]);
            }
        }
    }

    /** What is out of date leaves the sums first, all of it: no sum on the way is larger than the one at the end. */
    private void refresh() {
        stale.takeAll(touch.changed());
        stale.takeAll(ledger.changed());
        stale.takeAll(orders.changed());
        for (int i = 0; i < stale.size(); i++) {
            remove(stale.get(i));
        }
        while (stale.size() > 0) {
            add(stale.last());
            // After it is added: one whose value is too large stays out of date, and is as large for who asks next.
            stale.removeLast();
        }
    }

    private void remove(final int instrument) {
        final int place = classOf(instrument);
        sumOfClass[place] -= values[instrument];
        unpricedOfClass[place] -= unpriced[instrument] ? 1 : 0;
        values[instrument] = 0;
        unpriced[instrument] = false;
    }

    private void add(final int instrument) {
        final long worst = worstQuantity(instrument);
        // While nothing is held or ordered, a price changes nothing.
        touch.watch(instrument, worst != 0);
        if (worst == 0) {
            return;
        }
        final int place = classOf(instrument);
        if (!isPriced(instrument)) {
            unpriced[instrument] = true;
            unpricedOfClass[place]++;
            return;
        }
        final long value = value(instrument, worst);
        sumOfClass[place] = Fixed.add(sumOfClass[place], value);
        values[instrument] = value;
    }

    /** Has a price, and its currency a rate. */
    private boolean isPriced(final int instrument) {
        return touch.last(instrument) != Absent.FIXED && currencies.isKnown(currencies.of(instrument));
    }

    private long value(final int instrument, final long quantity) {
        final long value = Fixed.multiplyUp(quantity, touch.last(instrument));
        return currencies.toAccount(currencies.of(instrument), value, Rounding.CEILING);
    }

    private int classOf(final int instrument) {
        return instruments.get(instrument).assetClass().ordinal();
    }

    private long worstQuantity(final int instrument) {
        long position = ledger.totalPosition(instrument);
        if (instrument == assumed) {
            position = Math.addExact(position, assumedQuantity);
        }
        long buys = orders.accountOpenBuyQuantity(instrument);
        long sells = orders.accountOpenSellQuantity(instrument);
        if (proceeds.isOn() && (buys != 0 || sells != 0)) {
            final long bought = exitQuantity(instrument, Side.BUY);
            final long sold = exitQuantity(instrument, Side.SELL);
            position = Math.addExact(position, bought - sold);
            buys -= bought;
            sells -= sold;
        }
        final long longest = Math.abs(Math.addExact(position, buys));
        final long shortest = Math.abs(Math.subtractExact(position, sells));
        return Math.max(Math.abs(position), Math.max(longest, shortest));
    }

    private long exitQuantity(final int instrument, final Side side) {
        long quantity = 0;
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            if (order.instrument() == instrument && order.side() == side && order.isMarketExit()) {
                quantity = Math.addExact(quantity, order.openQuantity());
            }
        }
        return quantity;
    }
}
