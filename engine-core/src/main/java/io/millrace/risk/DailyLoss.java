package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;
import java.util.Arrays;

/**
 * K6: what is lost since the start of the trading day, of the account and of each sleeve, as a fraction of its equity
 * then. At the limit entries stop for the rest of the day; at a
 * multiple of it the account halts until a person resumes. A day starts with the last figure of the day before, so that
 * a gap over night counts.
 *
 * <p>Counted, in the account's currency: trades, fees, positions at their prices, and what exchange rates do to
 * positions and cash in other currencies.
 * What a sleeve is given or gives is neither won nor lost; an exchange costs its cost.
 *
 * <p>Limit and actual are fractions. A person who resumes starts the day anew.
 */
final class DailyLoss implements Watch {
    private final LimitsInForce limits;
    private final int account;
    private final long[] start;
    private final long[] last;
    private final boolean[] tripped;
    private final CashFlows flows;
    private boolean halts;

    DailyLoss(final LimitsInForce limits, final int strategyCount) {
        this.limits = limits;
        account = strategyCount;
        start = new long[strategyCount + 1];
        last = new long[strategyCount + 1];
        tripped = new boolean[strategyCount + 1];
        flows = new CashFlows(strategyCount);
        Arrays.fill(start, Absent.FIXED);
        Arrays.fill(last, Absent.FIXED);
    }

    @Override
    public void onDay(final RiskView view, final RiskBoard board) {
        for (int scope = 0; scope <= account; scope++) {
            start[scope] = last[scope];
            if (tripped[scope]) {
                tripped[scope] = false;
                if (scope == account) {
                    board.relax(RiskControl.DAILY_LOSS, fraction(scope), 0);
                } else {
                    board.release(scope, RiskControl.DAILY_LOSS, fraction(scope), 0);
                }
            }
        }
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        for (int scope = 0; scope < account; scope++) {
            final long equity = view.equity(scope);
            if (equity != Absent.FIXED) {
                shift(scope, flows.take(scope, view));
                follow(scope, equity, board);
            }
        }
        follow(account, view.accountEquity(), board);
    }

    /** What the sleeve got or gave is neither won nor lost: a day looks as if it had begun with it. */
    private void shift(final int scope, final long flow) {
        if (flow != 0 && start[scope] != Absent.FIXED) {
            start[scope] = Saturating.add(start[scope], flow);
        }
    }

    @Override
    public void onResume() {
        if (halts) {
            halts = false;
            tripped[account] = true;
        }
        for (int scope = 0; scope <= account; scope++) {
            if (tripped[scope]) {
                tripped[scope] = false;
                start[scope] = Absent.FIXED;
            }
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int scope = 0; scope <= account; scope++) {
            sink.putLong(start[scope]);
            sink.putLong(last[scope]);
            sink.putLong(tripped[scope] ? 1 : 0);
        }
        flows.writeState(sink);
        sink.putLong(halts ? 1 : 0);
    }

    @Override
    public void readState(final StateSource source) {
        for (int scope = 0; scope <= account; scope++) {
            start[scope] = source.getLong();
            last[scope] = source.getLong();
            tripped[scope] = source.getBoolean("DailyLoss.tripped");
        }
        flows.readState(source);
        halts = source.getBoolean("DailyLoss.halts");
    }

    private void follow(final int scope, final long equity, final RiskBoard board) {
        if (equity == Absent.FIXED) {
            return;
        }
        last[scope] = equity;
        if (start[scope] == Absent.FIXED) {
            start[scope] = equity;
        }
        final long limit = limit(scope);
        final long from = start[scope];
        if (scope == account) {
            haltAt(from, equity, board);
        }
        if (tripped[scope] || limit == RiskLimits.UNLIMITED || from <= 0) {
            return;
        }
        final long loss = Saturating.subtract(from, equity);
        if (loss >= Saturating.multiplyUp(from, limit)) {
            tripped[scope] = true;
            if (scope == account) {
                board.reduce(RiskControl.DAILY_LOSS, fraction(scope), (double) loss / from);
            } else {
                board.pause(
                        scope, RiskControl.DAILY_LOSS, StrategyPause.FOR_GOOD, fraction(scope), (double) loss / from);
            }
        }
    }

    private void haltAt(final long from, final long equity, final RiskBoard board) {
        final long multiple = limits.guards().steps().dailyLossHalt();
        final long limit = limit(account);
        if (multiple == RiskLimits.UNLIMITED || limit == RiskLimits.UNLIMITED || from <= 0) {
            return;
        }
        final long most = Fixed.multiplyUp(limit, multiple);
        final long loss = Saturating.subtract(from, equity);
        if (loss >= Saturating.multiplyUp(from, most)) {
            // Only here: the start is measured anew by the same resume that ends the halt.
            halts |= board.halt(RiskControl.DAILY_LOSS, Fixed.toDouble(most), (double) loss / from);
        }
    }

    private long limit(final int scope) {
        return scope == account
                ? limits.loss().dailyLoss()
                : limits.strategy(scope).dailyLoss();
    }

    private double fraction(final int scope) {
        return Fixed.toDouble(limit(scope));
    }
}
