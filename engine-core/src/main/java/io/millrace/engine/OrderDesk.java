package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.InstrumentTable;
import io.millrace.intent.OrderIntent;
import io.millrace.order.Order;
import io.millrace.order.OrderIds;
import io.millrace.order.OrderListener;
import io.millrace.order.OrderState;
import io.millrace.order.OrderTable;
import io.millrace.portfolio.Ledger;
import io.millrace.portfolio.LedgerListener;
import io.millrace.risk.ApprovedCancel;
import io.millrace.risk.ApprovedOrder;
import io.millrace.risk.OrderOrigin;
import io.millrace.risk.RiskGate;
import io.millrace.risk.RiskListener;
import io.millrace.strategy.Fill;
import io.millrace.strategy.StrategyContext;

/**
 * Where intents become orders and reports become positions: the gate, the order table and the ledger in one place, so
 * that a decision and its consequences are one step.
 */
final class OrderDesk implements OrderListener, Stateful {
    private final RiskGate gate;
    private final OrderTable orders;
    private final Ledger ledger;
    private final OutputWriter output;
    private final OrderWriter writer;
    private final AccountView view;
    private final FeeRates fees;
    private final int strategyCount;
    private final RiskListener onDecision;
    private final LedgerListener onRoundTrip = this::onRoundTrip;
    private final OrderIntent closing = new OrderIntent();
    private final Touch touch;
    private final boolean[] flattening;
    private final Fill fill = new Fill();
    private OrderIds ids;
    private long ocoGroups;
    private boolean filled;
    private OrderState endedAs;
    private Liquidity liquidity;

    OrderDesk(
            final EngineConfig config,
            final InstrumentTable instruments,
            final Ledger ledger,
            final Touch touch,
            final OutputWriter output) {
        this.strategyCount = config.strategies().size();
        this.ledger = ledger;
        this.touch = touch;
        this.flattening = new boolean[strategyCount];
        this.output = output;
        this.fees = config.fees();
        this.orders = new OrderTable(strategyCount, instruments.size(), OrderTable.DEFAULT_CAPACITY, true);
        this.view = new AccountView(ledger, orders, touch, output, fees, config.proceeds());
        this.gate = new RiskGate(config.risk(), instruments, strategyCount);
        this.onDecision = output::riskDecision;
        this.writer = new OrderWriter(output);
        this.ids = new OrderIds(1, strategyCount);
    }

    /** A new session: ids start again under its epoch, so that none is ever used twice. */
    void beginEpoch(final int epoch) {
        ids = new OrderIds(epoch, strategyCount);
    }

    /** Offers an intent to the gate; what passes is an order of this step. */
    long submit(final OrderIntent intent) {
        final long id = ids.next(intent.strategy);
        final ApprovedOrder approved = gate.evaluate(intent, id, view, onDecision);
        if (approved == null || !orders.add(approved)) {
            return StrategyContext.REFUSED;
        }
        writer.write(approved);
        return id;
    }

    /** Cancels an order of the strategy, if it is still open. */
    void cancel(final int strategy, final long orderId) {
        final Order order = orders.find(orderId);
        if (order != null && order.strategy() == strategy) {
            cancel(order);
        }
    }

    /** Books what a venue said, then tells the strategy. */
    void onReport(final ExecutionReportDecoder report, final StrategyCalls calls) {
        filled = false;
        endedAs = null;
        liquidity = report.liquidity();
        final long orderId = report.orderId();
        if (report.execType() == ExecType.REJECTED) {
            output.alert(
                    AlertCode.ORDER_REJECTED_BY_VENUE,
                    Severity.WARN,
                    OrderIds.strategy(orderId),
                    (int) report.instrument(),
                    orderId,
                    report.reason().value(),
                    Double.NaN);
        }
        orders.onReport(report, this);
        if (endedAs != null) {
            // Before the strategy hears of it: it would place a new exit, and the position can be closed once only.
            continueFlatten(OrderIds.strategy(orderId));
        }
        if (filled) {
            calls.onFill(OrderIds.strategy(orderId), (int) report.instrument(), fill);
        }
        if (endedAs != null && endedAs != OrderState.FILLED) {
            calls.onOrderEnded(OrderIds.strategy(orderId), (int) report.instrument(), orderId);
        }
    }

    @Override
    public void onFill(
            final long orderId,
            final int strategy,
            final int instrument,
            final Side side,
            final long quantity,
            final long price,
            final long fee,
            final long timeNs) {
        ledger.applyFill(strategy, instrument, side, quantity, price, fee, timeNs, onRoundTrip);
        fill.of(orderId, side, quantity, price, fee, liquidity);
        filled = true;
    }

    @Override
    public void onState(final long orderId, final OrderState from, final OrderState to) {
        if (from.isOpen() && !to.isOpen()) {
            endedAs = to;
        }
    }

    @Override
    public void onAnomaly(final AlertCode code, final long orderId, final double value) {
        output.alert(
                code,
                Severity.ERROR,
                OrderIds.isValid(orderId) ? OrderIds.strategy(orderId) : Absent.STRATEGY,
                Absent.INSTRUMENT,
                orderId,
                value,
                Double.NaN);
    }

    @Override
    public void onSiblingToCancel(final long orderId) {
        final Order order = orders.find(orderId);
        if (order != null) {
            cancel(order);
        }
    }

    /** Latches the kill switch and cancels every open order. */
    void kill() {
        gate.kill();
        cancelAll();
    }

    void resume() {
        gate.resume();
    }

    /**
     * O5: cancels everything and closes every position at the market, also while killed. A sleeve that has orders at
     * the venue is closed when the last of them has ended: until then they may still fill, and two exits would be one
     * too many.
     */
    void flatten(final StrategySlot[] slots) {
        cancelAll();
        for (final StrategySlot slot : slots) {
            if (orders.openOrders(slot.id()) > 0) {
                flattening[slot.id()] = true;
            } else {
                closePositions(slot.id());
            }
        }
    }

    long reservedCash(final int strategy) {
        return orders.reservedCash(strategy);
    }

    long expectedProceeds(final int strategy) {
        return view.expectedProceeds(strategy);
    }

    boolean hasOpenOrders(final int strategy, final int instrument) {
        return orders.openBuyQuantity(strategy, instrument) != 0 || orders.openSellQuantity(strategy, instrument) != 0;
    }

    int openOrders(final int strategy) {
        return orders.openOrders(strategy);
    }

    long takerFeeRate(final int instrument) {
        return fees.taker();
    }

    long makerFeeRate(final int instrument) {
        return fees.maker();
    }

    long newOcoGroup() {
        return ++ocoGroups;
    }

    /** Hash over all order commands so far. */
    long orderHash() {
        return writer.orderHash();
    }

    @Override
    public void writeState(final StateSink sink) {
        gate.writeState(sink);
        orders.writeState(sink);
        ids.writeState(sink);
        sink.putLong(ocoGroups);
        for (final boolean waiting : flattening) {
            sink.putLong(waiting ? 1 : 0);
        }
        sink.putLong(writer.orderHash());
    }

    private void continueFlatten(final int strategy) {
        if (flattening[strategy] && orders.openOrders(strategy) == 0) {
            flattening[strategy] = false;
            closePositions(strategy);
        }
    }

    private void closePositions(final int strategy) {
        for (int instrument = 0; instrument < ledger.instrumentCount(); instrument++) {
            closePosition(strategy, instrument);
        }
    }

    private void closePosition(final int strategy, final int instrument) {
        final long position = ledger.position(strategy, instrument);
        if (position == 0) {
            return;
        }
        closing.reset(strategy, instrument);
        closing.side = position > 0 ? Side.SELL : Side.BUY;
        closing.type = OrderType.MARKET;
        closing.quantity = Math.abs(position);
        closing.referencePrice = touch.last(instrument);
        closing.reduceOnly = true;
        final long id = ids.next(strategy);
        final ApprovedOrder approved = gate.evaluate(closing, id, OrderOrigin.FLATTEN, view, onDecision);
        if (approved != null && orders.add(approved)) {
            writer.write(approved);
            return;
        }
        output.alert(
                AlertCode.FLATTEN_LEFT_POSITION, Severity.ERROR, strategy, instrument, id, Fixed.toDouble(position), 0);
    }

    private void cancelAll() {
        Order order = orders.firstOpen();
        while (order != null) {
            final Order next = orders.nextOpen(order);
            cancel(order);
            order = next;
        }
    }

    private void cancel(final Order order) {
        final ApprovedCancel approved = gate.approveCancel(order.orderId(), order.strategy(), order.instrument());
        if (orders.requestCancel(approved, this)) {
            writer.writeCancel(approved, order);
        }
    }

    private void onRoundTrip(
            final int sleeve,
            final int instrument,
            final Side side,
            final long entryTimeNs,
            final long exitTimeNs,
            final long maxQuantity,
            final long entryPrice,
            final long exitPrice,
            final long pnl,
            final long paidFees) {
        output.roundTrip(sleeve, instrument, side)
                .entryTime(entryTimeNs)
                .exitTime(exitTimeNs)
                .quantity(maxQuantity)
                .entryPrice(entryPrice)
                .exitPrice(exitPrice)
                .pnl(pnl)
                .fees(paidFees);
    }
}
