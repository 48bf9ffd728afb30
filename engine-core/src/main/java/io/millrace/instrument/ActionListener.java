package io.millrace.instrument;

/** Receives corporate actions as they take effect. */
public interface ActionListener {
    /** {@code to} new units replace {@code from} old ones. */
    void onSplit(int instrument, int to, int from, long exTimeNs);

    /** Cash for each unit held, at 1e-8. */
    void onDividend(int instrument, long cash, long exTimeNs);

    /** Not traded any more; the holder gets this return on the last price, at 1e-8, which may be unknown. */
    default void onDelisting(final int instrument, final long finalReturn, final long exTimeNs) {}
}
