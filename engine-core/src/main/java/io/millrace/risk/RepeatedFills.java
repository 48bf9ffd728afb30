package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import java.util.Arrays;

/**
 * Orders of a strategy that filled on one side of one instrument within a minute: what a strategy does that buys and
 * buys. At the limit it is paused until a person resumes. Limit and actual in orders; further fills of the order that
 * filled last count with it.
 */
final class RepeatedFills implements Watch {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final RiskLimits limits;
    private final int[] first;
    private final int[] next;
    private final long[] timesNs;
    private final long[] keys;
    private final long[] lastOrder;

    RepeatedFills(final RiskLimits limits, final int strategyCount) {
        this.limits = limits;
        first = new int[strategyCount + 1];
        next = new int[strategyCount];
        lastOrder = new long[strategyCount];
        for (int i = 0; i < strategyCount; i++) {
            first[i + 1] =
                    Math.addExact(first[i], places(limits.strategy(i).conduct().repeatedFills()));
        }
        timesNs = new long[first[strategyCount]];
        keys = new long[first[strategyCount]];
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
        final int places = first[strategy + 1] - first[strategy];
        if (places == 0 || orderId == lastOrder[strategy]) {
            return;
        }
        lastOrder[strategy] = orderId;
        final long key = key(instrument, side);
        timesNs[first[strategy] + next[strategy]] = view.nowNs();
        keys[first[strategy] + next[strategy]] = key;
        next[strategy] = (next[strategy] + 1) % places;
        int filled = 0;
        for (int i = first[strategy]; i < first[strategy + 1]; i++) {
            filled += keys[i] == key && view.nowNs() - timesNs[i] < MINUTE_NS ? 1 : 0;
        }
        final long limit = limits.strategy(strategy).conduct().repeatedFills();
        if (filled >= limit) {
            board.pause(strategy, RiskControl.REPEATED_FILLS, StrategyPause.FOR_GOOD, (double) limit, (double) filled);
        }
    }

    @Override
    public void onResume() {
        Arrays.fill(keys, 0);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < next.length; i++) {
            sink.putLong(next[i]);
            sink.putLong(lastOrder[i]);
        }
        for (int i = 0; i < keys.length; i++) {
            sink.putLong(keys[i]);
            sink.putLong(timesNs[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < next.length; i++) {
            next[i] = source.getInt("RepeatedFills.next");
            lastOrder[i] = source.getLong();
        }
        for (int i = 0; i < keys.length; i++) {
            keys[i] = source.getLong();
            timesNs[i] = source.getLong();
        }
    }

    /** Room for fills of other instruments and the other side between those that are counted. */
    private static int places(final long limit) {
        return limit == RiskLimits.UNLIMITED ? 0 : Math.toIntExact(4 * limit);
    }

    /** Never 0, which marks an empty place. */
    private static long key(final int instrument, final Side side) {
        return (long) instrument << 8 | side.value();
    }
}
