package io.millrace.siderun;

import java.time.Instant;

/**
 * A backtest, and what became of it. Immutable.
 *
 * @param id its folder's name
 * @param what was asked for, in words
 * @param begun by the wall clock
 * @param error the program's own words; empty when there are none
 * @param report path of its report; empty when there is none
 */
public record SideRun(
        String id,
        String actor,
        long requestKey,
        String what,
        Instant begun,
        State state,
        String error,
        String report) {
    /** Where it is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        /** The daemon ended before it did. */
        LOST
    }

    SideRun ended(State now, String why, String page) {
        return new SideRun(id, actor, requestKey, what, begun, now, why, page);
    }
}
