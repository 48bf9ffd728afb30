package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import java.util.Arrays;

/**
 * Orders of a strategy that filled in one trading day: at the limit it is paused until a person resumes, who has looked
 * at what it does. Limit and actual in orders; further fills of the order that filled last count with it.
 */
final class FilledOrders implements Watch {
    private final RiskLimits limits;
    private final long[] filled;
    private final long[] lastOrder;

    FilledOrders(final RiskLimits limits, final int strategyCount) {
        this.limits = limits;
        filled = new long[strategyCount];
        lastOrder = new long[strategyCount];
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
        if (orderId == lastOrder[strategy]) {
            return;
        }
        lastOrder[strategy] = orderId;
        filled[strategy]++;
        final long limit = limits.strategy(strategy).conduct().filledPerDay();
        if (filled[strategy] >= limit) {
            board.pause(strategy, RiskControl.REPEATED_FILLS, StrategyPause.FOR_GOOD, (double) limit, (double)
                    filled[strategy]);
        }
    }

    @Override
    public void onDay(final RiskView view, final RiskBoard board) {
        Arrays.fill(filled, 0);
    }

    @Override
    public void onResume() {
        Arrays.fill(filled, 0);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < filled.length; i++) {
            sink.putLong(filled[i]);
            sink.putLong(lastOrder[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < filled.length; i++) {
            filled[i] = source.getLong();
            lastOrder[i] = source.getLong();
        }
    }
}
