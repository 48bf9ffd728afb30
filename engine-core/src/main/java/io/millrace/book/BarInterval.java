package io.millrace.book;

/** Which interval of a timeframe a moment belongs to; intervals are half open, {@code [start, end)}. */
final class BarInterval {
    private static final long NANOS = 1_000_000_000L;
    private static final int WEEK_SECONDS = 7 * 86_400;

    /** 1970-01-01 was a Thursday; weeks start on Monday, four days later. */
    private static final long FIRST_MONDAY_NS = 4L * 86_400 * NANOS;

    private BarInterval() {}

    static long lengthNs(final int timeframeSeconds) {
        return timeframeSeconds * NANOS;
    }

    /** Start of the interval that holds {@code timeNs}. Intervals below a week are aligned to the UTC epoch. */
    static long startNs(final long timeNs, final int timeframeSeconds) {
        final long length = lengthNs(timeframeSeconds);
        final long anchor = timeframeSeconds == WEEK_SECONDS ? FIRST_MONDAY_NS : 0;
        return Math.floorDiv(timeNs - anchor, length) * length + anchor;
    }
}
