package io.millrace.strategy;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.SignalAction;
import io.millrace.intent.OrderIntent;

/**
 * What a strategy may read and do. It sees its own sleeve only. Money, prices and quantities at 1e-8; times in
 * nanoseconds UTC.
 */
public interface StrategyContext {
    /** Returned by {@link #submit} when risk refused the order. */
    long REFUSED = 0;

    /** Engine time of the event being handled. */
    long nowNs();

    /** Newest value of an indicator that {@link StrategySetup#indicator} gave the slot of; NaN before its warm-up. */
    double indicator(int slot);

    /** Bars completed so far on the strategy's stream, this one included. */
    long barCount();

    /** False during the run's {@code warmup} bars: signals and orders are then dropped. */
    boolean mayTrade();

    /** Position in the strategy's instrument; negative when short. */
    long position();

    /** Average price of the position; 0 when flat. */
    long averageEntryPrice();

    /** Cash of the sleeve, without what working buy orders hold reserved. */
    long availableCash();

    /** Cash plus position at the newest price. */
    long equity();

    /** Newest price of the strategy's instrument. */
    long lastPrice();

    /** Newest bid; {@code Absent.FIXED} when the feed gives none. */
    long bid();

    /** Newest ask; {@code Absent.FIXED} when the feed gives none. */
    long ask();

    /** The venue's fee for taking liquidity, as a fraction at 1e-8. */
    long takerFeeRate();

    /** The venue's fee for providing liquidity, as a fraction at 1e-8. */
    long makerFeeRate();

    /** The largest quantity not above {@code quantity} that the instrument's lot allows. */
    long floorToLot(long quantity);

    /** True while an order of this strategy is on its way or working. */
    boolean hasOpenOrders();

    /**
     * Records what the strategy wants and why, before any order of it.
     *
     * @param targetWeight wanted share of the sleeve, 0..1
     * @param metric the number the decision was made on
     * @param threshold what it was held against
     * @param factor what scaled the threshold; 1 when nothing did
     * @param reason index into the descriptor's reasons
     */
    void signal(SignalAction action, double targetWeight, double metric, double threshold, double factor, int reason);

    /** The context's intent, cleared and addressed; fill it in and pass it to {@link #submit}. */
    OrderIntent intent();

    /**
     * Offers an order to the risk gate.
     *
     * @return the id of the order that goes to the venue, or {@link #REFUSED}
     */
    long submit(OrderIntent intent);

    /** Asks the venue to cancel one order of this strategy; unknown or ended orders are ignored. */
    void cancel(long orderId);

    /** A number for a new group of orders that cancel each other. */
    long newOcoGroup();

    /** Buys at the market for this much cash, fees included. */
    default long buyForCash(final long cash) {
        final OrderIntent order = intent();
        order.side = Side.BUY;
        order.type = OrderType.MARKET;
        order.cashQuantity = cash;
        return submit(order);
    }

    /** Sells the whole position at the market. */
    default long sellPosition() {
        final OrderIntent order = intent();
        order.side = Side.SELL;
        order.type = OrderType.MARKET;
        order.quantity = position();
        order.reduceOnly = true;
        return submit(order);
    }
}
