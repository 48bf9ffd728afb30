package io.millrace.venue;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.ReportReason;
import io.millrace.event.codec.TimeInForce;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.ActionListener;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.InstrumentTable;
import java.util.List;

/**
 * A venue that fills orders from the market data itself; backtest and paper use the same one. Deterministic, one
 * thread, no allocation after construction. Prices, quantities and money at 1e-8, times in ns.
 *
 * <p>Driven, for each market event in time order: {@code onBar/onTrade/onQuote}; then every due report ({@link
 * #pollReport} up to the event's time) goes into the engine; then the event itself; then the engine's commands come
 * back through {@link #submit} with engine time + order latency. {@link #advance} is for time without market data. An
 * instrument with quotes or trades is matched on them alone and its bars are ignored ({@link TickMatcher}); otherwise
 * on its shortest bars ({@link BarMatcher}).
 *
 * <p>No order trades with the event it was decided on. One that arrives without delay takes at the next event of its
 * instrument at the earliest; one with a delay may also take the quote that stands when it arrives, but never a print
 * of before.
 *
 * <p>Sessions: market data between the sessions of an instrument fills and triggers nothing. An order that arrives then
 * waits for the first market event of the next session, except an immediate-or-cancel order, which ends. A bar that
 * only overlaps a session counts as in it.
 *
 * <p>A REPLACE names the whole new quantity, what has filled included, and the new prices. A price or a larger quantity
 * costs the place in the queue and counts as an order of this moment; a smaller quantity keeps the place. When more has
 * filled than is wanted now, the rest is cancelled.
 *
 * <p>Incidents by script ({@link Incident}) act on event time: an outage holds commands and reports back, a halt lets
 * market data pass without a fill.
 *
 * <p>OCO groups are per instrument: the first fill, also a partial one, cancels the siblings at the same instant, and
 * those that were sent before its report was heard as they arrive. A
 * command repeated for a live order is ignored: order ids are unique, so it is the same order sent twice.
 */
public final class SimulatedVenue implements ActionListener, Stateful {
    /** Source number of its reports in events. */
    public static final int SOURCE = 0xFF00;

    private final InstrumentBook[] books;
    private final SessionClock sessions;
    private final ActionSchedule actions;
    private final Delays delays;
    private final Incidents incidents;
    private final ExecutionDesk desk;
    private final BarMatcher bars;
    private final TickMatcher ticks;
    private final OrderList underWay = new OrderList();
    private final VenueOrder refused = new VenueOrder();
    private final LateOrder late = new LateOrder();
    private long nowNs = Long.MIN_VALUE;
    private long nextExpiryNs = VenueOrder.NEVER;
    private long newestArrivalNs = Long.MIN_VALUE;

    /** A venue whose instruments have no corporate actions, and whose seed is 0. */
    public SimulatedVenue(
            final VenueConfig config, final FeeSchedule fees, final SessionClock sessions, final long[] lotSizes) {
        this(config, fees, sessions, new ActionSchedule(InstrumentTable.of(List.of())), lotSizes, 0);
    }

    /**
     * @param actions splits, after which orders are in new units; for this venue alone
     * @param lotSizes smallest quantity step of each instrument, by instrument id
     * @param seed for random delays
     * @throws IllegalArgumentException listing everything wrong with the configuration
     */
    public SimulatedVenue(
            final VenueConfig config,
            final FeeSchedule fees,
            final SessionClock sessions,
            final ActionSchedule actions,
            final long[] lotSizes,
            final long seed) {
        final List<String> violations = config.validate();
        books = new InstrumentBook[lotSizes.length];
        for (int i = 0; i < lotSizes.length; i++) {
            if (lotSizes[i] <= 0) {
                violations.add(
                        "lot of instrument " + i + " is " + Fixed.format(lotSizes[i]) + ": expected more than 0");
            }
            books[i] = new InstrumentBook(i, lotSizes[i], sessions.isRoundTheClock(i));
        }
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", violations));
        }
        this.sessions = sessions;
        this.actions = actions;
        delays = new Delays(config.latency(), seed);
        incidents = new Incidents(config.script());
        desk = new ExecutionDesk(config, fees, delays, incidents);
        bars = new BarMatcher(desk, config.fills().fillOnTouch());
        ticks = new TickMatcher(desk, config);
    }

    /**
     * When a command that is sent now will arrive: draws its delay. A connection keeps the order of what it carries, so
     * never before an earlier one; and not during an outage.
     */
    long arrivalNs(final long sentNs) {
        final long arrival = Math.max(newestArrivalNs, Math.addExact(sentNs, delays.order()));
        newestArrivalNs = incidents.afterOutage(arrival);
        return newestArrivalNs;
    }

    /** Takes a NEW, CANCEL or REPLACE that is sent at a time; it acts when it arrives, which may be at once. */
    public void submit(final OrderCommandDecoder command, final long sentNs) {
        final long arrivalTimeNs = arrivalNs(sentNs);
        final VenueOrder slot = desk.claim(command.action() != OrderAction.NEW);
        if (slot == null) {
            refuse(command, arrivalTimeNs);
            return;
        }
        slot.read(command, sentNs, arrivalTimeNs);
        slot.waits = arrivalTimeNs <= nowNs;
        if (arrivalTimeNs <= nowNs && underWay.size() == 0) {
            arrive(slot);
        } else {
            underWay.addByArrival(slot);
            landArrivals(nowNs);
        }
    }

    /** A completed bar: matches what arrived before it opened. */
    public void onBar(final ClosedBar bar) {
        final InstrumentBook book = book(Integer.toUnsignedLong(bar.instrument()));
        final long openNs = bar.openTimeNs();
        final long closeNs = bar.closeTimeNs();
        final boolean eventful = isEventful(closeNs);
        if (eventful) {
            landArrivals(openNs);
            expire(openNs);
            act(openNs);
        }
        if (!book.onTicks()
                && book.matchesBarsOf(bar.timeframeSeconds())
                && (book.roundTheClock || sessions.overlaps(book.instrument, openNs, closeNs))
                && !incidents.halts(book.instrument, openNs, closeNs)) {
            bars.match(book, bar);
            desk.sweep(book);
        }
        if (eventful) {
            advance(closeNs);
        } else {
            nowNs = Math.max(nowNs, closeNs);
        }
    }

    /** Whether until then anything happens but trading: matching sends no orders and sets no expiry. */
    private boolean isEventful(final long untilNs) {
        return underWay.first() != null || nextExpiryNs <= untilNs || actions.isDue(untilNs);
    }

    public void onTrade(final TradeDecoder trade) {
        final InstrumentBook book = book(trade.instrument());
        final long timeNs = trade.eventTime();
        landArrivals(timeNs);
        expire(timeNs);
        act(timeNs);
        if (sessions.pauses(book.instrument, book.tickNs, timeNs)) {
            book.forgetTouch();
        }
        book.hasTrades = true;
        book.last = trade.price();
        book.printLeft = desk.allowance(book, trade.quantity());
        book.tickNs = timeNs;
        if (isOpen(book, timeNs)) {
            ticks.onTrade(book, trade.price(), trade.quantity(), timeNs);
            desk.sweep(book);
        }
        if (desk.slippage().measures()) {
            book.volatility.onPrint(trade.price(), trade.quantity(), timeNs);
        }
        advance(timeNs);
    }

    public void onQuote(final QuoteDecoder quote) {
        final InstrumentBook book = book(quote.instrument());
        final long timeNs = quote.eventTime();
        landArrivals(timeNs);
        expire(timeNs);
        act(timeNs);
        book.hasQuotes = true;
        book.bid = touch(quote.bidPrice(), quote.bidQuantity());
        book.bidSize = quote.bidQuantity();
        book.bidTaken = 0;
        book.ask = touch(quote.askPrice(), quote.askQuantity());
        book.askSize = quote.askQuantity();
        book.askTaken = 0;
        book.tickNs = timeNs;
        if (isOpen(book, timeNs)) {
            ticks.onQuote(book, timeNs);
            desk.sweep(book);
        }
        advance(timeNs);
    }

    /**
     * Time passes: commands arrive, DAY orders whose session ended before {@code timeNs} expire. Not those that end
     * just then: the bar that ends with the session may still come.
     */
    public void advance(final long timeNs) {
        landArrivals(timeNs);
        expire(timeNs - 1);
        act(timeNs);
        nowNs = Math.max(nowNs, timeNs);
    }

    /** Hands the earliest report due by {@code timeNs} to the sink; false when there is none. */
    public boolean pollReport(final long timeNs, final ReportSink sink) {
        return desk.poll(timeNs, sink);
    }

    /** Live orders change to new units; one of which no whole lot is left is cancelled. */
    @Override
    public void onSplit(final int instrument, final int to, final int from, final long exTimeNs) {
        final InstrumentBook book = books[instrument];
        book.split(to, from);
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            if (!order.done && !order.split(to, from, book.lot)) {
                desk.end(book, order, ExecType.CANCELED, ReportReason.BELOW_MINIMUM, exTimeNs);
            }
        }
        desk.sweep(book);
    }

    @Override
    public void onDividend(final int instrument, final long cash, final long exTimeNs) {
        // Cash is the ledger's; orders are not marked down.
    }

    @Override
    public void writeState(final StateSink sink) {
        actions.writeState(sink);
        sink.putLong(nowNs);
        sink.putLong(nextExpiryNs);
        sink.putLong(newestArrivalNs);
        underWay.writeState(sink);
        desk.writeState(sink);
        for (final InstrumentBook book : books) {
            book.writeState(sink);
        }
    }

    @Override
    public void readState(final StateSource source) {
        actions.readState(source);
        nowNs = source.getLong();
        nextExpiryNs = source.getLong();
        newestArrivalNs = source.getLong();
        underWay.readState(desk, source);
        desk.readState(source);
        for (final InstrumentBook book : books) {
            book.readState(desk, source);
        }
    }

    private InstrumentBook book(final long instrument) {
        if (instrument >= books.length) {
            throw new IllegalArgumentException("the simulated venue was given market data of instrument " + instrument
                    + " but knows " + books.length + " instruments: give it a lot size for each");
        }
        return books[(int) instrument];
    }

    private void landArrivals(final long timeNs) {
        VenueOrder first = underWay.first();
        while (first != null && first.arrivalNs <= timeNs) {
            underWay.remove(first);
            expire(first.arrivalNs - 1);
            act(first.arrivalNs);
            nowNs = Math.max(nowNs, first.arrivalNs);
            arrive(first);
            first = underWay.first();
        }
    }

    private void arrive(final VenueOrder slot) {
        if (slot.action == OrderAction.CANCEL) {
            cancel(slot);
            desk.release(slot);
            return;
        }
        late.order = slot;
        actions.repeat(slot.instrument, slot.sentNs, late);
        if (slot.action == OrderAction.REPLACE) {
            replace(slot);
            desk.release(slot);
            return;
        }
        if (desk.find(slot.orderId) != null) {
            desk.release(slot);
            return;
        }
        final ReportReason objection = objection(slot);
        if (objection != ReportReason.NONE) {
            desk.report(slot, ExecType.REJECTED, objection, slot.arrivalNs);
            desk.release(slot);
            return;
        }
        place(slot);
    }

    private void act(final long timeNs) {
        if (actions.isDue(timeNs)) {
            actions.advance(timeNs, this);
        }
    }

    private boolean isOpen(final InstrumentBook book, final long timeNs) {
        return !sessions.pauses(book.instrument, timeNs, timeNs) && !incidents.halts(book.instrument, timeNs, timeNs);
    }

    private void place(final VenueOrder order) {
        final InstrumentBook book = books[order.instrument];
        if (order.timeInForce == TimeInForce.DAY) {
            order.expiryNs = sessions.sessionEndNs(order.instrument, order.arrivalNs);
            nextExpiryNs = Math.min(nextExpiryNs, order.expiryNs);
        }
        desk.accept(book, order);
        if (desk.isOvertaken(order)) {
            desk.end(book, order, ExecType.CANCELED, ReportReason.OCO_SIBLING, order.arrivalNs);
        } else {
            meetMarket(book, order, order.arrivalNs);
        }
        desk.sweep(book);
    }

    /** An order with new terms meets the market as it stands: not in a halt, nor the last touch of a session gone by.
     * */
    private void meetMarket(final InstrumentBook book, final VenueOrder order, final long timeNs) {
        if (incidents.halts(order.instrument, timeNs, timeNs)) {
            order.waits = true;
        } else if (sessions.pauses(order.instrument, timeNs, timeNs)) {
            desk.endIfImmediate(book, order, timeNs);
        } else if (book.onTicks() && !sessions.pauses(order.instrument, book.tickNs, timeNs)) {
            ticks.arrive(book, order, timeNs);
        }
    }

    private ReportReason objection(final VenueOrder order) {
        if (order.instrument < 0 || order.instrument >= books.length) {
            return ReportReason.NO_LIQUIDITY;
        }
        final ReportReason scripted = incidents.objection(order.instrument, order.arrivalNs);
        if (scripted != ReportReason.NONE) {
            return scripted;
        }
        final InstrumentBook book = books[order.instrument];
        final boolean limit = order.type != OrderType.MARKET && order.type != OrderType.STOP;
        if ((limit && order.limitPrice <= 0) || (order.isStop() && order.stopPrice <= 0)) {
            return ReportReason.BELOW_MINIMUM;
        }
        final boolean usable = order.byCash
                ? order.buys() && order.type == OrderType.MARKET
                : order.leaves > 0 && Fixed.isMultiple(order.leaves, book.lot);
        if (!usable) {
            return ReportReason.BELOW_MINIMUM;
        }
        return order.type == OrderType.POST_ONLY && book.wouldTake(order)
                ? ReportReason.WOULD_CROSS
                : ReportReason.NONE;
    }

    private void cancel(final VenueOrder command) {
        final VenueOrder order = desk.find(command.orderId);
        if (order != null) {
            final InstrumentBook book = books[order.instrument];
            desk.end(book, order, ExecType.CANCELED, ReportReason.BY_REQUEST, afterMatching(command, book));
            desk.sweep(book);
            return;
        }
        answerMissing(command, ExecType.CANCEL_REJECTED);
    }

    private void replace(final VenueOrder terms) {
        final VenueOrder order = desk.find(terms.orderId);
        if (order == null) {
            answerMissing(terms, ExecType.REPLACE_REJECTED);
            return;
        }
        final InstrumentBook book = books[order.instrument];
        final long timeNs = afterMatching(terms, book);
        final ReportReason objection = objection(order, terms);
        if (objection != ReportReason.NONE) {
            desk.report(order, ExecType.REPLACE_REJECTED, objection, timeNs);
            return;
        }
        if (!desk.replace(book, order, terms, timeNs)) {
            meetMarket(book, order, timeNs);
        }
        desk.sweep(book);
    }

    private ReportReason objection(final VenueOrder order, final VenueOrder terms) {
        if (order.byCash || order.worksAsMarket()) {
            return ReportReason.TOO_LATE;
        }
        terms.instrument = order.instrument;
        terms.side = order.side;
        terms.type = order.type;
        return objection(terms);
    }

    private void answerMissing(final VenueOrder command, final ExecType answer) {
        final boolean late = desk.hasEnded(command.orderId);
        final boolean known = command.instrument >= 0 && command.instrument < books.length;
        final long timeNs = known ? afterMatching(command, books[command.instrument]) : command.arrivalNs;
        command.leaves = 0;
        desk.report(command, answer, late ? ReportReason.TOO_LATE : ReportReason.UNKNOWN_ORDER, timeNs);
    }

    /** A cancel that arrived inside a bar is answered after the fills of that bar. */
    private static long afterMatching(final VenueOrder command, final InstrumentBook book) {
        return Math.max(command.arrivalNs, book.matchedNs);
    }

    private void refuse(final OrderCommandDecoder command, final long timeNs) {
        refused.read(command, timeNs, timeNs);
        refused.leaves = 0;
        final ExecType answer = switch (refused.action) {
            case CANCEL -> ExecType.CANCEL_REJECTED;
            case REPLACE -> ExecType.REPLACE_REJECTED;
            default -> ExecType.REJECTED;
        };
        desk.report(refused, answer, ReportReason.BOOK_FULL, timeNs);
    }

    /** Expires the orders whose session ended at or before {@code timeNs}. */
    private void expire(final long timeNs) {
        if (timeNs < nextExpiryNs) {
            return;
        }
        nextExpiryNs = VenueOrder.NEVER;
        for (final InstrumentBook book : books) {
            for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
                if (order.expiryNs <= timeNs) {
                    desk.end(book, order, ExecType.EXPIRED, ReportReason.SESSION_CLOSE, order.expiryNs);
                } else {
                    nextExpiryNs = Math.min(nextExpiryNs, order.expiryNs);
                }
            }
            desk.sweep(book);
        }
    }

    private static long touch(final long price, final long size) {
        return price <= 0 || size == 0 ? Absent.FIXED : price;
    }

    /** An order that was sent before a split and arrives after it, still in old units. */
    private final class LateOrder implements ActionListener {
        private VenueOrder order;

        @Override
        public void onSplit(final int instrument, final int to, final int from, final long exTimeNs) {
            order.split(to, from, books[instrument].lot);
        }

        @Override
        public void onDividend(final int instrument, final long cash, final long exTimeNs) {
            // Orders are not marked down.
        }
    }
}
