package io.millrace.engine;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Side;
import io.millrace.intent.OrderIntent;
import io.millrace.order.Order;
import io.millrace.order.OrderIds;
import io.millrace.order.OrderListener;
import io.millrace.order.OrderTable;
import io.millrace.risk.ApprovedCancel;
import io.millrace.risk.ApprovedOrder;
import io.millrace.risk.OrderOrigin;
import io.millrace.risk.RiskGate;
import io.millrace.risk.RiskListener;
import io.millrace.risk.TradingState;
import io.millrace.strategy.StrategyContext;

/**
 * The only way by which orders leave: each new order, change and cancel gets its id, passes the gate, is entered in the
 * order table and written to the step. Who asks, and what becomes of it, is not known here. Decide thread; no
 * allocation; prices, quantities and money at 1e-8.
 */
final class OrderDoor implements Stateful {
    private final RiskGate gate;
    private final OrderTable orders;
    private final AccountView view;
    private final OrderWriter writer;
    private final Touch touch;
    private final RiskListener onDecision;
    private final OrderListener listener;
    private final int strategyCount;
    private final OrderIntent changed = new OrderIntent();
    private OrderIds ids;
    private long ocoGroups;

    /** @param listener told of the states that asking brings */
    OrderDoor(
            final RiskGate gate,
            final OrderTable orders,
            final AccountView view,
            final OrderWriter writer,
            final Touch touch,
            final RiskListener onDecision,
            final OrderListener listener,
            final int strategyCount) {
        this.gate = gate;
        this.orders = orders;
        this.view = view;
        this.writer = writer;
        this.touch = touch;
        this.onDecision = onDecision;
        this.listener = listener;
        this.strategyCount = strategyCount;
        this.ids = new OrderIds(1, strategyCount);
    }

    /** {@link OrderDesk#beginEpoch}. */
    void beginEpoch(final int epoch, final boolean live) {
        ids = new OrderIds(epoch, strategyCount);
        Order order = live ? orders.firstOpen() : null;
        while (order != null) {
            final Order next = orders.nextOpen(order);
            if (order.state().isPending()) {
                orders.markUnknown(order.orderId(), listener);
            }
            order = next;
        }
    }

    /** Offers an intent as it is. */
    long place(final OrderIntent intent) {
        return place(intent, OrderOrigin.STRATEGY);
    }

    /** Offers an order of a flatten to the gate; false when it was refused. */
    boolean placeClosing(final OrderIntent intent) {
        return place(intent, OrderOrigin.FLATTEN) != StrategyContext.REFUSED;
    }

    private long place(final OrderIntent intent, final OrderOrigin origin) {
        final long id = ids.next(intent.strategy);
        view.judge(intent.parentOrderId);
        final ApprovedOrder approved = gate.evaluate(intent, id, origin, view, onDecision);
        view.judge(0);
        if (approved == null || !orders.add(approved)) {
            return StrategyContext.REFUSED;
        }
        writer.write(approved);
        return id;
    }

    /** New terms for a resting order of the strategy, which keeps its id; false when it stays as it is. */
    boolean replace(
            final int strategy, final long orderId, final long quantity, final long limitPrice, final long stopPrice) {
        final Order order = orders.find(orderId);
        return order != null && order.strategy() == strategy && change(order, quantity, limitPrice, stopPrice);
    }

    /**
     * Offers new terms of an order to the gate, which judges what is not filled of them as if the order were not there.
     *
     * @param quantity the whole of it, what has filled included
     */
    boolean change(final Order order, final long quantity, final long limitPrice, final long stopPrice) {
        final boolean same =
                quantity == order.quantity() && limitPrice == order.limitPrice() && stopPrice == order.stopPrice();
        if (same || !order.isReplaceable() || quantity <= order.filled()) {
            return false;
        }
        changed.reset(order.strategy(), order.instrument());
        changed.side = order.side();
        changed.type = order.type();
        changed.timeInForce = order.timeInForce();
        changed.quantity = quantity - order.filled();
        changed.limitPrice = limitPrice;
        changed.stopPrice = stopPrice;
        changed.referencePrice = touch.last(order.instrument());
        changed.ocoGroup = order.ocoGroup();
        changed.parentOrderId = order.parentOrderId();
        changed.reduceOnly = order.isReducing();
        orders.exclude(order);
        final ApprovedOrder terms = gate.evaluate(changed, order.orderId(), view, onDecision);
        orders.include(order);
        if (terms == null || (order.isReducing() && !terms.isReducing())) {
            return false;
        }
        writer.writeReplace(terms, order);
        return orders.requestReplace(terms, listener);
    }

    /**
     * Offers one side of an internal trade to the gate, as if the other had filled.
     *
     * @return true when it may trade, for the quantity that {@code side} then has
     */
    boolean approveCross(final OrderIntent intent, final long price, final CrossSide side) {
        final long id = ids.next(intent.strategy);
        view.beginCross(intent.instrument, intent.side == Side.BUY ? -intent.quantity : intent.quantity, price);
        final ApprovedOrder approved = gate.evaluate(intent, id, OrderOrigin.NETTING, view, onDecision);
        view.endCross();
        if (approved == null) {
            return false;
        }
        side.take(approved);
        return true;
    }

    /** Cancels an order of the strategy, if it is still open. */
    void cancel(final int strategy, final long orderId) {
        final Order order = orders.find(orderId);
        if (order != null && order.strategy() == strategy) {
            cancel(order);
        }
    }

    /** Cancels what the strategy has open in an instrument. */
    void cancelAll(final int strategy, final int instrument) {
        Order order = orders.firstOpen();
        while (order != null) {
            final Order next = orders.nextOpen(order);
            if (order.strategy() == strategy && order.instrument() == instrument) {
                cancel(order);
            }
            order = next;
        }
    }

    void cancelAll() {
        Order order = orders.firstOpen();
        while (order != null) {
            final Order next = orders.nextOpen(order);
            cancel(order);
            order = next;
        }
    }

    void cancel(final Order order) {
        final ApprovedCancel approved = gate.approveCancel(order.orderId(), order.strategy(), order.instrument());
        if (orders.requestCancel(approved, listener)) {
            gate.watch().onCancel(order.strategy());
            writer.writeCancel(approved, order);
        }
    }

    boolean isOpen(final long orderId) {
        final Order order = orders.find(orderId);
        return order != null && order.state().isOpen();
    }

    boolean hasOpenOrders(final int strategy, final int instrument) {
        return orders.openBuyQuantity(strategy, instrument) != 0 || orders.openSellQuantity(strategy, instrument) != 0;
    }

    int openOrders(final int strategy) {
        return orders.openOrders(strategy);
    }

    /** False while only a flatten may close positions. */
    boolean mayExit() {
        return gate.state() != TradingState.KILLED;
    }

    /** A target cannot be sized without a rate: refuses it as the gate would refuse the order. */
    void refuseUnrated(final int strategy, final int instrument) {
        onDecision.onDecision(
                ids.next(strategy),
                strategy,
                instrument,
                RiskControl.FX_RATE,
                RiskAction.REJECT,
                Double.NaN,
                Double.NaN);
    }

    long nextId(final int strategy) {
        return ids.next(strategy);
    }

    long newOcoGroup() {
        return ++ocoGroups;
    }

    @Override
    public void writeState(final StateSink sink) {
        ids.writeState(sink);
        sink.putLong(ocoGroups);
    }

    @Override
    public void readState(final StateSource source) {
        ids = OrderIds.read(source, strategyCount);
        ocoGroups = source.getLong();
    }
}
