package io.millrace.view;

/** A position that is not flat. */
public record PositionLine(int sleeve, String strategy, String symbol, long quantity, long price, long value) {}
