package io.millrace.venue;

/** Sessions of 24 hours that end at midnight UTC. */
final class UtcDays implements SessionClock {
    private static final long DAY_NS = 86_400_000_000_000L;

    @Override
    public long sessionEndNs(final int instrument, final long timeNs) {
        return (Math.floorDiv(timeNs, DAY_NS) + 1) * DAY_NS;
    }

    @Override
    public boolean isRoundTheClock(final int instrument) {
        return true;
    }

    @Override
    public boolean overlaps(final int instrument, final long fromNs, final long toNs) {
        return true;
    }

    @Override
    public boolean pauses(final int instrument, final long fromNs, final long toNs) {
        return false;
    }
}
