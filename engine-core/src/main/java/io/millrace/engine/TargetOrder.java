package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.StrategyContext;

/**
 * Turns a target weight into the one market order that leads there.
 *
 * <p>What adds to a long position is bought for cash, so that the fill's own price decides the quantity and the sleeve
 * is never overdrawn; everything else is counted in lots at the newest price.
 *
 * <p>The legs of a bracket do not stand in its way: what leaves a position takes their place, also where it turns the
 * position round, and what adds to it is protected by them.
 */
final class TargetOrder {
    private final AssetView view;
    private final Instrument instrument;
    private long cash;
    private long value;
    private boolean reduces;

    TargetOrder(final AssetView view, final Instrument instrument) {
        this.view = view;
        this.instrument = instrument;
    }

    long order(final double weight) {
        final long change = change(weight);
        if (change == 0) {
            return StrategyContext.REFUSED;
        }
        final OrderIntent order = intent(change);
        if (cash > 0) {
            order.quantity = 0;
            order.cashQuantity = cash;
        } else {
            order.intendedValue = value;
        }
        order.parentOrderId = view.protectedEntry(order.side);
        if (!reduces) {
            order.ocoGroup = view.legGroup(order.side);
        }
        return view.submit(order);
    }

    /** What is missing, bought positive, at the newest price and without fees; 0 when nothing is to be done. */
    long change(final double weight) {
        final long price = view.lastPrice();
        cash = 0;
        value = 0;
        reduces = false;
        if (Double.isNaN(weight) || price == Absent.FIXED || view.isBusy()) {
            return 0;
        }
        final long position = view.position();
        if (weight == 0) {
            reduces = true;
            return -position;
        }
        final long wanted = Fixed.multiply(view.equity(), Fixed.fromDouble(weight));
        final long held = Fixed.multiply(position, price);
        if (position >= 0 && wanted > held) {
            cash = Math.max(0, Math.min(wanted - held, view.availableCash()));
            return instrument.floorToLot(Fixed.divide(cash, price));
        }
        final long quantity = weight > 0
                ? instrument.floorToLot(Fixed.divide(wanted, price))
                : -instrument.floorToLot(Fixed.divide(-wanted, price));
        reduces = Math.abs(quantity) < Math.abs(position) && Long.signum(quantity) != -Long.signum(position);
        value = Math.abs(wanted - held);
        return quantity - position;
    }

    /** A market order for a part of the last {@link #change}. */
    OrderIntent intent(final long change) {
        final OrderIntent order = view.intent();
        order.side = change > 0 ? Side.BUY : Side.SELL;
        order.type = OrderType.MARKET;
        order.quantity = Math.abs(change);
        order.reduceOnly = reduces;
        return order;
    }
}
