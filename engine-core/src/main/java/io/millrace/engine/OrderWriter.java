package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.StateHash;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandEncoder;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.TimeInForce;
import io.millrace.order.Order;
import io.millrace.risk.ApprovedCancel;
import io.millrace.risk.ApprovedOrder;

/** The only writer of order commands. It takes what the gate approved and nothing else. */
final class OrderWriter implements Stateful {
    private final OutputWriter output;
    private final OrderCommandEncoder command = new OrderCommandEncoder();
    private final StateHash hash = new StateHash();

    OrderWriter(final OutputWriter output) {
        this.output = output;
    }

    void write(final ApprovedOrder order) {
        claim().orderId(order.orderId())
                .parentOrderId(order.parentOrderId())
                .ocoGroup(order.ocoGroup())
                .quantity(order.quantity())
                .cashQuantity(order.cashQuantity())
                .limitPrice(order.limitPrice())
                .stopPrice(order.stopPrice())
                .referencePrice(order.referencePrice())
                .instrument(order.instrument())
                .strategy(order.strategy())
                .action(OrderAction.NEW)
                .side(order.side())
                .orderType(order.type())
                .timeInForce(order.timeInForce());
        hash.putLong(order.orderId());
        hash.putLong(order.quantity());
        hash.putLong(order.cashQuantity());
        hash.putLong(order.limitPrice());
        hash.putLong(order.stopPrice());
        hash.putLong(order.side().value()
                | order.type().value() << 8
                | order.timeInForce().value() << 16);
    }

    /** New terms of an order that keeps its id; {@code terms} are for what has not filled. */
    void writeReplace(final ApprovedOrder terms, final Order order) {
        final long quantity = Math.addExact(order.filled(), terms.quantity());
        claim().orderId(order.orderId())
                .parentOrderId(order.parentOrderId())
                .ocoGroup(order.ocoGroup())
                .quantity(quantity)
                .cashQuantity(0)
                .limitPrice(terms.limitPrice())
                .stopPrice(terms.stopPrice())
                .referencePrice(terms.referencePrice())
                .instrument(order.instrument())
                .strategy(order.strategy())
                .action(OrderAction.REPLACE)
                .side(order.side())
                .orderType(order.type())
                .timeInForce(order.timeInForce());
        hash.putLong(order.orderId());
        hash.putLong(quantity);
        hash.putLong(terms.limitPrice());
        hash.putLong(terms.stopPrice());
        hash.putLong(OrderAction.REPLACE.value() << 24);
    }

    void writeCancel(final ApprovedCancel cancel, final Order order) {
        claim().orderId(cancel.orderId())
                .parentOrderId(0)
                .ocoGroup(0)
                .quantity(0)
                .cashQuantity(0)
                .limitPrice(Absent.FIXED)
                .stopPrice(Absent.FIXED)
                .referencePrice(Absent.FIXED)
                .instrument(cancel.instrument())
                .strategy(cancel.strategy())
                .action(OrderAction.CANCEL)
                .side(order.side())
                .orderType(OrderType.NULL_VAL)
                .timeInForce(TimeInForce.NULL_VAL);
        hash.putLong(-cancel.orderId());
    }

    /** One side of an internal trade: not a command, but an order that a venue would have had. */
    void writeInternalFill(final CrossSide side, final long counterOrderId, final long quantity, final long price) {
        output.internalFill(side, counterOrderId, quantity, price);
        hash.putLong(side.orderId());
        hash.putLong(quantity);
        hash.putLong(price);
        hash.putLong(side.side().value() | 1 << 25);
    }

    /** Hash over everything written so far. */
    long orderHash() {
        return hash.value();
    }

    @Override
    public void writeState(final StateSink sink) {
        hash.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        hash.readState(source);
    }

    private OrderCommandEncoder claim() {
        final Step step = output.step();
        return command.wrap(
                step.mutableBuffer(), step.claim(OrderCommandEncoder.TEMPLATE_ID, OrderCommandEncoder.BLOCK_LENGTH));
    }
}
