package io.millrace.engine;

import io.millrace.event.codec.Side;
import io.millrace.risk.ApprovedOrder;

/** One side of an internal trade as the gate let it pass. Reused; decide thread; quantity at 1e-8. */
final class CrossSide {
    private long orderId;
    private int strategy;
    private int instrument;
    private Side side = Side.BUY;
    private long quantity;

    void take(final ApprovedOrder approved) {
        orderId = approved.orderId();
        strategy = approved.strategy();
        instrument = approved.instrument();
        side = approved.side();
        quantity = approved.quantity();
    }

    long orderId() {
        return orderId;
    }

    int strategy() {
        return strategy;
    }

    int instrument() {
        return instrument;
    }

    Side side() {
        return side;
    }

    long quantity() {
        return quantity;
    }
}
