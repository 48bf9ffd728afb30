package io.millrace.chronicle;

import net.openhft.chronicle.core.time.TimeProvider;

/**
 * The time by which cycles roll. Never less than it has been, nor than the start of the last cycle file: when the clock
 * goes back over a roll, the library hides the newer cycle. Advanced by the appender, at a roll only.
 */
final class CycleClock implements TimeProvider {
    private volatile long nowMs;

    CycleClock(final long startMs) {
        nowMs = startMs;
    }

    /** Advances to the given time unless that would be a step back. One thread. */
    void advance(final long timeMs) {
        nowMs = Math.max(nowMs, timeMs);
    }

    @Override
    public long currentTimeMillis() {
        return nowMs;
    }

    @Override
    public long currentTimeMicros() {
        return nowMs * 1_000;
    }

    @Override
    public long currentTimeNanos() {
        return nowMs * 1_000_000;
    }
}
