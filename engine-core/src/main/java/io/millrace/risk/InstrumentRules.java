package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;

/**
 * K18: the order is complete, the instrument is tradable, an order that cannot wait comes in session, prices are on
 * the tick, the quantity in whole lots and
 * units, within the venue's bounds and worth its minimum.
 *
 * <p>Limit and actual are those of the rule broken: bounds in units or money; for tick, lot and unit the step and the
 * value; 1 and 0 for not tradable or delisted; the session's open and the present in seconds since 1970 for one between
 * sessions; NaN for an order that is not complete.
 *
 * <p>Between sessions exchanges and brokers keep orders for the open, so only an immediate-or-cancel or fill-or-kill
 * order, which cannot wait, is refused: a strategy that decides on a session's closing price trades at the next open.
 */
final class InstrumentRules implements Control {
    private static final double NANOS = 1e9;

    @Override
    public RiskControl code() {
        return RiskControl.INSTRUMENT_RULES;
    }

    @Override
    public boolean bindsReducing() {
        return true;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        if (!order.wellFormed) {
            out.reject(Double.NaN, Double.NaN);
        } else if (!order.instrument.tradable() || view.isDelisted(order.intent.instrument)) {
            out.reject(1, 0);
        } else if (isImmediate(order.intent.timeInForce) && !view.inSession(order.intent.instrument)) {
            out.reject(seconds(view.sessionOpenNs(order.intent.instrument)), seconds(view.nowNs()));
        } else if (isOnTick(order, order.intent.limitPrice, out) && isOnTick(order, order.intent.stopPrice, out)) {
            checkSize(order, out);
        }
    }

    private static boolean isImmediate(final TimeInForce time) {
        return time == TimeInForce.IOC || time == TimeInForce.FOK;
    }

    private static double seconds(final long timeNs) {
        return timeNs / NANOS;
    }

    private static boolean isOnTick(final Candidate order, final long price, final Verdict out) {
        if (price == Absent.FIXED || order.instrument.isOnTick(price)) {
            return true;
        }
        out.reject(Fixed.toDouble(order.instrument.tick()), Fixed.toDouble(price));
        return false;
    }

    /** What cash buys is cut to lots by the venue; here it must only be worth the minimum. */
    private static void checkSize(final Candidate order, final Verdict out) {
        final Instrument rules = order.instrument;
        final long quantity = order.intent.quantity;
        final long cash = order.intent.cashQuantity;
        if (cash != 0) {
            out.set(
                    cash < rules.minNotional() ? RiskAction.REJECT : RiskAction.PASS,
                    Fixed.toDouble(rules.minNotional()),
                    Fixed.toDouble(cash));
        } else if (!rules.isWholeLots(quantity)) {
            out.reject(Fixed.toDouble(rules.lot()), Fixed.toDouble(quantity));
        } else if (rules.wholeUnits() && !Fixed.isMultiple(quantity, Fixed.ONE)) {
            out.reject(1, Fixed.toDouble(quantity));
        } else if (quantity < rules.minQuantity()) {
            out.reject(Fixed.toDouble(rules.minQuantity()), Fixed.toDouble(quantity));
        } else if (order.isBelowMinNotional(quantity)) {
            out.reject(Fixed.toDouble(rules.minNotional()), Fixed.toDouble(Saturating.multiply(quantity, order.price)));
        } else {
            out.atMost(rules.maxQuantity(), quantity);
        }
    }
}
