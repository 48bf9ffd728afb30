package io.millrace.engine;

import io.millrace.event.codec.Side;
import io.millrace.risk.ApprovedOrder;

/** One side of an internal trade as the gate let it pass. Reused; decide thread; quantity at 1e-8. */
final class CrossSide {
    /** The other side of what was closed without one. */
    static final long NOBODY = 0;

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

    /** A side that no order of a strategy made. */
    void force(
            final long id,
            final int ofStrategy,
            final int ofInstrument,
            final Side closing,
            final long closedQuantity) {
        orderId = id;
        strategy = ofStrategy;
        instrument = ofInstrument;
        side = closing;
        quantity = closedQuantity;
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
