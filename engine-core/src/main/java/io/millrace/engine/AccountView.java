package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.order.Order;
import io.millrace.order.OrderTable;
import io.millrace.portfolio.Ledger;
import io.millrace.risk.ProceedsRule;
import io.millrace.risk.RiskView;

/** What the risk gate may read: the ledger, the working orders and the newest prices. */
final class AccountView implements RiskView {
    private final Ledger ledger;
    private final OrderTable orders;
    private final Touch touch;
    private final OutputWriter output;
    private final long takerFee;
    private final ProceedsRule proceeds;

    AccountView(
            final Ledger ledger,
            final OrderTable orders,
            final Touch touch,
            final OutputWriter output,
            final FeeRates fees,
            final ProceedsRule proceeds) {
        this.ledger = ledger;
        this.orders = orders;
        this.touch = touch;
        this.output = output;
        this.takerFee = fees.taker();
        this.proceeds = proceeds;
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
            final long worst = worstQuantity(i);
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

    /** The largest absolute position, whichever of the open orders fill; exits that count as filled do. */
    private long worstQuantity(final int instrument) {
        long position = ledger.totalPosition(instrument);
        long buys = orders.accountOpenBuyQuantity(instrument);
        long sells = orders.accountOpenSellQuantity(instrument);
        if (proceeds.isOn() && (position != 0 || buys != 0 || sells != 0)) {
            final long bought = exitQuantity(instrument, Side.BUY);
            final long sold = exitQuantity(instrument, Side.SELL);
            position = Math.addExact(position, bought - sold);
            buys -= bought;
            sells -= sold;
        }
        final long longest = Math.abs(Math.addExact(position, buys));
        final long shortest = Math.abs(Math.subtractExact(position, sells));
        return Math.max(Math.abs(position), Math.max(longest, shortest));
    }

    private long exitQuantity(final int instrument, final Side side) {
        long quantity = 0;
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            if (order.instrument() == instrument && order.side() == side && order.isMarketExit()) {
                quantity = Math.addExact(quantity, order.openQuantity());
            }
        }
        return quantity;
    }

    @Override
    public long expectedProceeds(final int strategy) {
        if (!proceeds.isOn()) {
            return 0;
        }
        long value = 0;
        for (Order order = orders.firstOpen(); order != null; order = orders.nextOpen(order)) {
            final long price = touch.last(order.instrument());
            if (order.strategy() == strategy
                    && order.side() == Side.SELL
                    && order.isMarketExit()
                    && price != Absent.FIXED) {
                value = Fixed.add(value, Fixed.multiply(order.openQuantity(), price));
            }
        }
        return proceeds.spendable(value - Fixed.multiplyUp(value, takerFee));
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
        return takerFee;
    }

    @Override
    public boolean inSession(final int instrument) {
        // Session calendars arrive with the calendar work; until then every market is open around the clock.
        return true;
    }
}
