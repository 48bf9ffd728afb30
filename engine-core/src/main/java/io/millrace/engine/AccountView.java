package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.order.OrderTable;
import io.millrace.portfolio.Ledger;
import io.millrace.risk.RiskView;
import io.millrace.venue.FeeTerms;

/** What the risk gate may read: the ledger, the working orders and the newest prices. */
final class AccountView implements RiskView {
    private final Ledger ledger;
    private final OrderTable orders;
    private final Touch touch;
    private final OutputWriter output;
    private final FeeTerms[] fees;

    AccountView(
            final Ledger ledger,
            final OrderTable orders,
            final Touch touch,
            final OutputWriter output,
            final FeeTerms[] fees) {
        this.ledger = ledger;
        this.orders = orders;
        this.touch = touch;
        this.output = output;
        this.fees = fees;
    }

    @Override
    public long nowNs() {
        return output.step().engineTimeNs();
    }

    @Override
    public long accountEquity() {
        return ledger.totalEquity();
    }

    @Override
    public long accountGrossExposure() {
        long sum = 0;
        for (int i = 0; i < ledger.instrumentCount(); i++) {
            final long position = ledger.totalPosition(i);
            final long longest = Math.abs(Math.addExact(position, orders.accountOpenBuyQuantity(i)));
            final long shortest = Math.abs(Math.subtractExact(position, orders.accountOpenSellQuantity(i)));
            final long worst = Math.max(Math.abs(position), Math.max(longest, shortest));
            if (worst != 0) {
                final long price = touch.last(i);
                if (price == Absent.FIXED) {
                    return Absent.FIXED;
                }
                sum = Fixed.add(sum, Fixed.multiplyUp(worst, price));
            }
        }
        return sum;
    }

    @Override
    public long cash(final int strategy) {
        return ledger.cash(strategy);
    }

    @Override
    public long reservedCash(final int strategy) {
        return orders.reservedCash(strategy);
    }

    @Override
    public long position(final int strategy, final int instrument) {
        return ledger.position(strategy, instrument);
    }

    @Override
    public long openBuyQuantity(final int strategy, final int instrument) {
        return orders.openBuyQuantity(strategy, instrument);
    }

    @Override
    public long openSellQuantity(final int strategy, final int instrument) {
        return orders.openSellQuantity(strategy, instrument);
    }

    @Override
    public long groupQuantity(final int strategy, final int instrument, final Side side, final long ocoGroup) {
        return orders.groupQuantity(strategy, instrument, side, ocoGroup);
    }

    @Override
    public long accountPosition(final int instrument) {
        return ledger.totalPosition(instrument);
    }

    @Override
    public long accountOpenBuyQuantity(final int instrument) {
        return orders.accountOpenBuyQuantity(instrument);
    }

    @Override
    public long accountOpenSellQuantity(final int instrument) {
        return orders.accountOpenSellQuantity(instrument);
    }

    @Override
    public int openOrders() {
        return orders.openOrders();
    }

    @Override
    public long lastPrice(final int instrument) {
        return touch.last(instrument);
    }

    @Override
    public long priceTimeNs(final int instrument) {
        return touch.timeNs(instrument);
    }

    @Override
    public long bid(final int instrument) {
        return touch.bid(instrument);
    }

    @Override
    public long ask(final int instrument) {
        return touch.ask(instrument);
    }

    @Override
    public long takerFeeRate(final int instrument) {
        return fees[instrument].takerRate();
    }

    @Override
    public long feePerUnit(final int instrument) {
        return fees[instrument].perUnit();
    }

    @Override
    public long feeMinimum(final int instrument) {
        return fees[instrument].minimum();
    }

    @Override
    public boolean inSession(final int instrument) {
        // Session calendars arrive with the calendar work; until then every market is open around the clock.
        return true;
    }
}
