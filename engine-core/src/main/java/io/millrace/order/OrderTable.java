package io.millrace.order;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.ReportReason;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.InstrumentSet;
import io.millrace.risk.ApprovedCancel;
import io.millrace.risk.ApprovedOrder;

/**
 * All orders that may still fill, and the newest that ended. Decide thread; no allocation after construction.
 *
 * <ul>
 *   <li>{@link #add}: an approved order is on its way (PENDING_NEW);
 *   <li>{@link #onReport}: the venue spoke; every order of arrival is accepted, the venue's word wins, and what should
 * not
 *       have come is told as an anomaly ({@link OrderTransitions});
 *   <li>{@link #requestCancel}, {@link #requestReplace}, {@link #markUnknown}: what the engine itself knows.
 * </ul>
 *
 * <p>Ended orders stay until their slot is needed, oldest first, so that late fills find theirs. A fill of a forgotten
 * order
 * is still told, to the strategy named in its id: the venue's position is the truth.
 */
public final class OrderTable implements Stateful {
    /** Open orders and remembered ended ones together, unless told otherwise. */
    public static final int DEFAULT_CAPACITY = 4_096;

    /** Fills remembered for each place in the table, to apply each once. */
    public static final int FILLS_PER_ORDER = 4;

    private static final String DUPLICATE_ID = "order table: this order id was added before";
    private static final String OUT_OF_RANGE = "order table: strategy or instrument of the order is out of range";

    private final int strategyCount;
    private final int instrumentCount;
    private final boolean venueCancelsSiblings;
    private final Order[] orders;
    private final OrderList open = new OrderList();
    private final OrderList ended = new OrderList();
    private final SlotIndex byId;
    private final OrderGroups groups;
    private final OpenExposure exposure;
    private final RecentFills fills;
    private final int[] openByStrategy;
    private int used;
    private int excluded;
    private long creations;

    /**
     * @param capacity open and remembered ended orders; 2 or more
     * @param venueCancelsSiblings true when the venue itself cancels the other legs of a group on a fill
     */
    public OrderTable(
            final int strategyCount,
            final int instrumentCount,
            final int capacity,
            final boolean venueCancelsSiblings) {
        if (strategyCount < 1 || instrumentCount < 1 || capacity < 2) {
            throw new IllegalArgumentException("order table: " + strategyCount + " strategies, " + instrumentCount
                    + " instruments, capacity " + capacity + "; expected at least 1, 1 and 2");
        }
        this.strategyCount = strategyCount;
        this.instrumentCount = instrumentCount;
        this.venueCancelsSiblings = venueCancelsSiblings;
        orders = new Order[capacity];
        for (int i = 0; i < capacity; i++) {
            orders[i] = new Order(i);
        }
        byId = new SlotIndex(capacity);
        groups = new OrderGroups(orders);
        exposure = new OpenExposure(strategyCount, instrumentCount);
        fills = new RecentFills(Math.multiplyExact(capacity, FILLS_PER_ORDER));
        openByStrategy = new int[strategyCount];
    }

    /** Takes in an order that is about to leave; false when every place holds an open order. */
    public boolean add(final ApprovedOrder approved) {
        if (approved.strategy() >= strategyCount || approved.instrument() >= instrumentCount) {
            throw new IllegalArgumentException(OUT_OF_RANGE);
        }
        if (byId.get(approved.orderId()) != SlotIndex.NONE) {
            throw new IllegalArgumentException(DUPLICATE_ID);
        }
        final Order order = freePlace();
        if (order == null) {
            return false;
        }
        creations++;
        order.assign(approved, creations);
        byId.put(order.orderId, order.slot);
        groups.join(order);
        exposure.subtract(order);
        order.state = OrderState.PENDING_NEW;
        exposure.add(order);
        open.addLast(order);
        openByStrategy[order.strategy]++;
        return true;
    }

    /** Applies what a venue reported. Reports of unknown orders and repeated fills change nothing but are told. */
    public void onReport(final ExecutionReportDecoder report, final OrderListener listener) {
        final ExecType type = report.execType();
        final Order order = find(report.orderId());
        if (order == null) {
            onUnknownOrder(report, type, listener);
        } else if (type == ExecType.FILL) {
            onFill(order, report, listener);
        } else {
            advance(order, type, report.reason(), listener);
        }
    }

    /** Notes that a cancel is on its way; false when the order is unknown, has ended or has a cancel on its way. */
    public boolean requestCancel(final ApprovedCancel cancel, final OrderListener listener) {
        final Order order = find(cancel.orderId());
        if (order == null || !order.state.isOpen() || order.state == OrderState.PENDING_CANCEL) {
            return false;
        }
        if (order.state != OrderState.UNKNOWN) {
            move(order, OrderState.PENDING_CANCEL, listener);
        }
        return true;
    }

    /**
     * Notes that new terms are on their way; false unless the order is {@link Order#isReplaceable}. The order keeps
     * its id.
     *
     * @param terms approved for what is not filled yet
     */
    public boolean requestReplace(final ApprovedOrder terms, final OrderListener listener) {
        final Order order = find(terms.orderId());
        if (order == null || !order.isReplaceable()) {
            return false;
        }
        exposure.subtract(order);
        order.expect(terms);
        exposure.add(order);
        move(order, OrderState.PENDING_REPLACE, listener);
        return true;
    }

    /** Leaves an open order out of every sum, for a change of it to be judged; {@link #include} must follow. */
    public void exclude(final Order order) {
        exposure.subtract(order);
        order.excluded = true;
        exposure.add(order);
        excluded++;
    }

    /** Ends {@link #exclude}. */
    public void include(final Order order) {
        exposure.subtract(order);
        order.excluded = false;
        exposure.add(order);
        excluded--;
    }

    /**
     * Notes that the venue's answer is missing: the order counts as live until a report says more. False if not open.
     */
    public boolean markUnknown(final long orderId, final OrderListener listener) {
        final Order order = find(orderId);
        if (order == null || !order.state.isOpen()) {
            return false;
        }
        move(order, OrderState.UNKNOWN, listener);
        return true;
    }

    /**
     * Puts the open orders of an instrument into the units after a split, as its venue does: what may still fill is cut
     * to whole lots, prices are rounded to the nearest. Orders to spend cash stay as they are but for what they count
     * for.
     */
    public void split(final int instrument, final int to, final int from, final long lot) {
        for (Order order = open.first(); order != null; order = order.next) {
            if (order.instrument == instrument) {
                exposure.subtract(order);
                order.split(to, from, lot);
                exposure.add(order);
            }
        }
    }

    /** The order, also when it has ended and is still remembered; null when unknown. */
    public Order find(final long orderId) {
        final int slot = orderId > 0 ? byId.get(orderId) : SlotIndex.NONE;
        return slot == SlotIndex.NONE ? null : orders[slot];
    }

    /** The oldest open order; null when there is none. */
    public Order firstOpen() {
        return open.first();
    }

    /** The open order created after this open one; null at the end. Ask before changing {@code order}. */
    public Order nextOpen(final Order order) {
        return order.next;
    }

    public int openOrders() {
        return open.size() - excluded;
    }

    public int openOrders(final int strategy) {
        return openByStrategy[strategy];
    }

    /** Quantity that the strategy's open orders may still buy. */
    public long openBuyQuantity(final int strategy, final int instrument) {
        return exposure.buyQuantity(strategy, instrument);
    }

    /** Quantity that the strategy's open orders may still sell; reducing legs of one group count once. */
    public long openSellQuantity(final int strategy, final int instrument) {
        return exposure.sellQuantity(strategy, instrument);
    }

    public long accountOpenBuyQuantity(final int instrument) {
        return exposure.accountBuyQuantity(instrument);
    }

    public long accountOpenSellQuantity(final int instrument) {
        return exposure.accountSellQuantity(instrument);
    }

    /** Instruments of which an open order has changed; emptied by the one who keeps sums of what they may do. */
    public InstrumentSet changed() {
        return exposure.changed();
    }

    /** Cash that the strategy's open buys may still need. */
    public long reservedCash(final int strategy) {
        return exposure.reservedCash(strategy);
    }

    public long accountReservedCash() {
        return exposure.accountReservedCash();
    }

    /** What the open reducing legs of a group count for already on this side; 0 when there are none. */
    public long groupQuantity(final int strategy, final int instrument, final Side side, final long ocoGroup) {
        return groups.quantity(strategy, instrument, side, ocoGroup);
    }

    /** True while an order of the group may still fill. */
    public boolean hasOpen(final long ocoGroup) {
        return groups.hasOpen(ocoGroup);
    }

    /**
     * What has filled and may still fill of the orders with this parent, those that only reduce left out.
     * O(orders).
     */
    public long childQuantity(final long parentOrderId) {
        long sum = 0;
        for (int i = 0; i < used; i++) {
            final Order order = orders[i];
            if (order.parentOrderId == parentOrderId && !order.reducing) {
                sum = Math.addExact(sum, Math.addExact(order.filled, order.openQuantity()));
            }
        }
        return sum;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(creations);
        sink.putLong(open.size());
        for (Order order = open.first(); order != null; order = order.next) {
            order.writeState(sink);
        }
        sink.putLong(ended.size());
        for (Order order = ended.first(); order != null; order = order.next) {
            order.writeState(sink);
        }
        groups.writeState(open.first(), sink);
        groups.writeState(ended.first(), sink);
        fills.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        creations = source.getLong();
        final int living = source.getCount("OrderTable.open", orders.length);
        readOrders(0, living, source);
        final int known = living + source.getCount("OrderTable.ended", orders.length - living);
        readOrders(living, known, source);
        for (int i = 0; i < known; i++) {
            (i < living ? open : ended).addLast(orders[i]);
        }
        for (int i = 0; i < known; i++) {
            groups.readState(orders[i], byId, source);
        }
        used = known;
        countOpen(living);
        fills.readState(source);
    }

    private void readOrders(final int from, final int to, final StateSource source) {
        for (int i = from; i < to; i++) {
            final Order order = orders[i];
            order.readState(source);
            if (order.strategy < 0
                    || order.strategy >= strategyCount
                    || order.instrument < 0
                    || order.instrument >= instrumentCount) {
                throw StateSource.refused("Order.strategy", order.strategy, "one of this configuration");
            }
            byId.put(order.orderId, order.slot);
        }
    }

    /** Forms the sums again, one order after the other, as if each had just been placed. */
    private void countOpen(final int living) {
        for (int i = 0; i < living; i++) {
            orders[i].excluded = true;
        }
        for (int i = 0; i < living; i++) {
            final Order order = orders[i];
            exposure.subtract(order);
            order.excluded = false;
            exposure.add(order);
            openByStrategy[order.strategy]++;
        }
    }

    private Order freePlace() {
        if (used < orders.length) {
            return orders[used++];
        }
        final Order oldest = ended.first();
        if (oldest != null) {
            ended.remove(oldest);
            byId.remove(oldest.orderId);
            groups.leave(oldest);
        }
        return oldest;
    }

    private void onUnknownOrder(
            final ExecutionReportDecoder report, final ExecType type, final OrderListener listener) {
        final long orderId = report.orderId();
        listener.onAnomaly(AlertCode.UNKNOWN_ORDER_REPORT, orderId, type.value());
        final int strategy = OrderIds.strategy(orderId);
        final long instrument = report.instrument();
        final boolean ours = OrderIds.isValid(orderId) && strategy < strategyCount && instrument < instrumentCount;
        if (type == ExecType.FILL && ours && isUsable(report) && isNewFill(report, listener)) {
            remember(report);
            tellFill(strategy, (int) instrument, report.side(), report, listener);
        }
    }

    private void onFill(final Order order, final ExecutionReportDecoder report, final OrderListener listener) {
        if (!isUsable(report)) {
            listener.onAnomaly(AlertCode.ILLEGAL_ORDER_TRANSITION, order.orderId, ExecType.FILL.value());
            return;
        }
        if (!isNewFill(report, listener)) {
            return;
        }
        final OrderState from = order.state;
        final long filled = Math.addExact(order.filled, report.lastQuantity());
        final long spent = order.cashQuantity == 0 ? 0 : Math.addExact(order.spent, costOf(report));
        remember(report);
        exposure.subtract(order);
        order.filled = filled;
        order.spent = spent;
        exposure.add(order);
        tellFill(order.strategy, order.instrument, order.side, report, listener);
        final long excess = order.cashQuantity == 0 ? filled - order.largestQuantity() : spent - order.cashQuantity;
        if (excess > 0) {
            listener.onAnomaly(AlertCode.OVERFILL, order.orderId, Fixed.toDouble(excess));
        } else if (!OrderTransitions.isLegal(from, ExecType.FILL, filled)) {
            listener.onAnomaly(AlertCode.ILLEGAL_ORDER_TRANSITION, order.orderId, ExecType.FILL.value());
        }
        final OrderState to = OrderTransitions.next(from, ExecType.FILL, filled, remaining(order, report));
        move(order, waiting(order, to), listener);
        if (!venueCancelsSiblings) {
            groups.tellSiblings(order, listener);
        }
    }

    private void advance(
            final Order order, final ExecType type, final ReportReason reason, final OrderListener listener) {
        final boolean answer = type == ExecType.REPLACED || type == ExecType.REPLACE_REJECTED;
        final boolean unasked = answer && !order.replacing && order.state.isOpen();
        if (unasked || !OrderTransitions.isLegal(order.state, type, order.filled)) {
            listener.onAnomaly(AlertCode.ILLEGAL_ORDER_TRANSITION, order.orderId, type.value());
        }
        if (unasked) {
            return;
        }
        if (answer && order.replacing) {
            endReplace(order, type);
        }
        if (type == ExecType.REJECTED) {
            listener.onAnomaly(AlertCode.ORDER_REJECTED_BY_VENUE, order.orderId, reason.value());
        }
        if (reason == ReportReason.UNKNOWN_ORDER && isRefused(order.state, type)) {
            move(order, OrderState.UNKNOWN, listener);
            return;
        }
        final OrderState to = OrderTransitions.next(order.state, type, order.filled, order.openQuantity());
        move(order, waiting(order, to), listener);
    }

    /** The venue refused what was asked of an order that we believe it has. */
    private static boolean isRefused(final OrderState state, final ExecType type) {
        return (type == ExecType.CANCEL_REJECTED && state == OrderState.PENDING_CANCEL)
                || (type == ExecType.REPLACE_REJECTED && state == OrderState.PENDING_REPLACE);
    }

    private void endReplace(final Order order, final ExecType answer) {
        exposure.subtract(order);
        if (answer == ExecType.REPLACED) {
            order.takeNextTerms();
        } else {
            order.replacing = false;
        }
        exposure.add(order);
    }

    /** An order that would only work also waits for the answer to its new terms. */
    private static OrderState waiting(final Order order, final OrderState to) {
        final boolean works =
                to == OrderState.WORKING || to == OrderState.PARTIALLY_FILLED || to == OrderState.TRIGGERED;
        return works && order.replacing ? OrderState.PENDING_REPLACE : to;
    }

    /** The only writer of an order's state after its creation. */
    private void move(final Order order, final OrderState to, final OrderListener listener) {
        final OrderState from = order.state;
        if (from == to) {
            return;
        }
        exposure.subtract(order);
        order.state = to;
        exposure.add(order);
        if (from.isOpen() && !to.isOpen()) {
            open.remove(order);
            ended.addLast(order);
            openByStrategy[order.strategy]--;
        } else if (!from.isOpen() && to.isOpen()) {
            ended.remove(order);
            open.addByCreation(order);
            openByStrategy[order.strategy]++;
        }
        listener.onState(order.orderId, from, to);
    }

    private boolean isNewFill(final ExecutionReportDecoder report, final OrderListener listener) {
        final long orderId = report.orderId();
        final long tradeId = report.execId();
        if (tradeId == Absent.FIXED || !fills.contains(orderId, tradeId)) {
            return true;
        }
        final boolean same = fills.isSame(orderId, tradeId, report.lastQuantity(), report.lastPrice());
        listener.onAnomaly(AlertCode.DUPLICATE_FILL, orderId, same ? 0 : 1);
        return false;
    }

    private void remember(final ExecutionReportDecoder report) {
        if (report.execId() != Absent.FIXED) {
            fills.add(report.orderId(), report.execId(), report.lastQuantity(), report.lastPrice());
        }
    }

    private static void tellFill(
            final int strategy,
            final int instrument,
            final Side side,
            final ExecutionReportDecoder report,
            final OrderListener listener) {
        listener.onFill(
                report.orderId(),
                strategy,
                instrument,
                side,
                report.lastQuantity(),
                report.lastPrice(),
                feeOf(report),
                report.eventTime());
    }

    private static boolean isUsable(final ExecutionReportDecoder report) {
        return report.lastQuantity() > 0 && report.lastPrice() > 0;
    }

    private static long feeOf(final ExecutionReportDecoder report) {
        return report.fee() == Absent.FIXED ? 0 : report.fee();
    }

    private static long costOf(final ExecutionReportDecoder report) {
        return Math.addExact(Fixed.multiply(report.lastQuantity(), report.lastPrice()), feeOf(report));
    }

    /**
     * An order of a quantity knows what is left; of an order to spend cash, and of one whose new terms may be in force
     * or not, only the venue does.
     */
    private static long remaining(final Order order, final ExecutionReportDecoder report) {
        if (order.cashQuantity == 0) {
            return order.replacing && report.leavesQuantity() != Absent.FIXED
                    ? Math.max(0, report.leavesQuantity())
                    : Math.max(0, order.largestQuantity() - order.filled);
        }
        return report.leavesQuantity() == Absent.FIXED
                ? Math.max(0, order.cashQuantity - order.spent)
                : report.leavesQuantity();
    }
}
