package io.millrace.strategy;

import io.millrace.event.StateSink;
import io.millrace.event.Stateful;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;

/**
 * One position between a stop and a target, with a trailing stop over both: the exits of S1. Distances are multiples of
 * the average true range at the decision to enter, so that they are known before the order leaves.
 *
 * <p>Stop and target rest at the venue as one group from the moment the entry is filled. The trailing stop is held
 * here, on completed bars: it follows the best close and leaves at the market, in the same group, so that the position
 * stays protected until that fills. What a venue or an operator took away is placed again on the next bar. One for
 * each instrument; decide thread.
 */
final class BracketedPosition implements Stateful {
    private static final int NOTHING = 0;

    private final double stopRanges;
    private final double targetRanges;
    private final double trailRanges;
    private final double leastTrail;

    /** 1 long, -1 short, 0 nothing held or on its way. */
    private int direction = NOTHING;

    private double range;
    private double bestClose = Double.NaN;
    private long group;
    private long stopOrder;
    private long targetOrder;
    private long exitOrder;

    /** @param leastTrail least distance of the trailing stop, as a fraction of the best close */
    BracketedPosition(
            final double stopRanges, final double targetRanges, final double trailRanges, final double leastTrail) {
        this.stopRanges = stopRanges;
        this.targetRanges = targetRanges;
        this.trailRanges = trailRanges;
        this.leastTrail = leastTrail;
    }

    /** True when nothing is held and no entry is on its way. */
    boolean isIdle() {
        return direction == NOTHING;
    }

    /** An entry order is on its way. */
    void begin(final int inDirection, final double averageTrueRange) {
        direction = inDirection;
        range = averageTrueRange;
    }

    /** To be called on every completed bar of the instrument. */
    void onBar(final double close, final int trailReason, final StrategyContext context) {
        if (direction == NOTHING || context.position() == 0 || Double.isNaN(bestClose)) {
            return;
        }
        bestClose = direction > 0 ? Math.max(bestClose, close) : Math.min(bestClose, close);
        final double level = bestClose - direction * Math.max(trailRanges * range, leastTrail * bestClose);
        if (direction * (close - level) <= 0) {
            if (exitOrder == 0) {
                final SignalAction action = direction > 0 ? SignalAction.EXIT_LONG : SignalAction.EXIT_SHORT;
                context.signal(action, 0, close, level, 1, trailReason);
                exit(context);
            }
        } else if (stopOrder == 0 && exitOrder == 0) {
            restore(context);
        }
    }

    /** To be called on every fill of the instrument. */
    void onFill(final StrategyContext context) {
        if (direction == NOTHING) {
            return;
        }
        if (context.position() == 0) {
            reset();
        } else if (isEntering() && !context.hasOpenOrders()) {
            protect(context);
        }
    }

    /** To be called on a split of the instrument; the distances of its orders changed with them. */
    void onSplit(final int to, final int from) {
        range = range * from / to;
        bestClose = bestClose * from / to;
    }

    /** To be called when an order of the instrument ended. */
    void onOrderEnded(final long orderId, final StrategyContext context) {
        if (direction == NOTHING) {
            return;
        }
        if (isEntering()) {
            if (!context.hasOpenOrders()) {
                afterEntry(context);
            }
        } else if (orderId == stopOrder) {
            stopOrder = 0;
        } else if (orderId == targetOrder) {
            targetOrder = 0;
        } else if (orderId == exitOrder) {
            exitOrder = 0;
        }
    }

    private boolean isEntering() {
        return Double.isNaN(bestClose);
    }

    private void afterEntry(final StrategyContext context) {
        if (context.position() == 0) {
            reset();
        } else {
            protect(context);
        }
    }

    private void reset() {
        direction = NOTHING;
        bestClose = Double.NaN;
        stopOrder = 0;
        targetOrder = 0;
        exitOrder = 0;
    }

    private void restore(final StrategyContext context) {
        if (targetOrder != 0) {
            context.cancel(targetOrder);
        } else if (!context.hasOpenOrders()) {
            protect(context);
        }
    }

    private void protect(final StrategyContext context) {
        final long entry = context.averageEntryPrice();
        if (Double.isNaN(bestClose)) {
            bestClose = Fixed.toDouble(entry);
        }
        group = context.newOcoGroup();
        final long stop = context.floorToTick(away(entry, -stopRanges));
        if (stop <= 0) {
            // The fill was so far below the decision that no price is left for a stop.
            exit(context);
            return;
        }
        final OrderIntent stopIntent = closing(OrderType.STOP, context);
        stopIntent.stopPrice = stop;
        stopOrder = context.submit(stopIntent);
        final long target = context.floorToTick(away(entry, targetRanges));
        if (target > 0) {
            final OrderIntent targetIntent = closing(OrderType.LIMIT, context);
            targetIntent.limitPrice = target;
            targetOrder = context.submit(targetIntent);
        }
    }

    /** So many ranges in the direction of the position; 0 where there is no price. */
    private long away(final long entry, final double ranges) {
        return Math.max(0, Fixed.add(entry, Fixed.fromDouble(direction * ranges * range)));
    }

    private void exit(final StrategyContext context) {
        exitOrder = context.submit(closing(OrderType.MARKET, context));
    }

    private OrderIntent closing(final OrderType type, final StrategyContext context) {
        final OrderIntent order = context.intent();
        order.side = direction > 0 ? Side.SELL : Side.BUY;
        order.type = type;
        order.quantity = Math.abs(context.position());
        order.reduceOnly = true;
        order.ocoGroup = group;
        return order;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(direction);
        sink.putDouble(range);
        sink.putDouble(bestClose);
        sink.putLong(group);
        sink.putLong(stopOrder);
        sink.putLong(targetOrder);
        sink.putLong(exitOrder);
    }
}
