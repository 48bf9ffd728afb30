package io.millrace.instrument;

/**
 * What completes a bar, as text and as one number. Immutable.
 *
 * <p>Time: {@code 1m}, {@code 4h}, {@code 1d}. Trades: {@code 100t}. Units traded: {@code 50v}. Quote currency traded,
 * the dollar bar: {@code 1000000q} ({@code d} is days).
 *
 * @param code seconds for a bar of time; for the others the count with the place of its {@link BarKind} above bit 28.
 *     What is called a timeframe in seconds elsewhere is this code
 */
public record Timeframe(int code) {
    /** Longest bar accepted, in seconds: 366 days. */
    public static final int MAX_SECONDS = 366 * 86_400;

    /** Largest count of a bar that is not of time. */
    public static final int MAX_COUNT = (1 << 28) - 1;

    private static final int KIND_SHIFT = 28;
    private static final BarKind[] KINDS = BarKind.values();
    private static final String UNITS = "smhdw";
    private static final int[] UNIT_SECONDS = {1, 60, 3_600, 86_400, 604_800};

    /** Units of the kinds, in their order; a bar of time has those above. */
    private static final String SIZES = "_tvq";

    private static final int MAX_DIGITS = 9;

    public Timeframe {
        if (code < 1 || code >>> KIND_SHIFT >= KINDS.length || (code & MAX_COUNT) == 0) {
            throw new IllegalArgumentException("timeframe code " + code + ": expected seconds, or a count of 1 to "
                    + MAX_COUNT + " with a kind of bar of 1 to " + (KINDS.length - 1) + " above it");
        }
        if (code <= MAX_COUNT && code > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "timeframe of " + code + " s: expected 1 s to 366 days (" + MAX_SECONDS + " s)");
        }
    }

    /** A bar of {@code count} of a kind; seconds for time. */
    public static Timeframe of(final BarKind kind, final int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException(
                    "bar of " + count + " " + kind + ": expected a count of 1 to " + MAX_COUNT);
        }
        return new Timeframe(kind.ordinal() << KIND_SHIFT | count);
    }

    /**
     * Reads a count and a unit: {@code s}, {@code m} (minutes), {@code h}, {@code d} or {@code w} of time, {@code t}
     * (trades), {@code v} (units traded), {@code q} (quote currency traded).
     *
     * <p>Units are lower case (upper case is accepted too); {@code M} is refused because it means months elsewhere.
     *
     * @throws IllegalArgumentException naming the text and what was expected
     */
    public static Timeframe parse(final String text) {
        final int last = text.length() - 1;
        if (last < 1 || last > MAX_DIGITS || text.charAt(last) == 'M') {
            throw bad(text);
        }
        final char letter = Character.toLowerCase(text.charAt(last));
        final int unit = UNITS.indexOf(letter);
        final int size = SIZES.indexOf(letter);
        long count = 0;
        for (int i = 0; i < last; i++) {
            final char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw bad(text);
            }
            count = count * 10 + (c - '0');
        }
        final long amount = unit < 0 ? count : count * UNIT_SECONDS[unit];
        if ((unit < 0 && size < 1) || amount < 1 || amount > (unit < 0 ? MAX_COUNT : MAX_SECONDS)) {
            throw bad(text);
        }
        return of(unit < 0 ? KINDS[size] : BarKind.TIME, (int) amount);
    }

    /** True when bars of {@code wanted} can be built from bars of {@code smaller}, both given as codes. */
    public static boolean isMadeOf(final int wanted, final int smaller) {
        if (smaller < 1 || smaller > MAX_SECONDS) {
            return false;
        }
        return wanted <= MAX_COUNT ? wanted % smaller == 0 : wanted >>> KIND_SHIFT > BarKind.TICKS.ordinal();
    }

    public BarKind kind() {
        return KINDS[code >>> KIND_SHIFT];
    }

    /** How many trades, units or amounts of the quote currency fill a bar; seconds for time. */
    public int count() {
        return code & MAX_COUNT;
    }

    /** Length of a bar of time. */
    public int seconds() {
        if (kind() != BarKind.TIME) {
            throw new IllegalStateException("bars of " + format() + " have no length in seconds");
        }
        return code;
    }

    /** Length of a bar of time in nanoseconds. */
    public long nanos() {
        return seconds() * 1_000_000_000L;
    }

    /** Shortest text that {@link #parse} reads back, of time in the largest unit that divides the length. */
    public String format() {
        if (kind() != BarKind.TIME) {
            return Integer.toString(count()) + SIZES.charAt(kind().ordinal());
        }
        int unit = UNIT_SECONDS.length - 1;
        while (code % UNIT_SECONDS[unit] != 0) {
            unit--;
        }
        return Integer.toString(code / UNIT_SECONDS[unit]) + UNITS.charAt(unit);
    }

    @Override
    public String toString() {
        return format();
    }

    private static IllegalArgumentException bad(final String text) {
        return new IllegalArgumentException("timeframe \"" + text
                + "\": expected a count and a unit s, m, h, d or w, such as 1m, 5m, 1h, 4h, 1d (at most 366d);"
                + " or t (trades), v (units traded), q (quote currency traded), such as 100t, 50v, 1000000q (at most "
                + MAX_COUNT + ")");
    }
}
