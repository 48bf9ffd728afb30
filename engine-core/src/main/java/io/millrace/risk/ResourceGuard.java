package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;

/**
 * What the machine has left, as events of the journal tell it: with a ring too full or too little disk only reducing
 * orders leave until there is enough again, and when it lasts trading halts until a person resumes. What was never told
 * says nothing; a figure that is no number is too little.
 *
 * <p>Limit and actual: the fraction of the ring that is full, else MiB of free disk.
 */
final class ResourceGuard implements Watch {
    private static final long ENOUGH = Long.MAX_VALUE;

    private final ResourceLimits limits;
    private long shortSinceNs = ENOUGH;

    ResourceGuard(final ResourceLimits limits) {
        this.limits = limits;
    }

    /** @param ringFill 0 to 1 */
    void onResources(final double ringFill, final double freeDiskMb, final long nowNs, final RiskBoard board) {
        // Not "more than": what is no number does not hold.
        final boolean ringHolds = limits.maxRingFill() == RiskLimits.UNLIMITED || ringFill <= maxRingFill();
        final boolean diskHolds =
                limits.minFreeDiskMb() == RiskLimits.UNLIMITED || freeDiskMb >= limits.minFreeDiskMb();
        if (ringHolds && diskHolds) {
            if (shortSinceNs != ENOUGH) {
                shortSinceNs = ENOUGH;
                board.relax(RiskControl.RESOURCE_GUARD, maxRingFill(), ringFill);
            }
            return;
        }
        shortSinceNs = Math.min(shortSinceNs, nowNs);
        if (ringHolds) {
            board.reduce(RiskControl.RESOURCE_GUARD, (double) limits.minFreeDiskMb(), freeDiskMb);
        } else {
            board.reduce(RiskControl.RESOURCE_GUARD, maxRingFill(), ringFill);
        }
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        if (shortSinceNs != ENOUGH && view.nowNs() - shortSinceNs >= limits.haltNs()) {
            board.halt(RiskControl.RESOURCE_GUARD, limits.haltNs() / 1e9, (view.nowNs() - shortSinceNs) / 1e9);
        }
    }

    /** Until it is told again that there is too little. */
    @Override
    public void onResume() {
        shortSinceNs = ENOUGH;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(shortSinceNs);
    }

    @Override
    public void readState(final StateSource source) {
        shortSinceNs = source.getLong();
    }

    private double maxRingFill() {
        return Verdict.number(limits.maxRingFill());
    }
}
