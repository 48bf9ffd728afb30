package io.millrace.retention;

/**
 * How much of a journal is to be kept.
 *
 * @param retainDays cycles that ended earlier may go; {@link #OFF} = none for their age
 * @param budgetBytes beyond so much the oldest may go; {@link #OFF} = none for their size
 */
public record RetentionPolicy(long retainDays, long budgetBytes) {
    /** Without this bound. */
    public static final long OFF = Long.MAX_VALUE;
}
