package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.RoundTripDecoder;
import io.millrace.order.OrderIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Open orders, the newest fills and round trips. Owned by the replica's lock. */
final class OrderModel implements Stateful {
    private static final int KEPT = 1_000;

    private final Names names;
    private final Map<Long, OpenOrder> open = new LinkedHashMap<>();
    private final Recent<FillLine> fills = new Recent<>(KEPT);
    private final Recent<TripLine> trips = new Recent<>(KEPT);
    private long orderCount;
    private long fillCount;

    OrderModel(Names names) {
        this.names = names;
    }

    void onOrder(long timeNs, OrderCommandDecoder order) {
        if (order.action() == OrderAction.CANCEL) {
            return;
        }
        OpenOrder before = open.get(order.orderId());
        if (order.action() == OrderAction.NEW) {
            orderCount++;
        } else if (before == null) {
            return;
        }
        long filled = before == null ? 0 : before.quantity() - before.leaves();
        open.put(
                order.orderId(),
                new OpenOrder(
                        order.orderId(),
                        before == null ? timeNs : before.timeNs(),
                        names.strategy(order.strategy()),
                        names.symbol(order.instrument()),
                        order.side().name(),
                        order.orderType().name(),
                        order.quantity(),
                        order.cashQuantity(),
                        Math.max(0, order.quantity() - filled),
                        order.limitPrice(),
                        order.stopPrice()));
    }

    void onReport(long step, long timeNs, ExecutionReportDecoder report) {
        ExecType type = report.execType();
        long id = report.orderId();
        if (type == ExecType.FILL) {
            fillCount++;
            fills.add(new FillLine(
                    step,
                    timeNs,
                    id,
                    OrderIds.isValid(id) ? names.strategy(OrderIds.strategy(id)) : "",
                    names.symbol(report.instrument()),
                    report.side().name(),
                    report.lastQuantity(),
                    report.lastPrice(),
                    report.fee()));
            open.computeIfPresent(id, (key, order) -> order.withLeaves(report.leavesQuantity()));
        }
        boolean ends = type == ExecType.REJECTED
                || type == ExecType.CANCELED
                || type == ExecType.EXPIRED
                || (type == ExecType.FILL && report.leavesQuantity() == 0);
        if (ends) {
            open.remove(id);
        }
    }

    void onRoundTrip(RoundTripDecoder trip) {
        trips.add(new TripLine(
                names.strategy(trip.strategy()),
                names.symbol(trip.instrument()),
                trip.side().name(),
                trip.entryTime(),
                trip.exitTime(),
                trip.quantity(),
                trip.entryPrice(),
                trip.exitPrice(),
                trip.pnl(),
                trip.fees()));
    }

    List<OpenOrder> open() {
        return List.copyOf(open.values());
    }

    List<FillLine> fills() {
        return fills.list();
    }

    List<TripLine> trips() {
        return trips.list();
    }

    long orderCount() {
        return orderCount;
    }

    long fillCount() {
        return fillCount;
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(open.size());
        open.values().forEach(order -> order.write(sink));
        fills.writeState(sink, FillLine::write);
        trips.writeState(sink, TripLine::write);
        sink.putLong(orderCount);
        sink.putLong(fillCount);
    }

    @Override
    public void readState(StateSource source) {
        open.clear();
        for (int left = source.getCount("OrderModel.open", Integer.MAX_VALUE); left > 0; left--) {
            OpenOrder order = OpenOrder.read(source);
            open.put(order.orderId(), order);
        }
        fills.readState(source, FillLine::read);
        trips.readState(source, TripLine::read);
        orderCount = source.getLong();
        fillCount = source.getLong();
    }
}
