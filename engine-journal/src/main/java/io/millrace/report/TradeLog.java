package io.millrace.report;

import java.util.List;

/** What was executed: every fill in order of time, and the round trips they closed. Immutable. */
public record TradeLog(List<Fill> fills, List<RoundTrip> roundTrips) {
    /** A run that never traded. */
    public static final TradeLog NONE = new TradeLog(List.of(), List.of());

    public TradeLog {
        fills = List.copyOf(fills);
        roundTrips = List.copyOf(roundTrips);
    }
}
