package io.millrace.daemon;

import io.millrace.view.FeedFigures;
import java.util.List;

/** Gives the rows of a session to the engine and ends it, on a thread of its own. Any thread may call. */
interface Feeder {
    void start();

    /** Ends the session as soon as the row at hand is in. */
    void stop();

    /** Lets the thread go: nobody reads the inlet any more. */
    void abandon();

    /** True when no row will come any more. */
    boolean atEnd();

    /** Rows given to the engine in this session. */
    long rows();

    /** Where the rows come from, and what became of them. */
    List<FeedFigures> figures();

    /** What went wrong; null while nothing did. */
    Throwable fault();
}
