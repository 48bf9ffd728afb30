package io.millrace.event;

/** The values that mean "not given" in events; the schema's null values by name. */
public final class Absent {
    /** No price, quantity, money or time. */
    public static final long FIXED = Long.MIN_VALUE;

    /** No instrument. */
    public static final int INSTRUMENT = 0xFFFF_FFFF;

    /** No strategy: the account as a whole. */
    public static final int STRATEGY = 0xFFFF;

    private Absent() {}
}
