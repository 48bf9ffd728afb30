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

/**
 * What a venue reports, put to the orders of a table: each fill once, every order of arrival accepted, what should not
 * have come told as an anomaly. Decide thread; no allocation after construction.
 */
final class OrderReports implements Stateful {
    private final OrderTable orders;
    private final RecentFills fills;
    private final boolean venueCancelsSiblings;

    /** @param remembered so many fills, to apply each once */
    OrderReports(final OrderTable orders, final int remembered, final boolean venueCancelsSiblings) {
        this.orders = orders;
        this.fills = new RecentFills(remembered);
        this.venueCancelsSiblings = venueCancelsSiblings;
    }

    void onReport(final ExecutionReportDecoder report, final OrderListener listener) {
        final ExecType type = report.execType();
        final Order order = orders.find(report.orderId());
        if (order == null) {
            onUnknownOrder(report, type, listener);
        } else if (type == ExecType.FILL) {
            onFill(order, report, listener);
        } else {
            advance(order, type, report.reason(), listener);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        fills.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        fills.readState(source);
    }

    private void onUnknownOrder(
            final ExecutionReportDecoder report, final ExecType type, final OrderListener listener) {
        final long orderId = report.orderId();
        listener.onAnomaly(AlertCode.UNKNOWN_ORDER_REPORT, orderId, type.value());
        final int strategy = OrderIds.strategy(orderId);
        final long instrument = report.instrument();
        final boolean ours = OrderIds.isValid(orderId) && orders.knows(strategy, instrument);
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
        orders.count(order, filled, spent);
        tellFill(order.strategy, order.instrument, order.side, report, listener);
        final long excess = order.cashQuantity == 0 ? filled - order.largestQuantity() : spent - order.cashQuantity;
        if (excess > 0) {
            listener.onAnomaly(AlertCode.OVERFILL, order.orderId, Fixed.toDouble(excess));
        } else if (!OrderTransitions.isLegal(from, ExecType.FILL, filled)) {
            listener.onAnomaly(AlertCode.ILLEGAL_ORDER_TRANSITION, order.orderId, ExecType.FILL.value());
        }
        final OrderState to = OrderTransitions.next(from, ExecType.FILL, filled, remaining(order, report));
        orders.move(order, waiting(order, to), listener);
        if (!venueCancelsSiblings) {
            orders.tellSiblings(order, listener);
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
            orders.endReplace(order, type == ExecType.REPLACED);
        }
        if (type == ExecType.REJECTED) {
            listener.onAnomaly(AlertCode.ORDER_REJECTED_BY_VENUE, order.orderId, reason.value());
        }
        if (reason == ReportReason.UNKNOWN_ORDER && isRefused(order.state, type)) {
            orders.move(order, OrderState.UNKNOWN, listener);
            return;
        }
        final OrderState to = OrderTransitions.next(order.state, type, order.filled, order.openQuantity());
        orders.move(order, waiting(order, to), listener);
    }

    /** The venue refused what was asked of an order that we believe it has. */
    private static boolean isRefused(final OrderState state, final ExecType type) {
        return (type == ExecType.CANCEL_REJECTED && state == OrderState.PENDING_CANCEL)
                || (type == ExecType.REPLACE_REJECTED && state == OrderState.PENDING_REPLACE);
    }

    /** An order that would only work also waits for the answer to its new terms. */
    private static OrderState waiting(final Order order, final OrderState to) {
        final boolean works =
                to == OrderState.WORKING || to == OrderState.PARTIALLY_FILLED || to == OrderState.TRIGGERED;
        return works && order.replacing ? OrderState.PENDING_REPLACE : to;
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
