package io.millrace.order;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.Side;
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
    private final Order[] orders;
    private final OrderList open = new OrderList();
    private final OrderList ended = new OrderList();
    private final SlotIndex byId;
    private final OrderGroups groups;
    private final OpenExposure exposure;
    private final OrderReports reports;
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
        orders = new Order[capacity];
        for (int i = 0; i < capacity; i++) {
            orders[i] = new Order(i);
        }
        byId = new SlotIndex(capacity);
        groups = new OrderGroups(orders);
        exposure = new OpenExposure(strategyCount, instrumentCount);
        reports = new OrderReports(this, Math.multiplyExact(capacity, FILLS_PER_ORDER), venueCancelsSiblings);
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
        reports.onReport(report, listener);
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
        reports.writeState(sink);
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
        reports.readState(source);
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

    /** The only writer of an order's state after its creation. */
    void move(final Order order, final OrderState to, final OrderListener listener) {
        final OrderState from = order.state;
        if (from == to) {
            return;
        }
        if (from.isOpen() == to.isOpen()) {
            order.state = to;
        } else {
            exposure.subtract(order);
            order.state = to;
            exposure.add(order);
            changeLists(order);
        }
        listener.onState(order.orderId, from, to);
    }

    private void changeLists(final Order order) {
        if (order.state.isOpen()) {
            ended.remove(order);
            open.addByCreation(order);
            openByStrategy[order.strategy]++;
        } else {
            open.remove(order);
            ended.addLast(order);
            openByStrategy[order.strategy]--;
        }
    }

    /** Counts a fill; state and lists are the caller's to change. */
    void count(final Order order, final long filled, final long spent) {
        exposure.subtract(order);
        order.filled = filled;
        order.spent = spent;
        exposure.add(order);
    }

    /** The venue's answer to new terms: they hold, or the old ones go on. */
    void endReplace(final Order order, final boolean taken) {
        exposure.subtract(order);
        if (taken) {
            order.takeNextTerms();
        } else {
            order.replacing = false;
        }
        exposure.add(order);
    }

    /** Tells which other legs of the order's group are to be cancelled. */
    void tellSiblings(final Order filled, final OrderListener listener) {
        groups.tellSiblings(filled, listener);
    }

    /** True when strategy and instrument are of this configuration. */
    boolean knows(final int strategy, final long instrument) {
        return strategy < strategyCount && instrument < instrumentCount;
    }
}
