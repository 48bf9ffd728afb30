package io.millrace.schedule;

/**
 * How a schedule stands; times in nanoseconds UTC.
 *
 * @param lastNs when it last ran; {@code Long.MIN_VALUE} when it did not
 * @param nextNs {@link Trigger#NEVER} when it does not come any more
 * @param outcome of the last run in this process; empty when there was none
 */
public record ScheduleLine(String name, String job, String when, long lastNs, long nextNs, String outcome) {}
