package io.millrace.proof;

import java.time.Instant;

/** Times in messages. */
final class Times {
    private static final long SECOND_NS = 1_000_000_000L;

    private Times() {}

    static String iso(final long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, SECOND_NS), Math.floorMod(timeNs, SECOND_NS))
                .toString();
    }
}
