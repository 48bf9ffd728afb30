package io.millrace.report;

/**
 * A position opened and closed again. Amounts at 1e-8.
 *
 * @param fees paid on both legs
 * @param pnl profit in account currency after fees
 */
public record RoundTrip(String symbol, boolean isLong, long quantity, Leg entry, Leg exit, long fees, long pnl) {
    /** One end of a round trip: nanoseconds since 1970 UTC and the price at 1e-8. */
    public record Leg(long timeNs, long price) {}

    long holdingNs() {
        return exit.timeNs() - entry.timeNs();
    }
}
