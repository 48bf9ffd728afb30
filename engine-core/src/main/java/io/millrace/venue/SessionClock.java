package io.millrace.venue;

/**
 * When instruments trade: the venue expires DAY orders and lets orders wait by it. Must be a pure function of its
 * arguments.
 */
public interface SessionClock {
    /** Markets that never close: a session is a UTC day. */
    SessionClock ROUND_THE_CLOCK = new UtcDays();

    /**
     * End of the session that {@code timeNs} belongs to, or of the next one between sessions; later than {@code
     * timeNs}.
     */
    long sessionEndNs(int instrument, long timeNs);

    /** True when the instrument's market never closes. */
    boolean isRoundTheClock(int instrument);

    /** True when any of {@code [fromNs, toNs)}, or {@code fromNs} itself, lies in a session. */
    boolean overlaps(int instrument, long fromNs, long toNs);

    /** True when the instrument was closed at any time from {@code fromNs} to {@code toNs}, both included. */
    boolean pauses(int instrument, long fromNs, long toNs);
}
