package io.millrace.venue;

/** When trading sessions end: the venue expires DAY orders by it. Must be a pure function of its arguments. */
public interface SessionClock {
    /** Markets that never close: a session is a UTC day. */
    SessionClock ROUND_THE_CLOCK = new UtcDays();

    /**
     * End of the session that {@code timeNs} belongs to, or of the next one between sessions; later than {@code
     * timeNs}.
     */
    long sessionEndNs(int instrument, long timeNs);
}
