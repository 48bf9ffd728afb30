package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.intent.OrderIntent;

/**
 * K15: orders sent within a second and within a minute, by the strategy and by the account, this one included. All that
 * were approved count; exits and cancels are never refused. Limit and actual in orders, of the first window that is
 * full.
 */
final class OrderRate implements Control, Watch {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int PAIR = 2;

    /** Second and minute of each strategy, then of the account. */
    private final RateWindow[] windows;

    OrderRate(final RiskLimits limits, final int strategyCount) {
        windows = new RateWindow[PAIR * (strategyCount + 1)];
        for (int i = 0; i <= strategyCount; i++) {
            final RateLimits rate =
                    i == strategyCount ? limits.rate() : limits.strategy(i).rate();
            windows[PAIR * i] = new RateWindow(SECOND_NS, rate.perSecond());
            windows[PAIR * i + 1] = new RateWindow(60 * SECOND_NS, rate.perMinute());
        }
    }

    @Override
    public RiskControl code() {
        return RiskControl.ORDER_RATE;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final int own = PAIR * order.intent.strategy;
        final int account = windows.length - PAIR;
        if (holds(own, view, out) && holds(own + 1, view, out) && holds(account, view, out)) {
            holds(account + 1, view, out);
        }
    }

    @Override
    public void onApproved(final OrderIntent intent, final long nowNs) {
        final int own = PAIR * intent.strategy;
        windows[own].add(nowNs);
        windows[own + 1].add(nowNs);
        windows[windows.length - PAIR].add(nowNs);
        windows[windows.length - 1].add(nowNs);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final RateWindow window : windows) {
            window.writeState(sink);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (final RateWindow window : windows) {
            window.readState(source);
        }
    }

    private boolean holds(final int place, final RiskView view, final Verdict out) {
        final RateWindow window = windows[place];
        final boolean full = window.isFull(view.nowNs());
        final double actual = window.within(view.nowNs()) + 1;
        if (full) {
            out.reject(window.limit(), actual);
        } else {
            out.pass(window.limit(), actual);
        }
        return !full;
    }
}
