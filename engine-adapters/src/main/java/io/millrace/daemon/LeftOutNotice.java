package io.millrace.daemon;

import java.util.function.Consumer;

/**
 * Says how many trades a connection brought that the journal has already: a venue that plays its past again after a
 * reconnect would else look as if rows were lost. Waits for the burst to be over, so that one sentence has the whole
 * number. One thread.
 */
final class LeftOutNotice {
    private static final long QUIET_NS = 500_000_000L;
    private static final long LONGEST_NS = 10_000_000_000L;

    private final Consumer<String> say;
    private long said;
    private long seen;
    private long seenAtNs;
    private long firstAtNs;

    LeftOutNotice(Consumer<String> say) {
        this.say = say;
    }

    /**
     * Looks at the count; says it when it has stood still for a while.
     *
     * @param leftOut of the whole session
     */
    void look(long leftOut, long nowNs) {
        if (leftOut > seen) {
            firstAtNs = seen == said ? nowNs : firstAtNs;
            seen = leftOut;
            seenAtNs = nowNs;
        }
        if (seen > said && (nowNs - seenAtNs >= QUIET_NS || nowNs - firstAtNs >= LONGEST_NS)) {
            say.accept("feed up: " + (seen - said) + " trades already journaled left out");
            said = seen;
        }
    }
}
