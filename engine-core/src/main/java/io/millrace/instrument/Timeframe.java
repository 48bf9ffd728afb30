package io.millrace.instrument;

/**
 * Length of a bar as text ({@code 1m}, {@code 4h}, {@code 1d}) and as whole seconds. Immutable.
 *
 * @param seconds length in seconds, at least 1
 */
public record Timeframe(int seconds) {
    /** Longest bar accepted, in seconds: 366 days. */
    public static final int MAX_SECONDS = 366 * 86_400;

    private static final String UNITS = "smhdw";
    private static final int[] UNIT_SECONDS = {1, 60, 3_600, 86_400, 604_800};
    private static final int MAX_DIGITS = 8;

    public Timeframe {
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "timeframe of " + seconds + " s: expected 1 s to 366 days (" + MAX_SECONDS + " s)");
        }
    }

    /**
     * Reads a count and a unit: {@code s}, {@code m} (minutes), {@code h}, {@code d} or {@code w}.
     *
     * <p>Units are lower case ({@code H}, {@code D}, {@code W} are accepted too); {@code M} is refused because it means
     * months elsewhere.
     *
     * @throws IllegalArgumentException naming the text and what was expected
     */
    public static Timeframe parse(final String text) {
        final int last = text.length() - 1;
        if (last < 1 || last > MAX_DIGITS || text.charAt(last) == 'M') {
            throw bad(text);
        }
        final int unit = UNITS.indexOf(Character.toLowerCase(text.charAt(last)));
        if (unit < 0) {
            throw bad(text);
        }
        long count = 0;
        for (int i = 0; i < last; i++) {
            final char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw bad(text);
            }
            count = count * 10 + (c - '0');
        }
        final long seconds = count * UNIT_SECONDS[unit];
        if (seconds < 1 || seconds > MAX_SECONDS) {
            throw bad(text);
        }
        return new Timeframe((int) seconds);
    }

    /** Length in nanoseconds. */
    public long nanos() {
        return seconds * 1_000_000_000L;
    }

    /** Shortest text that {@link #parse} reads back, in the largest unit that divides the length. */
    public String format() {
        int unit = UNIT_SECONDS.length - 1;
        while (seconds % UNIT_SECONDS[unit] != 0) {
            unit--;
        }
        return Integer.toString(seconds / UNIT_SECONDS[unit]) + UNITS.charAt(unit);
    }

    @Override
    public String toString() {
        return format();
    }

    private static IllegalArgumentException bad(final String text) {
        return new IllegalArgumentException("timeframe \"" + text
                + "\": expected a count and a unit s, m, h, d or w, such as 1m, 5m, 1h, 4h, 1d (at most 366d)");
    }
}
