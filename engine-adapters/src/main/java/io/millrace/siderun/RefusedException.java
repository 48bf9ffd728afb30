package io.millrace.siderun;

/** A backtest that is not begun; the message says why not and what to do. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean busy;

    /** @param busy true when the same would be taken later */
    public RefusedException(boolean busy, String message) {
        super(message);
        this.busy = busy;
    }

    public boolean busy() {
        return busy;
    }
}
