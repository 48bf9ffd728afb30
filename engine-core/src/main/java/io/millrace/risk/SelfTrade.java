package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * K19: an entry must not meet a working order of the account on the other side, whichever sleeve it is of. Working
 * market orders meet everything; a stop is in the market only once it is triggered, so one that waits neither meets
 * nor is met. Exits pass: to be stuck in a position is worse, and venues have a flag of their own. So do the sides of
 * internal trades, which no working order can meet.
 *
 * <p>Limit: the price that the order must not reach, NaN when there is none. Actual: the price that it may reach.
 */
final class SelfTrade implements Control {
    @Override
    public RiskControl code() {
        return RiskControl.SELF_TRADE;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long met = view.bestOpenPrice(order.intent.instrument, !order.isBuy());
        final long reach = reach(order);
        final boolean internal = order.origin == OrderOrigin.NETTING;
        if (internal || met == Absent.FIXED || Candidate.hasStop(order.intent.type)) {
            out.pass(Double.NaN, number(reach));
        } else if (order.isBuy() ? reach < met : reach > met) {
            out.pass(number(met), number(reach));
        } else {
            out.reject(number(met), number(reach));
        }
    }

    /** The worst price the order may trade at: of a market order any. */
    private static long reach(final Candidate order) {
        if (order.intent.type == OrderType.MARKET || order.intent.type == OrderType.STOP) {
            return order.isBuy() ? Long.MAX_VALUE : 0;
        }
        return order.intent.limitPrice;
    }

    private static double number(final long price) {
        return price == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : Fixed.toDouble(price);
    }
}
