package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * K17: a buy needs the sleeve's cash, less what open buys reserve and with what exits
 * on their way are counted to bring ({@link ProceedsRule}), to cover its worst value and the taker fee. A sell
 * needs
 * a position that open sells do not sell already, unless shorts are allowed. An order said to reduce must.
 *
 * <p>Limit and actual: cash available and needed; of a sell, or of an order said to reduce, quantity available and
 * wanted.
 */
final class BuyingPower implements Control {
    private final RiskLimits limits;

    BuyingPower(final RiskLimits limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.BUYING_POWER;
    }

    @Override
    public boolean bindsReducing() {
        return true;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final boolean mustReduce =
                order.intent.reduceOnly || (!order.isBuy() && !limits.shortsAllowed()) || order.reducing;
        if (mustReduce) {
            out.set(
                    order.reducing ? RiskAction.PASS : RiskAction.REJECT,
                    Fixed.toDouble(order.closable),
                    Fixed.toDouble(order.intent.quantity));
            return;
        }
        if (!order.isBuy()) {
            out.pass(Double.POSITIVE_INFINITY, Fixed.toDouble(order.intent.quantity));
            return;
        }
        final long cash = view.cash(order.intent.strategy);
        final long reserved = view.reservedCash(order.intent.strategy);
        if (cash == Absent.FIXED || reserved < 0) {
            out.reject(Double.NaN, Double.NaN);
            return;
        }
        final long needed = order.cashNeeded(view);
        final long available =
                Saturating.add(Saturating.subtract(cash, reserved), view.expectedProceeds(order.intent.strategy));
        out.set(
                needed <= available && needed != Saturating.MAX ? RiskAction.PASS : RiskAction.REJECT,
                Fixed.toDouble(available),
                Fixed.toDouble(needed));
    }
}
