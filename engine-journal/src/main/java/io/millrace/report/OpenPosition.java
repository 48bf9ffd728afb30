package io.millrace.report;

/**
 * What one strategy holds of one instrument at the end of a run. Amounts at 1e-8.
 *
 * @param quantity negative for a short one; in today's units, splits counted
 * @param cost what the open lots were paid for; negative: what they were sold for
 * @param price the last one
 */
public record OpenPosition(int strategy, String symbol, long quantity, long cost, long price) {}
