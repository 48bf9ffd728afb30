package io.millrace.risk;

import io.millrace.event.codec.Side;

/**
 * The account as the gate sees it: ledger, open orders and market at one moment of engine time. Money, prices and
 * quantities at 1e-8, {@code Absent.FIXED} when not known. Working, pending and unknown orders count as open.
 */
public interface RiskView {
    long nowNs();

    long accountEquity();

    /** Sum over instruments of the worst absolute exposure at market, open orders included. */
    long accountGrossExposure();

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

    long lastPrice(int instrument);

    /** When the newest of price and quote was seen, in engine time. */
    long priceTimeNs(int instrument);

    long bid(int instrument);

    long ask(int instrument);

    /** Fee for taking liquidity as a fraction at 1e-8. */
    long takerFeeRate(int instrument);

    /** False while the instrument's session does not take orders. */
    boolean inSession(int instrument);
}
