package io.millrace.daemon;

/** Exit codes of the command line's contract, as far as a daemon ends with them. */
final class ExitCodes {
    static final int DONE = 0;

    /** What was asked about is bad: an answer of no, or a run to its end with a strategy that threw. */
    static final int REFUSED = 1;

    static final int USAGE = 2;
    static final int JOURNAL = 3;
    static final int KILLED = 5;
    static final int FAULT = 70;

    private ExitCodes() {}
}
