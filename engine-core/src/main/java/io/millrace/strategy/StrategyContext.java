package io.millrace.strategy;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;

/**
 * What a strategy may read and do, seen from one instrument of its universe. It sees its own sleeve only. Money, prices
 * and quantities at 1e-8; times in nanoseconds UTC. Money is in the instrument's currency, that of the sleeve at the
 * last exchange rate: the same equity reads differently from instruments of different currencies.
 */
public interface StrategyContext {
    /** Returned by {@link #submit} when risk refused the order. */
    long REFUSED = 0;

    /** Returned by {@link #target} when targets are collected; below 0, no order has it as its id. */
    long COLLECTED = -1;

    /** The instrument this context is about, as a place in the universe. */
    int asset();

    /** Instruments of the universe. */
    int assets();

    /** The context of another instrument of the universe. */
    StrategyContext of(int asset);

    /** Engine time of the event being handled. */
    long nowNs();

    /** Newest value of an indicator that {@link StrategySetup#indicator} gave the slot of; NaN before its warm-up. */
    double indicator(int slot);

    /** Newest known value of a series that {@link StrategySetup#series} gave the slot of; NaN while there is none. */
    double series(int slot);

    /** When the value of {@link #series} was knowable; {@code Long.MIN_VALUE} while there is none. */
    long seriesTimeNs(int slot);

    /** The newest bar's closing time of this instrument; {@code Long.MIN_VALUE} before the first. */
    long barCloseNs();

    /** Bars completed so far on the instrument's stream, this one included. */
    long barCount();

    /** False during the run's {@code warmup} bars: signals and orders are then dropped. */
    boolean mayTrade();

    /** Position in the instrument; negative when short. */
    long position();

    /** Average price of the position; 0 when flat. */
    long averageEntryPrice();

    /**
     * Cash of the sleeve, without what working buy orders hold reserved, and with what working market exits are counted
     * to bring where risk counts it.
     */
    long availableCash();

    /** Cash plus position at the newest price. */
    long equity();

    /** Cash moved into the sleeve less what was moved out of it, its capital included. */
    default long deposits() {
        return 0;
    }

    /** {@link #equity} in the account's currency: the same from every instrument, and no rate moves cash in it. */
    default long accountEquity() {
        return equity();
    }

    /** {@link #deposits} in the account's currency. */
    default long accountDeposits() {
        return deposits();
    }

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

    /** The highest price not above {@code price} that the instrument's tick allows. */
    long floorToTick(long price);

    /** True while an order of this strategy in this instrument is on its way or working. */
    boolean hasOpenOrders();

    /** True while this order is on its way or working. */
    boolean isOpen(long orderId);

    /** While an order's end is told: true when the venue never took it, as a post-only order that would have traded. */
    boolean wasRejected();

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

    /**
     * Brings the position to a share of the sleeve's equity, at the market: buys are sized in cash, fees included,
     * sells in lots. Nothing happens while an order in the instrument is open, or when less than a lot is missing.
     *
     * @param weight share of the sleeve's equity before {@link #sizeFactor}, which it is multiplied by; 0 closes the
     *     position, negative is short
     * <p>Where targets of several strategies are netted, this one is only collected. What comes of it is told at the
     * end of the step: by fills, by the fills of an order, or, when nothing does, as the end of the order
     * {@link #COLLECTED}.
     *
     * @return the order's id, {@link #COLLECTED}, or {@link #REFUSED} when none was made
     */
    long target(double weight);

    /**
     * What the market regimes make of this strategy's budget: 1 unless the configuration has a table of regimes. Who
     * sizes orders without {@link #target} multiplies by it.
     */
    default double sizeFactor() {
        return 1;
    }

    /** An amount of cash times {@link #sizeFactor}, never more than the amount. */
    default long sized(final long cash) {
        final double factor = sizeFactor();
        return factor >= 1 ? cash : Fixed.multiplyDown(cash, Fixed.fromDouble(factor));
    }

    /** Tells an operator something once: an alert with one of the strategy's reasons. */
    void notice(int reason, double value);

    /**
     * {@link #notice} about a series: the alert names it.
     *
     * @param handle as given by {@link StrategySetup#series}
     * @param newest its newest value that is too old to use; NaN when there is none
     */
    default void seriesNotice(final int reason, final int handle, final double newest) {
        notice(reason, newest);
    }

    /** The context's intent, cleared and addressed; fill it in and pass it to {@link #submit}. */
    OrderIntent intent();

    /**
     * Offers an order to the risk gate. With {@code attachedStop}, {@code attachedTarget} or a trail set, what it
     * fills is
     * protected from the first fill on: the stop and the target are orders of this strategy that cancel each other and
     * never exceed the position. A reduce-only order without a group takes the place of such orders when it fills.
     *
     * @return the id of the order that goes to the venue, or {@link #REFUSED}
     */
    long submit(OrderIntent intent);

    /**
     * Asks the venue to change an order, which keeps its id and what has filled of it. Only while it rests and no other
     * change or cancel is on its way; the gate judges the new terms like a new order. A new price or a larger quantity
     * costs the place in the queue.
     *
     * @param quantity the whole new quantity, more than has filled
     * @param limitPrice {@code Absent.FIXED} for a stop
     * @param stopPrice {@code Absent.FIXED} for a limit
     * @return false when the order stays as it is
     */
    boolean replace(long orderId, long quantity, long limitPrice, long stopPrice);

    /**
     * Begins to trail the position from the newest price, or changes how; the engine holds the stop, moves it when bars
     * complete and sells at the market when it is hit.
     *
     * @param distance from the best price since then; 0 = none
     * @param rate the same as a fraction of the best price at 1e-8; the larger of the two holds
     * @return false when there is no position or the distance is not below the price
     */
    boolean trail(long distance, long rate);

    /** Level of the position's trailing stop; {@code Absent.FIXED} when it has none. */
    long trailingStop();

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
