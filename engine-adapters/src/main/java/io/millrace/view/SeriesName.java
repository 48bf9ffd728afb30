package io.millrace.view;

/** Bars that there are: of which symbol, in which timeframe, how many. */
public record SeriesName(String symbol, String timeframe, int bars) {}
