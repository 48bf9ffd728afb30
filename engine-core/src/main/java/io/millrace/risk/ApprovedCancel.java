package io.millrace.risk;

/**
 * A cancel that may leave. Cancels pass in every trading state, also when killed.
 *
 * <p>Only the {@link RiskGate} makes one. Reused: valid until the gate approves the next cancel.
 */
public final class ApprovedCancel {
    long orderId;
    int strategy;
    int instrument;

    ApprovedCancel() {}

    public long orderId() {
        return orderId;
    }

    public int strategy() {
        return strategy;
    }

    public int instrument() {
        return instrument;
    }
}
