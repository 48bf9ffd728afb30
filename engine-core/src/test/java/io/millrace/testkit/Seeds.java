package io.millrace.testkit;

import java.util.Random;

/** The seed of a random test: printed, so that a failure can be repeated with {@code -Dseed=N}. Any thread. */
public final class Seeds {
    private Seeds() {}

    /** Returns the seed given by {@code -Dseed}, else {@code fallback}, and prints it with the name of the test. */
    public static long seed(final String test, final long fallback) {
        final String given = System.getProperty("seed");
        final long seed = given == null || given.isBlank() ? fallback : parse(given.trim());
        System.out.println(test + ": repeat with -Dseed=" + seed);
        return seed;
    }

    /** Returns a generator on {@link #seed}. */
    public static Random random(final String test, final long fallback) {
        return new Random(seed(test, fallback));
    }

    private static long parse(final String given) {
        try {
            return Long.parseLong(given);
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("-Dseed=" + given + " is not a whole number; give one, as -Dseed=42", e);
        }
    }
}
