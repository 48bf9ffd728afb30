package io.millrace.event;

/**
 * Where a stateful component writes itself, field after field in a fixed order.
 *
 * <p>One implementation folds the fields into the state hash, another writes a snapshot: what is hashed is
 * what is saved.
 */
public interface StateSink {
    void putLong(long value);

    /** Writes the raw bits, so that two NaNs of different payload differ and -0.0 differs from 0.0. */
    default void putDouble(final double value) {
        putLong(Double.doubleToRawLongBits(value));
    }
}
