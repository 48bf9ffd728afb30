package io.millrace.strategy;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
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
 * <p>Stop and target rest at the venue as one group from the first fill of the entry on; they grow with its later
 * fills, and a leg that fills ends the entry. The trailing stop is held here, on completed bars: it follows the best
 * close and leaves at the market, in the same group, so that the position stays protected until that fills. What a
 * venue or an operator took away is placed again on the next bar. One for each instrument; decide thread.
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
    private long entryOrder;
    private long stopOrder;
    private long targetOrder;
    private long exitOrder;

    /** What stop and target were sent for. */
    private long covered;

    /** Of that filled since. */
    private long closed;

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
    void begin(final long orderId, final int inDirection, final double averageTrueRange) {
        entryOrder = orderId;
        direction = inDirection;
        range = averageTrueRange;
    }

    /** To be called on every completed bar of the instrument. */
    void onBar(final double close, final int trailReason, final StrategyContext context) {
        if (direction == NOTHING || context.position() == 0) {
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
        } else if (exitOrder == 0) {
            cover(context);
        }
    }

    /** To be called on every fill of the instrument. */
    void onFill(final Fill fill, final StrategyContext context) {
        if (direction == NOTHING) {
            return;
        }
        final boolean entered = fill.orderId() == entryOrder;
        if (!entered) {
            closed += fill.quantity();
            context.cancel(entryOrder);
        }
        if (context.position() != 0) {
            if (entered) {
                cover(context);
            }
        } else if (!context.isOpen(entryOrder)) {
            reset();
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
        if (orderId == stopOrder) {
            stopOrder = 0;
        } else if (orderId == targetOrder) {
            targetOrder = 0;
        } else if (orderId == exitOrder) {
            exitOrder = 0;
        } else if (orderId == entryOrder && context.position() == 0) {
            reset();
        }
    }

    private void reset() {
        direction = NOTHING;
        bestClose = Double.NaN;
        entryOrder = 0;
        stopOrder = 0;
        targetOrder = 0;
        exitOrder = 0;
    }

    /** Brings stop and target to the position as it is now. */
    private void cover(final StrategyContext context) {
        if (Double.isNaN(bestClose)) {
            bestClose = Fixed.toDouble(context.averageEntryPrice());
        }
        if (!context.isOpen(stopOrder)) {
            stopOrder = 0;
        }
        if (!context.isOpen(targetOrder)) {
            targetOrder = 0;
        }
        final long quantity = Math.abs(context.position());
        if (stopOrder != 0) {
            grow(quantity, context);
        } else if (targetOrder != 0) {
            context.cancel(targetOrder);
        } else {
            protect(quantity, context);
        }
    }

    /** A leg that the venue has not answered yet cannot be changed; the next fill or bar asks again. */
    private void grow(final long quantity, final StrategyContext context) {
        if (quantity <= covered) {
            return;
        }
        final long whole = closed + quantity;
        final long stop = stopPrice(context);
        boolean done = stop > 0 && context.replace(stopOrder, whole, Absent.FIXED, stop);
        if (done && targetOrder != 0) {
            done = context.replace(targetOrder, whole, targetPrice(context), Absent.FIXED);
        }
        covered = done ? quantity : covered;
    }

    private void protect(final long quantity, final StrategyContext context) {
        group = context.newOcoGroup();
        covered = quantity;
        closed = 0;
        final long stop = stopPrice(context);
        if (stop <= 0) {
            // The fill was so far below the decision that no price is left for a stop.
            exit(context);
            return;
        }
        final OrderIntent stopIntent = closing(OrderType.STOP, context);
        stopIntent.stopPrice = stop;
        stopOrder = context.submit(stopIntent);
        final long target = targetPrice(context);
        if (target > 0) {
            final OrderIntent targetIntent = closing(OrderType.LIMIT, context);
            targetIntent.limitPrice = target;
            targetOrder = context.submit(targetIntent);
        }
    }

    private long stopPrice(final StrategyContext context) {
        return context.floorToTick(away(context.averageEntryPrice(), -stopRanges));
    }

    private long targetPrice(final StrategyContext context) {
        return context.floorToTick(away(context.averageEntryPrice(), targetRanges));
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
        sink.putLong(entryOrder);
        sink.putLong(stopOrder);
        sink.putLong(targetOrder);
        sink.putLong(exitOrder);
        sink.putLong(covered);
        sink.putLong(closed);
    }

    @Override
    public void readState(final StateSource source) {
        direction = source.getInt("BracketedPosition.direction");
        range = source.getDouble();
        bestClose = source.getDouble();
        group = source.getLong();
        entryOrder = source.getLong();
        stopOrder = source.getLong();
        targetOrder = source.getLong();
        exitOrder = source.getLong();
        covered = source.getLong();
        closed = source.getLong();
    }
}
