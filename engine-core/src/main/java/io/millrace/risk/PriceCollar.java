package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.intent.OrderIntent;

/**
 * K14: the order's price against a fresh market price (middle of the quote, else last trade).
 *
 * <ul>
 *   <li>A limit, a market order's decision price (else the touch it takes) and a stop's trigger lie within the collar;
 * stops
 *       have a wider one, and their trigger lies on the side the market has not reached.
 *   <li>An order that reduces may rest as far from the market as it likes, but may not take far beyond it; its stop
 * may be
 *       anywhere, and its stop-limit is held against its own trigger. Without a fresh price it passes.
 * </ul>
 *
 * <p>Limit and actual are fractions of the market price. For an old price: seconds. For a missing one the actual is
 * NaN.
 */
final class PriceCollar implements Control {
    private static final double NANOS = 1e9;

    private final LimitsInForce limits;

    PriceCollar(final LimitsInForce limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.PRICE_COLLAR;
    }

    @Override
    public boolean bindsReducing() {
        return true;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final OrderIntent intent = order.intent;
        final boolean fresh = order.marketPrice > 0 && isFresh(order, view);
        if (!fresh) {
            rejectUnlessReducing(order, view, out);
            return;
        }
        if (Candidate.hasStop(intent.type) && !order.reducing) {
            checkStop(order, out);
            if (out.action == RiskAction.REJECT) {
                return;
            }
        }
        if (Candidate.hasLimit(intent.type)) {
            checkLimit(order, out);
        } else if (intent.type == OrderType.MARKET && !order.reducing) {
            final long decided = intent.referencePrice > 0 ? intent.referencePrice : order.price;
            hold(
                    Math.abs(decided - order.marketPrice),
                    order.marketPrice,
                    limits.order().priceCollar(),
                    out);
        } else if (order.reducing) {
            out.pass(Verdict.number(limits.order().priceCollar()), 0);
        }
    }

    private void checkStop(final Candidate order, final Verdict out) {
        final long beyond =
                order.isBuy() ? order.intent.stopPrice - order.marketPrice : order.marketPrice - order.intent.stopPrice;
        if (beyond < 0) {
            out.reject(0, (double) beyond / order.marketPrice);
            return;
        }
        hold(beyond, order.marketPrice, limits.order().stopCollar(), out);
    }

    private void checkLimit(final Candidate order, final Verdict out) {
        final OrderIntent intent = order.intent;
        if (!order.reducing) {
            hold(
                    Math.abs(intent.limitPrice - order.marketPrice),
                    order.marketPrice,
                    limits.order().priceCollar(),
                    out);
            return;
        }
        final long base = intent.type == OrderType.STOP_LIMIT ? intent.stopPrice : order.marketPrice;
        final long taking = order.isBuy() ? intent.limitPrice - base : base - intent.limitPrice;
        hold(Math.max(0, taking), base, limits.order().priceCollar(), out);
    }

    private boolean isFresh(final Candidate order, final RiskView view) {
        if (limits.order().maxPriceAgeNs() == RiskLimits.UNLIMITED) {
            return true;
        }
        final long seenNs = view.priceTimeNs(order.intent.instrument);
        return seenNs != Absent.FIXED
                && seenNs <= view.nowNs()
                && Saturating.subtract(view.nowNs(), seenNs) <= limits.order().maxPriceAgeNs();
    }

    private void rejectUnlessReducing(final Candidate order, final RiskView view, final Verdict out) {
        final long seenNs = view.priceTimeNs(order.intent.instrument);
        final boolean old = order.marketPrice > 0 && seenNs != Absent.FIXED;
        out.set(
                order.reducing ? RiskAction.PASS : RiskAction.REJECT,
                old
                        ? limits.order().maxPriceAgeNs() / NANOS
                        : Verdict.number(limits.order().priceCollar()),
                old ? Saturating.subtract(view.nowNs(), seenNs) / NANOS : Double.NaN);
    }

    private static void hold(final long distance, final long base, final long collar, final Verdict out) {
        final boolean passes = collar == RiskLimits.UNLIMITED || distance <= Saturating.multiply(base, collar);
        out.set(passes ? RiskAction.PASS : RiskAction.REJECT, Verdict.number(collar), (double) distance / base);
    }
}
