package io.millrace.strategy;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.intent.OrderIntent;

/**
 * O4, the maker-first tactic: rests a post-only order at the touch, follows the touch at most so many times, and takes
 * what is left as a taker after a timeout.
 *
 * <p>One trade at a time: {@link #start}, then every event of the strategy is passed on until {@link #isActive} is
 * false. Without quotes the newest price stands for the touch. Fees are booked by the venue at the liquidity really
 * given.
 */
final class MakerFirst implements Stateful {
    private static final long NANOS = 1_000_000_000L;

    private final long timeoutNs;
    private final int maxRepegs;

    private boolean active;
    private boolean crossing;
    private Side side = Side.BUY;
    private long orderId;
    private long pegPrice;
    private long deadlineNs;
    private int repegs;
    private boolean cancelling;

    /** Of the cash at the start of the trade: after a part fill, a share of what is left would be too little. */
    private long cashReserve;

    MakerFirst(final long timeoutSeconds, final int maxRepegs) {
        this.timeoutNs = timeoutSeconds * NANOS;
        this.maxRepegs = maxRepegs;
    }

    /** The order at the venue is in new units already. */
    void onSplit(final int to, final int from) {
        pegPrice = Fixed.scale(pegPrice, from, to, Rounding.HALF_EVEN);
    }

    boolean isActive() {
        return active;
    }

    /** Begins to trade: buys for the sleeve's budget, or sells the whole position. */
    void start(final Side wanted, final long keptCash, final StrategyContext context) {
        active = true;
        cashReserve = keptCash;
        crossing = false;
        side = wanted;
        repegs = 0;
        deadlineNs = context.nowNs() + timeoutNs;
        rest(context);
    }

    /** Time or the touch moved on. */
    void onMarket(final StrategyContext context) {
        if (!active || crossing || cancelling) {
            return;
        }
        final boolean late = context.nowNs() >= deadlineNs;
        if (orderId == StrategyContext.REFUSED) {
            if (late) {
                cross(context);
            }
            return;
        }
        final boolean moved = touch(context) != pegPrice && repegs < maxRepegs;
        if (late || moved) {
            cancelling = true;
            context.cancel(orderId);
        }
    }

    /** A fill came; the trade is over when nothing of the order is left. */
    void onFill(final StrategyContext context) {
        if (active && !context.hasOpenOrders()) {
            finish();
        }
    }

    /**
     * The resting order ended unfilled: follow the touch, or cross when the time is over. Whose end it did not ask for
     * and the venue did not refuse was taken away by an operator, and with it the trade.
     */
    void onOrderEnded(final long endedId, final StrategyContext context) {
        if (!active || endedId != orderId) {
            return;
        }
        final boolean takenAway = !cancelling && !context.wasRejected();
        cancelling = false;
        if (crossing || takenAway) {
            finish();
        } else if (context.nowNs() >= deadlineNs) {
            cross(context);
        } else if (repegs < maxRepegs) {
            repegs++;
            rest(context);
        } else {
            // The venue would not let it rest and no re-peg is left: it is the timeout that lets it cross.
            orderId = StrategyContext.REFUSED;
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong((active ? 1 : 0) | (crossing ? 2 : 0) | (cancelling ? 4 : 0));
        sink.putLong(side.value());
        sink.putLong(orderId);
        sink.putLong(pegPrice);
        sink.putLong(deadlineNs);
        sink.putLong(repegs);
        sink.putLong(cashReserve);
    }

    @Override
    public void readState(final StateSource source) {
        final int flags = source.getFlags("MakerFirst.flags", 7);
        active = (flags & 1) != 0;
        crossing = (flags & 2) != 0;
        cancelling = (flags & 4) != 0;
        side = Side.get((short) source.getCount("MakerFirst.side", 255));
        orderId = source.getLong();
        pegPrice = source.getLong();
        deadlineNs = source.getLong();
        repegs = source.getInt("MakerFirst.repegs");
        cashReserve = source.getLong();
    }

    private void rest(final StrategyContext context) {
        pegPrice = touch(context);
        final OrderIntent order = context.intent();
        order.side = side;
        order.type = OrderType.POST_ONLY;
        order.limitPrice = pegPrice;
        if (side == Side.BUY) {
            order.quantity = affordable(spendable(context), context);
        } else {
            order.quantity = context.position();
            order.reduceOnly = true;
        }
        submit(order, context);
    }

    private void cross(final StrategyContext context) {
        crossing = true;
        final OrderIntent order = context.intent();
        order.side = side;
        order.type = OrderType.MARKET;
        if (side == Side.BUY) {
            order.cashQuantity = spendable(context);
        } else {
            order.quantity = context.position();
            order.reduceOnly = true;
        }
        submit(order, context);
    }

    private void submit(final OrderIntent order, final StrategyContext context) {
        if (order.quantity <= 0 && order.cashQuantity <= 0) {
            finish();
            return;
        }
        orderId = context.submit(order);
        if (orderId == StrategyContext.REFUSED) {
            finish();
        }
    }

    private long spendable(final StrategyContext context) {
        return Math.max(0, context.availableCash() - cashReserve);
    }

    private long affordable(final long cash, final StrategyContext context) {
        final long priceWithFee = Fixed.multiplyUp(pegPrice, Fixed.ONE + context.takerFeeRate());
        return context.floorToLot(Fixed.scale(cash, Fixed.ONE, priceWithFee, Rounding.FLOOR));
    }

    private long touch(final StrategyContext context) {
        final long near = side == Side.BUY ? context.bid() : context.ask();
        return near == Absent.FIXED ? context.lastPrice() : near;
    }

    private void finish() {
        active = false;
        crossing = false;
        cancelling = false;
        orderId = 0;
    }
}
