package io.millrace.venue;

import io.millrace.event.Absent;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.TimeInForce;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.fixed.Fixed;

/**
 * Brings a fresh simulated venue to where a journal ends. What was reported is the truth, as with a real venue: reports
 * are applied, not made again; market data only tell where the market was. An order without a recorded answer is under
 * way, as if its command had just been sent again by nobody: the venue answers it when time goes on.
 *
 * <p>Used once, before the venue's first event; on one thread.
 */
public final class VenueRecovery {
    private final SimulatedVenue venue;
    private final ExecutionDesk desk;
    private final InstrumentBook[] books;
    private final OrderList underWay;
    private final SessionClock sessions;

    VenueRecovery(
            final SimulatedVenue venue,
            final ExecutionDesk desk,
            final InstrumentBook[] books,
            final OrderList underWay,
            final SessionClock sessions) {
        this.venue = venue;
        this.desk = desk;
        this.books = books;
        this.underWay = underWay;
        this.sessions = sessions;
    }

    /** A command that the engine had sent. */
    public void onCommand(final OrderCommandDecoder command, final long arrivalTimeNs) {
        final VenueOrder slot = desk.claim(command.action() == OrderAction.CANCEL);
        if (slot == null) {
            throw new IllegalStateException("the journal holds more live orders than venue.maxOrders: raise it");
        }
        slot.read(command, arrivalTimeNs);
        underWay.addByArrival(slot);
    }

    /** A report that the engine had received. */
    public void onReport(final ExecutionReportDecoder report) {
        final long orderId = report.orderId();
        switch (report.execType()) {
            case ACCEPTED -> accept(orderId);
            case REJECTED -> reject(orderId);
            case TRIGGERED -> trigger(orderId);
            case FILL -> fill(report);
            case CANCELED, EXPIRED -> end(orderId);
            case CANCEL_REJECTED -> dropUnderWay(orderId, OrderAction.CANCEL);
            default -> throw new IllegalArgumentException("unknown execution type " + report.execType());
        }
    }

    /** A bar that the venue had seen. */
    public void onBar(final BarDecoder bar) {
        final InstrumentBook book = books[(int) bar.instrument()];
        if (!book.onTicks()) {
            book.last = bar.closePrice();
        }
        meet(book, bar.eventTime());
    }

    /** A trade that the venue had seen. */
    public void onTrade(final TradeDecoder trade) {
        final InstrumentBook book = books[(int) trade.instrument()];
        book.hasTrades = true;
        book.last = trade.price();
        book.printLeft = 0;
        meet(book, trade.eventTime());
    }

    /** A quote that the venue had seen. */
    public void onQuote(final QuoteDecoder quote) {
        final InstrumentBook book = books[(int) quote.instrument()];
        book.hasQuotes = true;
        book.bid = quote.bidPrice() > 0 && quote.bidQuantity() != 0 ? quote.bidPrice() : Absent.FIXED;
        book.bidSize = quote.bidQuantity();
        book.ask = quote.askPrice() > 0 && quote.askQuantity() != 0 ? quote.askPrice() : Absent.FIXED;
        book.askSize = quote.askQuantity();
        meet(book, quote.eventTime());
    }

    private void meet(final InstrumentBook book, final long timeNs) {
        venue.recoverTime(timeNs);
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            order.fresh = false;
        }
    }

    private void accept(final long orderId) {
        final VenueOrder order = takeUnderWay(orderId, OrderAction.NEW);
        if (order == null) {
            return;
        }
        if (order.timeInForce == TimeInForce.DAY) {
            order.expiryNs = sessions.sessionEndNs(order.instrument, order.arrivalNs);
            venue.recoverExpiry(order.expiryNs);
        }
        desk.restore(books[order.instrument], order);
    }

    private void reject(final long orderId) {
        dropUnderWay(orderId, OrderAction.NEW);
    }

    private void trigger(final long orderId) {
        final VenueOrder order = desk.find(orderId);
        if (order != null) {
            order.triggered = true;
        }
    }

    private void fill(final ExecutionReportDecoder report) {
        desk.restoreExecId(report.execId());
        final VenueOrder order = desk.find(report.orderId());
        if (order == null) {
            return;
        }
        order.leaves = report.leavesQuantity();
        if (order.byCash) {
            order.cashLeft -= Fixed.multiply(report.lastQuantity(), report.lastPrice()) + report.fee();
        }
        if (order.leaves == 0) {
            end(order.orderId);
        }
    }

    private void end(final long orderId) {
        dropUnderWay(orderId, OrderAction.CANCEL);
        final VenueOrder order = desk.find(orderId);
        if (order != null) {
            final InstrumentBook book = books[order.instrument];
            desk.restoreEnd(book, order);
            desk.sweep(book);
        }
    }

    private void dropUnderWay(final long orderId, final OrderAction action) {
        final VenueOrder slot = takeUnderWay(orderId, action);
        if (slot != null) {
            desk.release(slot);
        }
    }

    private VenueOrder takeUnderWay(final long orderId, final OrderAction action) {
        for (VenueOrder order = underWay.first(); order != null; order = order.next) {
            if (order.orderId == orderId && order.action == action) {
                underWay.remove(order);
                return order;
            }
        }
        return null;
    }
}
