package io.millrace.view;

/** A completed bar. */
public record BarLine(long openTimeNs, long open, long high, long low, long close, long volume) {}
