package io.millrace.strategy;

import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.Side;

/** One fill, as its strategy is told. Reused by the engine: valid during the call only. Numbers at 1e-8. */
public final class Fill {
    private long orderId;
    private Side side;
    private long quantity;
    private long price;
    private long fee;
    private Liquidity liquidity;

    public Fill of(
            final long ofOrder,
            final Side ofSide,
            final long filledQuantity,
            final long filledPrice,
            final long paidFee,
            final Liquidity asLiquidity) {
        orderId = ofOrder;
        side = ofSide;
        quantity = filledQuantity;
        price = filledPrice;
        fee = paidFee;
        liquidity = asLiquidity;
        return this;
    }

    public long orderId() {
        return orderId;
    }

    public Side side() {
        return side;
    }

    public long quantity() {
        return quantity;
    }

    public long price() {
        return price;
    }

    public long fee() {
        return fee;
    }

    public Liquidity liquidity() {
        return liquidity;
    }
}
