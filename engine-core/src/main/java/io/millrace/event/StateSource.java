package io.millrace.event;

/**
 * Where a stateful component reads itself back, field after field in the order in which it wrote them to a {@link
 * StateSink}.
 *
 * <p>The checks are for what would otherwise go wrong far from its cause: a count beyond an array, a code that no
 * constant has, a part of another configuration. {@code field} is the component and the field, as {@code Lag.position};
 * it is only used in messages.
 */
public interface StateSource {
    /** The next field. */
    long getLong();

    /** The next field, as {@link StateSink#putDouble} wrote it, every bit of it. */
    default double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    default int getInt(final String field) {
        final long value = getLong();
        if (value != (int) value) {
            throw refused(field, value, "a number of 32 bits");
        }
        return (int) value;
    }

    /** A flag, written as 1 or 0. */
    default boolean getBoolean(final String field) {
        return getFlags(field, 1) != 0;
    }

    /** Several flags in one field, of which no other bit than those of {@code mask} may be set. */
    default int getFlags(final String field, final int mask) {
        final long value = getLong();
        if ((value & ~mask) != 0) {
            throw refused(field, value, "no bits but those of " + mask);
        }
        return (int) value;
    }

    /** How many of something there are, or a code: 0 to {@code most}. */
    default int getCount(final String field, final int most) {
        final long value = getLong();
        if (value < 0 || value > most) {
            throw refused(field, value, "0 to " + most);
        }
        return (int) value;
    }

    /** A place in something that has {@code length} of them; 0 too where there are none. */
    default int getIndex(final String field, final int length) {
        return getCount(field, Math.max(0, length - 1));
    }

    /** A field that is the same for every state of this configuration. */
    default void expect(final String field, final long expected) {
        final long value = getLong();
        if (value != expected) {
            throw refused(field, value, Long.toString(expected));
        }
    }

    /** What to throw when a field is impossible. */
    static StateException refused(final String field, final long value, final String expected) {
        return new StateException("saved state, " + field + ": " + value + " where " + expected
                + " was expected. The state is of another configuration or build; run the journal from its begin.");
    }
}
