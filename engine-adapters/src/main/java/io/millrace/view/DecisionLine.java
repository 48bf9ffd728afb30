package io.millrace.view;

/** A decision of a risk control that was not a plain pass. */
public record DecisionLine(
        long step,
        long timeNs,
        String strategy,
        String symbol,
        String control,
        String action,
        double limit,
        double actual,
        long orderId) {}
