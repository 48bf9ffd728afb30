package io.millrace.bench.micro;

import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.risk.RiskView;

/** An account of 1,000,000 that holds 10 units of everything, has no open orders and sees a quote of 99.99 to 100.01.
 * */
final class FlatAccount implements RiskView {
    long nowNs = 1_700_000_000_000_000_000L;
    long equity = 1_000_000 * Fixed.ONE;

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
        return 1_000 * Fixed.ONE;
    }

    @Override
    public long accountClassExposure(AssetClass assetClass) {
        return 1_000 * Fixed.ONE;
    }

    @Override
    public long accountHeldExposure() {
        return 1_000 * Fixed.ONE;
    }

    @Override
    public long equity(int strategy) {
        return equity;
    }

    @Override
    public long accountNetExposure(boolean buys) {
        return 0;
    }

    @Override
    public int openOrdersIn(int instrument) {
        return 0;
    }

    @Override
    public int unknownOrders() {
        return 0;
    }

    @Override
    public long deposits(int strategy) {
        return equity;
    }

    @Override
    public int openPositions(int strategy) {
        return 1;
    }

    @Override
    public boolean decidesDaily(int strategy) {
        return false;
    }

    @Override
    public long cash(int strategy) {
        return equity;
    }

    @Override
    public long reservedCash(int strategy) {
        return 0;
    }

    @Override
    public long position(int strategy, int instrument) {
        return 10 * Fixed.ONE;
    }

    @Override
    public long openBuyQuantity(int strategy, int instrument) {
        return 0;
    }

    @Override
    public long openSellQuantity(int strategy, int instrument) {
        return 0;
    }

    @Override
    public long groupQuantity(int strategy, int instrument, Side side, long ocoGroup) {
        return 0;
    }

    @Override
    public long accountPosition(int instrument) {
        return 10 * Fixed.ONE;
    }

    @Override
    public long accountOpenBuyQuantity(int instrument) {
        return 0;
    }

    @Override
    public long accountOpenSellQuantity(int instrument) {
        return 0;
    }

    @Override
    public int openOrders() {
        return 0;
    }

    @Override
    public long bestOpenPrice(int instrument, boolean buys) {
        return buys ? 90 * Fixed.ONE : 110 * Fixed.ONE;
    }

    @Override
    public int unknownOrders(int instrument) {
        return 0;
    }

    @Override
    public long lastPrice(int instrument) {
        return 100 * Fixed.ONE;
    }

    @Override
    public long priceTimeNs(int instrument) {
        return nowNs;
    }

    @Override
    public long dataDelayNs(int instrument) {
        return 1_000_000;
    }

    @Override
    public long sessionsSince(int instrument, long timeNs) {
        return 0;
    }

    @Override
    public long bid(int instrument) {
        return 99_99000000L;
    }

    @Override
    public long ask(int instrument) {
        return 100_01000000L;
    }

    @Override
    public long takerFeeRate(int instrument) {
        return Fixed.ONE / 1_000;
    }

    @Override
    public boolean inSession(int instrument) {
        return true;
    }

    @Override
    public long sessionOpenNs(int instrument) {
        return nowNs();
    }
}
