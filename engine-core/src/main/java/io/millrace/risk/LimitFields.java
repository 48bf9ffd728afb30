package io.millrace.risk;

/**
 * What is done with every limit in turn: reading it from settings, writing it there, checking its range. Each record of
 * limits lists its fields once, and the three uses cannot come apart.
 *
 * <p>Every method gets the field's key and present value and returns the value to go on with. Times are nanoseconds
 * here and milliseconds in settings; {@code OrOff} fields may be {@link RiskLimits#UNLIMITED}, written {@code off}.
 */
interface LimitFields {
    /** A fraction, money or quantity at 1e-8. */
    long fixed(String key, long value, long minimum, long maximum);

    long fixedOrOff(String key, long value, long minimum, long maximum);

    long millis(String key, long valueNs, long minimumMs, long maximumMs);

    long millisOrOff(String key, long valueNs, long minimumMs, long maximumMs);

    long count(String key, long value, long minimum, long maximum);

    long countOrOff(String key, long value, long minimum, long maximum);

    boolean flag(String key, boolean value);

    String text(String key, String value);

    /** Says that fields do not fit each other. */
    void violation(String text);
}
