package io.millrace.venue;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.ReportReason;
import io.millrace.fixed.Fixed;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Owns the order slots and everything that ends up in a report: fills, fees, cancels, expiry. The matchers decide what
 * happens, the desk makes it happen. Single thread; no allocation after construction.
 */
final class ExecutionDesk {
    private static final float LOAD_FACTOR = 0.55f;

    private final VenueConfig config;
    private final FeeSchedule fees;
    private final Slippage slippage;
    private final Delays delays;
    private final Incidents incidents;
    private final ReportQueue reports;
    private final OrderList free = new OrderList();
    private final EndedOrders ended;
    private final GroupFills groupFills;
    private final Long2ObjectHashMap<VenueOrder> live;
    private long execId;

    ExecutionDesk(final VenueConfig config, final FeeSchedule fees, final Delays delays, final Incidents incidents) {
        this.config = config;
        this.fees = fees;
        this.delays = delays;
        this.incidents = incidents;
        slippage = new Slippage(config.slippage());
        reports = new ReportQueue(config.maxReports());
        ended = new EndedOrders(config.maxOrders());
        groupFills = new GroupFills(config.maxOrders());
        live = new Long2ObjectHashMap<>(2 * config.maxOrders(), LOAD_FACTOR);
        for (int i = 0; i < 2 * config.maxOrders(); i++) {
            free.add(new VenueOrder());
        }
    }

    /** A free slot, or null at a limit. Half of the slots are kept for cancels: a full book must be able to empty. */
    VenueOrder claim(final boolean forCancel) {
        final VenueOrder slot = free.first();
        if (slot == null || (!forCancel && !hasRoom())) {
            return null;
        }
        free.remove(slot);
        return slot;
    }

    /** What was used last is used next: it is still in the caches. */
    void release(final VenueOrder slot) {
        free.addFirst(slot);
    }

    VenueOrder find(final long orderId) {
        return live.get(orderId);
    }

    boolean hasEnded(final long orderId) {
        return ended.contains(orderId);
    }

    void accept(final InstrumentBook book, final VenueOrder order) {
        live.put(order.orderId, order);
        book.orders.add(order);
        report(order, ExecType.ACCEPTED, ReportReason.NONE, order.arrivalNs);
    }

    /** True when the order comes too late for its group: another one filled while it was on its way. */
    boolean isOvertaken(final VenueOrder order) {
        return order.ocoGroup != 0 && groupFills.isUnheard(order.ocoGroup, order.sentNs);
    }

    void trigger(final VenueOrder order, final long timeNs) {
        order.triggered = true;
        report(order, ExecType.TRIGGERED, ReportReason.NONE, timeNs);
    }

    /** What the order may still take at {@code price}, in whole lots. */
    long open(final InstrumentBook book, final VenueOrder order, final long price) {
        if (!order.byCash) {
            return order.leaves;
        }
        return AllInQuantity.largest(order.cashLeft, price, book.lot, fees, book.instrument, order.feeSum, order.paid);
    }

    /** The price of a market or stop fill: shifted against the order, rounded against it. */
    long slipped(final InstrumentBook book, final VenueOrder order, final long price) {
        return slippage.price(book, order, price, 0);
    }

    /** The same with a market impact on top, a rate at 1e-8. */
    long slipped(final InstrumentBook book, final VenueOrder order, final long price, final long impact) {
        return slippage.price(book, order, price, impact);
    }

    Slippage slippage() {
        return slippage;
    }

    long shifted(final VenueOrder order, final long price, final long rate) {
        if (rate == 0) {
            return price;
        }
        return order.buys() ? Fixed.multiplyUp(price, Fixed.ONE + rate) : Fixed.multiplyDown(price, Fixed.ONE - rate);
    }

    /** Share of a volume that may be filled, in whole lots; everything when there is no cap. */
    long allowance(final InstrumentBook book, final long volume) {
        final long rate = config.fills().participationRate();
        if (rate == 0) {
            return Long.MAX_VALUE;
        }
        final long share = Fixed.multiplyDown(Math.max(0, volume), rate);
        return Fixed.floorTo(share, book.lot);
    }

    /** A fill at the price that the market shows. */
    void fill(
            final InstrumentBook book,
            final VenueOrder order,
            final long quantity,
            final long price,
            final long timeNs,
            final Liquidity liquidity) {
        fill(book, order, quantity, price, price, timeNs, liquidity);
    }

    /**
     * Fills {@code quantity}, which is more than 0 and at most what is {@link #open}.
     *
     * @param shown what the market shows; the difference to the price is slippage
     */
    void fill(
            final InstrumentBook book,
            final VenueOrder order,
            final long quantity,
            final long price,
            final long shown,
            final long timeNs,
            final Liquidity liquidity) {
        final long fee = charge(book, order, fees.fee(book.instrument, quantity, price, liquidity));
        if (order.byCash) {
            order.cashLeft -= Math.addExact(Fixed.multiply(quantity, price), fee);
            order.leaves = open(book, order, price);
        } else {
            order.leaves -= quantity;
        }
        final VenueReport report = claimReport(order, ExecType.FILL, ReportReason.NONE, timeNs);
        report.execId = ++execId;
        report.quantity = quantity;
        report.price = price;
        report.fee = fee;
        report.slippage = Fixed.multiply(quantity, Math.abs(price - shown));
        report.liquidity = liquidity;
        reports.add();
        book.matchedNs = Math.max(book.matchedNs, timeNs);
        if (order.leaves == 0) {
            finish(book, order);
        }
        if (order.ocoGroup != 0) {
            groupFills.add(order.ocoGroup, order.heardNs);
            cancelSiblings(book, order, timeNs);
        }
    }

    /** Ends a live order with one last report. */
    void end(
            final InstrumentBook book,
            final VenueOrder order,
            final ExecType type,
            final ReportReason reason,
            final long timeNs) {
        order.leaves = 0;
        report(order, type, reason, timeNs);
        finish(book, order);
    }

    /**
     * Puts new terms into force; {@code terms.leaves} is the whole new quantity.
     *
     * @return true when the order keeps its place or has ended; false when it is to be taken like one that just arrived
     */
    boolean replace(final InstrumentBook book, final VenueOrder order, final VenueOrder terms, final long timeNs) {
        final long left = terms.leaves - (order.quantity - order.leaves);
        if (left <= 0) {
            end(book, order, ExecType.CANCELED, ReportReason.BY_REQUEST, timeNs);
            return true;
        }
        final boolean repriced = order.limitPrice != terms.limitPrice || order.stopPrice != terms.stopPrice;
        final boolean requeued = repriced || left > order.leaves;
        order.quantity = terms.leaves;
        order.leaves = left;
        order.limitPrice = terms.limitPrice;
        order.stopPrice = terms.stopPrice;
        report(order, ExecType.REPLACED, ReportReason.NONE, timeNs);
        if (requeued) {
            order.arrivalNs = terms.arrivalNs;
            order.ahead = VenueOrder.UNKNOWN_AHEAD;
            order.fresh |= repriced;
            order.waits = repriced ? terms.waits : order.waits;
            book.orders.remove(order);
            book.orders.add(order);
        }
        return !repriced;
    }

    /** Ends a cash order whose cash does not buy one lot. */
    void refuseFunds(final InstrumentBook book, final VenueOrder order, final long timeNs) {
        end(book, order, ExecType.CANCELED, ReportReason.INSUFFICIENT_FUNDS, timeNs);
    }

    /** Cancels what an order that fills at once or not at all did not get. */
    void endIfImmediate(final InstrumentBook book, final VenueOrder order, final long timeNs) {
        if (!order.done && order.isImmediate()) {
            end(book, order, ExecType.CANCELED, ReportReason.NO_LIQUIDITY, timeNs);
        }
    }

    void report(final VenueOrder order, final ExecType type, final ReportReason reason, final long timeNs) {
        claimReport(order, type, reason, timeNs);
        reports.add();
    }

    /** Frees the slots of the orders that ended. */
    void sweep(final InstrumentBook book) {
        if (!book.dirty) {
            return;
        }
        VenueOrder order = book.orders.first();
        while (order != null) {
            final VenueOrder next = order.next;
            if (order.done) {
                book.orders.remove(order);
                release(order);
            }
            order = next;
        }
        book.dirty = false;
    }

    boolean poll(final long nowNs, final ReportSink sink) {
        return reports.poll(nowNs, sink);
    }

    /** Takes in the orders of a book that was read. */
    void join(final InstrumentBook book) {
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            live.put(order.orderId, order);
        }
    }

    void writeState(final StateSink sink) {
        sink.putLong(execId);
        delays.writeState(sink);
        ended.writeState(sink);
        groupFills.writeState(sink);
        reports.writeState(sink);
    }

    void readState(final StateSource source) {
        execId = source.getLong();
        delays.readState(source);
        ended.readState(source);
        groupFills.readState(source);
        reports.readState(source);
    }

    /** What an order pays for one more fill: its fees so far, or the minimum, less what it has paid. */
    private long charge(final InstrumentBook book, final VenueOrder order, final long fee) {
        order.feeSum = Fixed.add(order.feeSum, fee);
        final long minimum = fees.minimum(book.instrument);
        final long due = Fixed.subtract(minimum == 0 ? order.feeSum : Math.max(minimum, order.feeSum), order.paid);
        order.paid = Fixed.add(order.paid, due);
        return due;
    }

    private boolean hasRoom() {
        final int used = 2 * config.maxOrders() - free.size();
        return used < config.maxOrders() && reports.free() >= (used + 1) * VenueConfig.REPORTS_PER_ORDER;
    }

    private void cancelSiblings(final InstrumentBook book, final VenueOrder filled, final long timeNs) {
        for (VenueOrder order = book.orders.first(); order != null; order = order.next) {
            if (order != filled && !order.done && order.ocoGroup == filled.ocoGroup) {
                end(book, order, ExecType.CANCELED, ReportReason.OCO_SIBLING, timeNs);
            }
        }
    }

    private void finish(final InstrumentBook book, final VenueOrder order) {
        order.done = true;
        book.dirty = true;
        live.remove(order.orderId);
        ended.add(order.orderId);
    }

    /** When a report is heard: never before an earlier one of the same order, and not during an outage. */
    private long dueNs(final VenueOrder order, final long timeNs) {
        final long heard = Math.max(order.heardNs, Math.addExact(timeNs, delays.report()));
        order.heardNs = incidents.afterOutage(heard);
        return order.heardNs;
    }

    private VenueReport claimReport(
            final VenueOrder order, final ExecType type, final ReportReason reason, final long timeNs) {
        final VenueReport report = reports.claim();
        report.timeNs = dueNs(order, timeNs);
        report.orderId = order.orderId;
        report.instrument = order.instrument;
        report.side = order.side;
        report.type = type;
        report.execId = 0;
        report.quantity = 0;
        report.price = 0;
        report.leaves = type == ExecType.REJECTED ? 0 : order.leaves;
        report.fee = 0;
        report.slippage = 0;
        report.liquidity = Liquidity.NONE;
        report.reason = reason;
        return report;
    }
}
