package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.codec.Side;
import io.millrace.instrument.AssetClass;

/** An account whose every figure a test sets. One instrument's figures serve for all. */
final class FakeAccount implements RiskView {
    long nowNs = 1_000_000_000_000L;
    long equity;
    long gross;
    long cash;
    long reserved;
    long position;
    long openBuy;
    long openSell;
    long group;
    long accountPosition;
    long accountOpenBuy;
    long accountOpenSell;
    int openOrders;
    long last;
    long priceTimeNs = nowNs;
    long bid = Absent.FIXED;
    long ask = Absent.FIXED;
    long fee;
    boolean inSession = true;
    long classExposure;
    long held;
    long[] equities = new long[4];
    long[] deposits = new long[4];
    int[] openPositions = new int[4];
    boolean daily;
    long bestBuy = Absent.FIXED;
    long bestSell = Absent.FIXED;
    int unknown;
    int allUnknown;
    long net;
    int openOrdersIn;
    long parentQuantity = Absent.FIXED;
    long children;
    double macro = Double.NaN;
    long macroTimeNs = Long.MIN_VALUE;
    long delayNs;
    long sessions;
    long unprotected;
    boolean joins;

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public long accountEquity() {
        return equity;
    }

    @Override
    public long accountGrossExposure() {
        return gross;
    }

    @Override
    public long accountClassExposure(final AssetClass assetClass) {
        return classExposure;
    }

    @Override
    public long accountHeldExposure() {
        return held;
    }

    @Override
    public long equity(final int strategy) {
        return equities[strategy];
    }

    @Override
    public long deposits(final int strategy) {
        return deposits[strategy];
    }

    @Override
    public int openPositions(final int strategy) {
        return openPositions[strategy];
    }

    @Override
    public boolean decidesDaily(final int strategy) {
        return daily;
    }

    @Override
    public long bestOpenPrice(final int instrument, final boolean buys) {
        return buys ? bestBuy : bestSell;
    }

    @Override
    public int unknownOrders(final int instrument) {
        return unknown;
    }

    @Override
    public int unknownOrders() {
        return allUnknown;
    }

    @Override
    public long accountNetExposure(final boolean buys) {
        return net;
    }

    @Override
    public int openOrdersIn(final int instrument) {
        return openOrdersIn;
    }

    @Override
    public long orderQuantity(final long orderId) {
        return parentQuantity;
    }

    @Override
    public long childQuantity(final long parentOrderId) {
        return children;
    }

    @Override
    public double macroScore() {
        return macro;
    }

    @Override
    public long macroTimeNs() {
        return macroTimeNs;
    }

    @Override
    public long dataDelayNs(final int instrument) {
        return delayNs;
    }

    @Override
    public long sessionsSince(final int instrument, final long timeNs) {
        return sessions;
    }

    @Override
    public long unprotected(final int strategy, final int instrument) {
        return unprotected;
    }

    @Override
    public boolean joinsStop(final int strategy, final int instrument, final long orderId, final long parentOrderId) {
        return joins;
    }

    @Override
    public long cash(final int strategy) {
        return cash;
    }

    @Override
    public long reservedCash(final int strategy) {
        return reserved;
    }

    @Override
    public long position(final int strategy, final int instrument) {
        return position;
    }

    @Override
    public long openBuyQuantity(final int strategy, final int instrument) {
        return openBuy;
    }

    @Override
    public long openSellQuantity(final int strategy, final int instrument) {
        return openSell;
    }

    @Override
    public long groupQuantity(final int strategy, final int instrument, final Side side, final long ocoGroup) {
        return ocoGroup == 0 ? 0 : group;
    }

    @Override
    public long accountPosition(final int instrument) {
        return accountPosition;
    }

    @Override
    public long accountOpenBuyQuantity(final int instrument) {
        return accountOpenBuy;
    }

    @Override
    public long accountOpenSellQuantity(final int instrument) {
        return accountOpenSell;
    }

    @Override
    public int openOrders() {
        return openOrders;
    }

    @Override
    public long lastPrice(final int instrument) {
        return last;
    }

    @Override
    public long priceTimeNs(final int instrument) {
        return priceTimeNs;
    }

    @Override
    public long bid(final int instrument) {
        return bid;
    }

    @Override
    public long ask(final int instrument) {
        return ask;
    }

    @Override
    public long takerFeeRate(final int instrument) {
        return fee;
    }

    @Override
    public boolean inSession(final int instrument) {
        return inSession;
    }

    @Override
    public long sessionOpenNs(final int instrument) {
        return inSession ? nowNs - 1 : nowNs + 1_000_000_000L;
    }
}
