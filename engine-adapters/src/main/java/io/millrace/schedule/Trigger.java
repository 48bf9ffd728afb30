package io.millrace.schedule;

/** When a schedule is due. Pure; times in nanoseconds UTC. Any thread. */
@FunctionalInterface
public interface Trigger {
    /** What does not come any more. */
    long NEVER = Long.MAX_VALUE;

    /** The first time after this one; {@link #NEVER} when there is none. */
    long next(long afterNs);

    /** The last time up to {@code untilNs} of those after {@code afterNs}, of the newest few; NEVER if none is. */
    default long newest(long afterNs, long untilNs) {
        long span = untilNs - afterNs > SEARCHED_NS ? SEARCHED_NS : untilNs - afterNs;
        long newest = NEVER;
        for (long due = next(untilNs - span); due <= untilNs; due = next(due)) {
            newest = due;
        }
        return newest == NEVER && next(afterNs) <= untilNs ? next(afterNs) : newest;
    }

    /** Ten days: what recurs more seldom is found by its first time instead. */
    long SEARCHED_NS = 10 * 86_400_000_000_000L;
}
