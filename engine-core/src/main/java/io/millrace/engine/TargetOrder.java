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
 */
final class TargetOrder {
    private final AssetView view;
    private final Instrument instrument;

    TargetOrder(final AssetView view, final Instrument instrument) {
        this.view = view;
        this.instrument = instrument;
    }

    long order(final double weight) {
        final long price = view.lastPrice();
        if (Double.isNaN(weight) || price == Absent.FIXED || view.hasOpenOrders()) {
            return StrategyContext.REFUSED;
        }
        final long position = view.position();
        if (weight == 0) {
            return position == 0 ? StrategyContext.REFUSED : trade(-position, 0, true);
        }
        final long wanted = Fixed.multiply(view.equity(), Fixed.fromDouble(weight));
        final long held = Fixed.multiply(position, price);
        if (position >= 0 && wanted > held) {
            return buy(Math.min(wanted - held, view.availableCash()), price);
        }
        final long quantity = weight > 0
                ? instrument.floorToLot(Fixed.divide(wanted, price))
                : -instrument.floorToLot(Fixed.divide(-wanted, price));
        final long change = quantity - position;
        final boolean reduces =
                Math.abs(quantity) < Math.abs(position) && Long.signum(quantity) != -Long.signum(position);
        return change == 0 ? StrategyContext.REFUSED : trade(change, Math.abs(wanted - held), reduces);
    }

    private long buy(final long cash, final long price) {
        if (cash <= 0 || instrument.floorToLot(Fixed.divide(cash, price)) == 0) {
            return StrategyContext.REFUSED;
        }
        return view.buyForCash(cash);
    }

    private long trade(final long change, final long value, final boolean reduceOnly) {
        final OrderIntent order = view.intent();
        order.side = change > 0 ? Side.BUY : Side.SELL;
        order.type = OrderType.MARKET;
        order.quantity = Math.abs(change);
        order.intendedValue = value;
        order.reduceOnly = reduceOnly;
        return view.submit(order);
    }
}
