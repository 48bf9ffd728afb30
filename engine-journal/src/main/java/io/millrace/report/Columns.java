package io.millrace.report;

/** Checks on parallel arrays handed in by callers. */
final class Columns {
    private Columns() {}

    static void requireSameLength(final String what, final int expected, final int... others) {
        for (final int other : others) {
            if (other != expected) {
                throw new IllegalArgumentException(what + ": found columns of " + expected + " and " + other
                        + " values, expected one value a sample in each; pass arrays of equal length");
            }
        }
    }

    static void requireOrdered(final String what, final long[] timeNs) {
        for (int i = 1; i < timeNs.length; i++) {
            if (timeNs[i] < timeNs[i - 1]) {
                throw new IllegalArgumentException(what + ": sample " + i + " has time " + timeNs[i]
                        + " ns, before its predecessor's " + timeNs[i - 1]
                        + "; expected times that never go back, sort the samples first");
            }
        }
    }
}
