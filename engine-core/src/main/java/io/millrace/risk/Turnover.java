package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;

/**
 * Value traded since the start of the trading day, this order included, as a multiple of the account's equity then.
 * Without equity at the start nothing may be traded.
 */
final class Turnover implements Control, Watch {
    private final LimitsInForce limits;
    private long traded;
    private long startEquity = Absent.FIXED;
    private long lastEquity = Absent.FIXED;

    Turnover(final LimitsInForce limits) {
        this.limits = limits;
    }

    @Override
    public RiskControl code() {
        return RiskControl.TURNOVER;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long limit = limits.loss().maxTurnover();
        if (startEquity <= 0) {
            out.reject(Fixed.toDouble(limit), Double.NaN);
            return;
        }
        final long after = Saturating.add(traded, order.value());
        out.set(
                after <= Saturating.multiply(startEquity, limit) ? RiskAction.PASS : RiskAction.REJECT,
                Fixed.toDouble(limit),
                (double) after / startEquity);
    }

    @Override
    public void onFill(
            final long orderId,
            final int strategy,
            final int instrument,
            final Side side,
            final long value,
            final RiskView view,
            final RiskBoard board) {
        traded = Saturating.add(traded, value);
    }

    @Override
    public void onDay(final RiskView view, final RiskBoard board) {
        traded = 0;
        startEquity = lastEquity;
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        final long equity = view.accountEquity();
        if (equity != Absent.FIXED) {
            lastEquity = equity;
            startEquity = startEquity == Absent.FIXED ? equity : startEquity;
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(traded);
        sink.putLong(startEquity);
        sink.putLong(lastEquity);
    }

    @Override
    public void readState(final StateSource source) {
        traded = source.getLong();
        startEquity = source.getLong();
        lastEquity = source.getLong();
    }
}
