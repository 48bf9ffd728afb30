package io.millrace.live;

/** All conditions held at one moment. Made by {@link LiveGate} only. */
public final class LivePermit {
    private final long grantedMs;

    LivePermit(long grantedMs) {
        this.grantedMs = grantedMs;
    }

    /** When; milliseconds since 1970. */
    public long grantedMs() {
        return grantedMs;
    }
}
