package io.millrace.report;

/** One execution: price and quantity at 1e-8, quantity positive on both sides. */
public record Fill(String symbol, long timeNs, boolean buy, long price, long quantity) {}
