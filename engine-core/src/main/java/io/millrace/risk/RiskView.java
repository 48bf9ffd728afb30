package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.Side;
import io.millrace.instrument.AssetClass;

/**
 * The account as the gate sees it: ledger, open orders and market at one moment of engine time. Money, prices and
 * quantities at 1e-8, {@code Absent.FIXED} when not known. Working, pending and unknown orders count as open.
 */
public interface RiskView {
    long nowNs();

    long accountEquity();

    /** Sum over instruments of the worst absolute exposure at market, open orders included. */
    long accountGrossExposure();

    /** {@link #accountGrossExposure} over the instruments of one class. */
    long accountClassExposure(AssetClass assetClass);

    /** Sum over instruments of the signed exposure at market if all open orders of one side fill. */
    long accountNetExposure(boolean buys);

    /** Sum over sleeves of the absolute value of what is held, at market; without open orders. */
    long accountHeldExposure();

    /** Whether the instrument's currency is not the account's; all money of the account and its sleeves is in that. */
    default boolean isForeign(final int instrument) {
        return false;
    }

    /** When the rate of the instrument's currency was knowable; {@code Absent.FIXED} without one. */
    default long rateTimeNs(final int instrument) {
        return Absent.FIXED;
    }

    /** An amount of the instrument's currency in the account's, rounded up; {@code Long.MAX_VALUE} if unknown. */
    default long inAccount(final int instrument, final long amount) {
        return amount;
    }

    /** An amount of the account's currency in the instrument's, rounded down. */
    default long inQuote(final int instrument, final long amount) {
        return amount;
    }

    /** What exchanging so much of the account's currency for a buy costs. */
    default long exchangeCost(final int instrument, final long amount) {
        return 0;
    }

    /** Cash and positions of the sleeve. */
    long equity(int strategy);

    /** Cash paid into the sleeve less what was taken out of it, transfers between sleeves included. */
    long deposits(int strategy);

    /** Instruments in which the sleeve has a position or an open order. */
    int openPositions(int strategy);

    /** Whether the strategy decides on bars of a day or more. */
    boolean decidesDaily(int strategy);

    /** Cash of the sleeve, with what open buys reserve still in it. */
    long cash(int strategy);

    /** Cash that the sleeve's open buys may still need. */
    long reservedCash(int strategy);

    /** Cash that the sleeve's working market exits are counted to bring; 0 where they are not counted. */
    default long expectedProceeds(final int strategy) {
        return 0;
    }

    /** Position of the sleeve; negative when short. */
    long position(int strategy, int instrument);

    long openBuyQuantity(int strategy, int instrument);

    /** Reducing legs of one group count once, here and in all sums over open orders. */
    long openSellQuantity(int strategy, int instrument);

    /** What the open reducing legs of a group count for on this side; 0 for none. */
    long groupQuantity(int strategy, int instrument, Side side, long ocoGroup);

    /** Net position over all sleeves. */
    long accountPosition(int instrument);

    long accountOpenBuyQuantity(int instrument);

    long accountOpenSellQuantity(int instrument);

    int openOrders();

    /** Open orders of all sleeves in the instrument. */
    int openOrdersIn(int instrument);

    /** Whole quantity of an order; {@code Absent.FIXED} when it is not known any more. */
    default long orderQuantity(final long orderId) {
        return Absent.FIXED;
    }

    /** What has filled and may still fill of the orders of this parent that do not only reduce. */
    default long childQuantity(final long parentOrderId) {
        return 0;
    }

    /** Whether the instrument is not traded any more. */
    default boolean isDelisted(final int instrument) {
        return false;
    }

    /** What of the sleeve's position no working stop and no exit on its way would close; 0 when flat. */
    default long unprotected(final int strategy, final int instrument) {
        return 0;
    }

    /** True when what fills of an order of this sleeve and parent, or a change of it, is protected by what there is. */
    default boolean joinsStop(final int strategy, final int instrument, final long orderId, final long parentOrderId) {
        return false;
    }

    /**
     * The most aggressive price of the account's working orders on a side: the highest bid of its buys, the lowest of
     * its sells. {@code Absent.FIXED} when there is none; market orders count as {@code Long.MAX_VALUE} and 0,
     * untriggered stops not at all.
     */
    long bestOpenPrice(int instrument, boolean buys);

    /** Orders in the instrument whose fate is not known. */
    int unknownOrders(int instrument);

    /** Orders in all instruments whose fate is not known. */
    int unknownOrders();

    /** Newest value of the series that scores the economy; NaN when there is none. */
    default double macroScore() {
        return Double.NaN;
    }

    /** When it was knowable; {@code Long.MIN_VALUE} when there is none. */
    default long macroTimeNs() {
        return Long.MIN_VALUE;
    }

    long lastPrice(int instrument);

    /** When the newest of price and quote was seen, in engine time. */
    long priceTimeNs(int instrument);

    /** From event time to receive time of the newest price; negative when the event is from the future. */
    long dataDelayNs(int instrument);

    /** Sessions that have begun since then. */
    long sessionsSince(int instrument, long timeNs);

    long bid(int instrument);

    long ask(int instrument);

    /** Fee for taking liquidity as a fraction at 1e-8. */
    long takerFeeRate(int instrument);

    /** Fee of each unit on top of the fraction, in money at 1e-8. */
    default long feePerUnit(final int instrument) {
        return 0;
    }

    /** The least an order with a fill costs, in money at 1e-8. */
    default long feeMinimum(final int instrument) {
        return 0;
    }

    /** False between the instrument's sessions. */
    boolean inSession(int instrument);

    /** Open of the instrument's session, or of the next one, in engine time. */
    long sessionOpenNs(int instrument);
}
