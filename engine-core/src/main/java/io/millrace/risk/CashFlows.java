package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/**
 * What was paid into each sleeve, or taken out of it, since a watch looked last: money that is no profit and no loss.
 * Money at 1e-8.
 */
final class CashFlows implements Stateful {
    private final long[] seen;

    CashFlows(final int strategyCount) {
        seen = new long[strategyCount];
        Arrays.fill(seen, Absent.FIXED);
    }

    /** The change of the sleeve's deposits since the last call; 0 at the first. */
    long take(final int strategy, final RiskView view) {
        final long before = seen[strategy];
        seen[strategy] = view.deposits(strategy);
        return before == Absent.FIXED ? 0 : Saturating.subtract(seen[strategy], before);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final long deposits : seen) {
            sink.putLong(deposits);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < seen.length; i++) {
            seen[i] = source.getLong();
        }
    }
}
