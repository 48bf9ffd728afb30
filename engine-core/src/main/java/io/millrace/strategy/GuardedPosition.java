package io.millrace.strategy;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.intent.OrderIntent;

/**
 * A long position with a stop order resting below its average entry price: placed at the first fill, sized anew when
 * the position changes, in one group with the exit so that whichever fills ends the other. Part of one strategy, one
 * for each instrument; decide thread. Prices and quantities at 1e-8.
 */
final class GuardedPosition implements Stateful {
    private long share;
    private long distance;
    private long stopOrder;
    private long stopGroup;
    private long stopQuantity;
    private long exitOrder;

    /** The stop of the next entry lies this fraction (1e-8) below the average entry price. */
    void stopByShare(final long ofPrice) {
        share = ofPrice;
        distance = 0;
    }

    /** The stop of the next entry lies so much money a unit below the average entry price. */
    void stopByDistance(final long below) {
        share = 0;
        distance = below;
    }

    /** True from the exit until it has filled and the stop beside it is gone. */
    boolean isLeaving() {
        return exitOrder != 0;
    }

    /** True while the stop of a closed position is not gone: risk counts what it might sell short. */
    boolean isClosing(final StrategyContext context) {
        return stopOrder != 0 && context.position() <= 0;
    }

    /** To be called on every bar: a stop that the venue or an operator took away is placed again. */
    void onBar(final StrategyContext context) {
        if (context.position() <= 0) {
            return;
        }
        if (stopOrder != 0 && stopQuantity != context.position() && exitOrder == 0) {
            context.cancel(stopOrder);
        } else if (stopOrder == 0 && !context.hasOpenOrders()) {
            place(context);
        }
    }

    /** To be called on every fill of the instrument. */
    void onFill(final Fill fill, final StrategyContext context) {
        if (fill.orderId() == stopOrder) {
            stopQuantity -= fill.quantity();
            if (stopQuantity <= 0) {
                stopOrder = 0;
            }
        }
        if (context.position() <= 0) {
            exitOrder = stopOrder == 0 ? 0 : exitOrder;
        } else if (fill.side() == Side.BUY) {
            if (stopOrder == 0) {
                place(context);
            } else {
                context.cancel(stopOrder);
            }
        }
    }

    /** To be called when an order of the instrument ended. */
    void onOrderEnded(final long orderId, final StrategyContext context) {
        if (orderId == exitOrder) {
            exitOrder = 0;
        } else if (orderId == stopOrder) {
            final boolean resized = stopQuantity != context.position();
            stopOrder = 0;
            if (context.position() <= 0) {
                exitOrder = 0;
            } else if (resized && exitOrder == 0) {
                place(context);
            }
        }
    }

    /** To be called on a split of the instrument: the stop at the venue is in new units already. */
    void onSplit(final int to, final int from) {
        distance = Fixed.scale(distance, from, to, Rounding.HALF_EVEN);
        stopQuantity = Fixed.scale(stopQuantity, to, from, Rounding.FLOOR);
    }

    /** Sells everything at the market; the stop works until that fills. */
    void exit(final StrategyContext context) {
        if (exitOrder != 0 || context.position() <= 0) {
            return;
        }
        final OrderIntent order = context.intent();
        order.side = Side.SELL;
        order.type = OrderType.MARKET;
        order.quantity = context.position();
        order.reduceOnly = true;
        order.ocoGroup = stopOrder == 0 ? 0 : stopGroup;
        exitOrder = context.submit(order);
    }

    private void place(final StrategyContext context) {
        final long entry = context.averageEntryPrice();
        final long below = distance == 0 ? Fixed.multiply(entry, share) : distance;
        final long price = context.floorToTick(entry - Math.min(below, entry));
        if (price <= 0) {
            return;
        }
        final OrderIntent order = context.intent();
        order.side = Side.SELL;
        order.type = OrderType.STOP;
        order.quantity = context.position();
        order.stopPrice = price;
        order.reduceOnly = true;
        order.ocoGroup = context.newOcoGroup();
        stopGroup = order.ocoGroup;
        stopQuantity = order.quantity;
        stopOrder = context.submit(order);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(share);
        sink.putLong(distance);
        sink.putLong(stopOrder);
        sink.putLong(stopGroup);
        sink.putLong(stopQuantity);
        sink.putLong(exitOrder);
    }

    @Override
    public void readState(final StateSource source) {
        share = source.getLong();
        distance = source.getLong();
        stopOrder = source.getLong();
        stopGroup = source.getLong();
        stopQuantity = source.getLong();
        exitOrder = source.getLong();
    }
}
