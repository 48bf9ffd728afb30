package io.millrace.follow;

import io.millrace.event.Stateful;
import io.millrace.event.Step;
import java.io.IOException;

/**
 * What is done with the steps of a journal. Called by the follower's thread only; whatever fails with an IOException is
 * begun again, from the first step or from the newest state that it saved, so each work has to know what it has done
 * already.
 */
public interface Work extends Stateful {
    /** A new attempt: what it writes to is opened, and it stands before the first step. */
    void begin() throws IOException;

    /** It stands before the first step again, or is about to read a state. */
    void reset();

    /** Asked when a state was read: true when all is there that this state says was done. */
    boolean isKept();

    /** True when nothing up to the newest step would be missed, were the next attempt to begin behind it. */
    boolean settle() throws IOException;

    /** The next step; its buffer is valid during the call only. */
    void onStep(Step step) throws IOException;

    /** A batch is over: the time to flush and to look at the clock. Also called while nothing comes. */
    void onPause() throws IOException;

    /** No more calls before the next {@link #begin}, whether it went well or not. */
    void end();

    /** It failed, and will be begun again. */
    void onTrouble(String why);
}
