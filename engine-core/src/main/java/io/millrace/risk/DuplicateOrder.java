package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.intent.OrderIntent;

/**
 * K16: the strategy asked for the same order a moment ago. Same: instrument, side, type, sizes and prices, as asked
 * for,
 * before scaling. Limit and actual in seconds: the window, and the time since the equal order (infinite when there was
 * none). One order may meet several others of the account: sides of internal trades are not held against it.
 *
 * <p>Remembers the newest {@value #REMEMBERED} orders of each strategy; more within one window are not compared.
 */
final class DuplicateOrder implements Control, Watch {
    /** Orders remembered for each strategy. */
    static final int REMEMBERED = 16;

    private static final int FIELDS = 6;
    private static final double NANOS = 1e9;
    private static final long NEVER = Long.MAX_VALUE;

    private final RiskLimits limits;
    private final long[] entries;
    private final int[] next;

    DuplicateOrder(final RiskLimits limits, final int strategyCount) {
        this.limits = limits;
        entries = new long[Math.multiplyExact(strategyCount, REMEMBERED * FIELDS)];
        next = new int[strategyCount];
    }

    @Override
    public RiskControl code() {
        return RiskControl.DUPLICATE_ORDER;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long window = limits.order().duplicateWindowNs();
        final long sinceNs = order.origin == OrderOrigin.NETTING
                ? NEVER
                : sinceEqual(order.intent, view.nowNs() - window, view.nowNs());
        out.set(
                sinceNs == NEVER ? RiskAction.PASS : RiskAction.REJECT,
                window / NANOS,
                sinceNs == NEVER ? Double.POSITIVE_INFINITY : sinceNs / NANOS);
    }

    /** Time since the newest equal order after {@code afterNs}: from the newest back, most often only that one. */
    private long sinceEqual(final OrderIntent intent, final long afterNs, final long nowNs) {
        final int from = intent.strategy * REMEMBERED;
        int place = next[intent.strategy];
        for (int i = 0; i < REMEMBERED; i++) {
            place = place == 0 ? REMEMBERED - 1 : place - 1;
            final int at = (from + place) * FIELDS;
            if (entries[at] <= afterNs) {
                return NEVER;
            }
            if (isEqual(entries, at, intent)) {
                return nowNs - entries[at];
            }
        }
        return NEVER;
    }

    @Override
    public void onApproved(final OrderIntent intent, final long nowNs) {
        final int strategy = intent.strategy;
        final int at = (strategy * REMEMBERED + next[strategy]) * FIELDS;
        next[strategy] = (next[strategy] + 1) % REMEMBERED;
        entries[at] = nowNs;
        entries[at + 1] = key(intent);
        entries[at + 2] = intent.quantity;
        entries[at + 3] = intent.cashQuantity;
        entries[at + 4] = intent.limitPrice;
        entries[at + 5] = intent.stopPrice;
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final long entry : entries) {
            sink.putLong(entry);
        }
        for (final int place : next) {
            sink.putLong(place);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < entries.length; i++) {
            entries[i] = source.getLong();
        }
        for (int i = 0; i < next.length; i++) {
            next[i] = source.getInt("DuplicateOrder.next");
        }
    }

    private static boolean isEqual(final long[] entries, final int at, final OrderIntent intent) {
        return entries[at + 1] == key(intent)
                && entries[at + 2] == intent.quantity
                && entries[at + 3] == intent.cashQuantity
                && entries[at + 4] == intent.limitPrice
                && entries[at + 5] == intent.stopPrice;
    }

    /** Never 0, which marks an empty place. */
    private static long key(final OrderIntent intent) {
        return (long) intent.instrument << 16 | intent.side.value() << 8 | intent.type.value();
    }
}
