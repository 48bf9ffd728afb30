package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import io.millrace.intent.OrderIntent;
import java.util.Arrays;

/**
 * K15: orders and cancels of a strategy since the start of the trading day against its fills. Some are free; beyond
 * them each fill allows a number more. Exits and cancels are never refused. Limit and actual in messages, this one
 * included.
 */
final class MessageToFill implements Control, Watch {
    private final RiskLimits limits;
    private final long[] messages;
    private final long[] fills;

    MessageToFill(final RiskLimits limits, final int strategyCount) {
        this.limits = limits;
        messages = new long[strategyCount];
        fills = new long[strategyCount];
    }

    @Override
    public RiskControl code() {
        return RiskControl.MESSAGE_TO_FILL;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final int strategy = order.intent.strategy;
        final ConductLimits limit = limits.strategy(strategy).conduct();
        final long perFill = limit.messagesPerFill();
        final double actual = messages[strategy] + 1;
        final double allowed = perFill == RiskLimits.UNLIMITED
                ? Double.POSITIVE_INFINITY
                : Math.max((double) limit.freeMessages(), (double) perFill * fills[strategy]);
        if (actual <= allowed) {
            out.pass(allowed, actual);
        } else {
            out.reject(allowed, actual);
        }
    }

    @Override
    public void onApproved(final OrderIntent intent, final long nowNs) {
        messages[intent.strategy]++;
    }

    @Override
    public void onCancel(final int strategy) {
        messages[strategy]++;
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
        fills[strategy]++;
    }

    @Override
    public void onDay(final RiskView view, final RiskBoard board) {
        Arrays.fill(messages, 0);
        Arrays.fill(fills, 0);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < messages.length; i++) {
            sink.putLong(messages[i]);
            sink.putLong(fills[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < messages.length; i++) {
            messages[i] = source.getLong();
            fills[i] = source.getLong();
        }
    }
}
