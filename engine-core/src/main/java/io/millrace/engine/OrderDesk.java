package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.ActionListener;
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
import io.millrace.risk.RiskLimits;
import io.millrace.risk.RiskListener;
import io.millrace.risk.RiskWatch;
import io.millrace.risk.TradingState;
import io.millrace.strategy.Fill;
import io.millrace.strategy.StrategyContext;
import io.millrace.venue.FeeTerms;

/**
 * Where intents become orders and reports become positions: the gate, the order table and the ledger in one place, so
 * that a decision and its consequences are one step.
 */
final class OrderDesk implements OrderListener, ActionListener, Stateful {
    private final RiskGate gate;
    private final OrderTable orders;
    private final Ledger ledger;
    private final InstrumentTable instruments;
    private final OutputWriter output;
    private final OrderWriter writer;
    private final AccountView view;
    private final CurrencyDesk currencies;
    private final FeeTerms[] fees;
    private final int strategyCount;
    private final RiskListener onDecision;
    private final LedgerListener onRoundTrip = this::onRoundTrip;
    private final OrderIntent changed = new OrderIntent();
    private final TrailingStops trailing;
    private final Brackets brackets;
    private final Flatten flatten;
    private final Touch touch;
    /** Names that have gone. */
    final Delistings delistings;

    private final Fill fill = new Fill();
    private OrderIds ids;
    private long ocoGroups;
    private final RiskWatch watch;
    private final RiskDesk risk;
    private boolean filled;
    private OrderState endedAs;
    private Liquidity liquidity;

    OrderDesk(
            final EngineConfig config,
            final InstrumentTable instruments,
            final Ledger ledger,
            final Touch touch,
            final SeriesValues series,
            final OutputWriter output) {
        this.strategyCount = config.strategies().size();
        this.ledger = ledger;
        this.touch = touch;
        this.instruments = instruments;
        this.output = output;
        this.fees = config.fees().terms(config.instruments());
        this.orders = new OrderTable(strategyCount, instruments.size(), OrderTable.DEFAULT_CAPACITY, true);
        this.currencies = new CurrencyDesk(config, ledger, touch, output);
        this.view = new AccountView(ledger, orders, touch, currencies, output, instruments, series, config);
        final long rateAge = currencies.isOn() ? config.portfolio().fx().maxAgeNs() : RiskLimits.UNLIMITED;
        this.gate = new RiskGate(config.risk(), instruments, strategyCount, rateAge);
        this.watch = gate.watch();
        this.onDecision = currencies.isOn() ? currencies::onDecision : output::riskDecision;
        this.risk = new RiskDesk(this, orders, gate, view, onDecision, strategyCount);
        this.writer = new OrderWriter(output);
        this.ids = new OrderIds(1, strategyCount);
        this.trailing = new TrailingStops(this, ledger, output, strategyCount, instruments.size());
        this.brackets = new Brackets(this, orders, ledger, trailing, output);
        this.delistings = new Delistings(instruments, this, ledger, touch, output);
        view.protectedBy(brackets, trailing, delistings);
        this.flatten = new Flatten(this, instruments, orders, ledger, touch, output, strategyCount);
    }

    /**
     * A new session: ids start again under its epoch, so that none is ever used twice.
     *
     * @param live what a real venue had not answered when the last session ended is unknown until it says more
     */
    void beginEpoch(final int epoch, final boolean live) {
        watch.onSessionUp(view.nowNs());
        ids = new OrderIds(epoch, strategyCount);
        Order order = live ? orders.firstOpen() : null;
        while (order != null) {
            final Order next = orders.nextOpen(order);
            if (order.state().isPending()) {
                orders.markUnknown(order.orderId(), this);
            }
            order = next;
        }
    }

    /** What watches the account and its trading state. */
    RiskDesk risk() {
        return risk;
    }

    /** Offers a strategy's intent to the gate; what passes is an order of this step, with what is to protect it. */
    long submit(final OrderIntent intent) {
        if (!intent.isProtected()) {
            if (intent.reduceOnly && intent.ocoGroup == 0) {
                // An exit takes the place of the legs that protect the position: together they would be too much.
                intent.ocoGroup = brackets.groupOf(intent.strategy, intent.instrument, intent.side);
            }
            return place(intent);
        }
        final long objection = Brackets.objection(intent, instruments);
        if (objection != Absent.FIXED || brackets.isFull()) {
            refuseProtection(intent, objection);
            return StrategyContext.REFUSED;
        }
        final long id = place(intent);
        if (id != StrategyContext.REFUSED) {
            brackets.open(id, intent, newOcoGroup());
        }
        return id;
    }

    private void refuseProtection(final OrderIntent intent, final long objection) {
        final boolean full = objection == Absent.FIXED;
        output.riskDecision(
                ids.next(intent.strategy),
                intent.strategy,
                intent.instrument,
                full ? RiskControl.OPEN_ORDER_LIMIT : RiskControl.INSTRUMENT_RULES,
                RiskAction.REJECT,
                full ? Brackets.CAPACITY : Fixed.toDouble(intent.referencePrice),
                full ? Brackets.CAPACITY : Fixed.toDouble(objection));
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

    /** Fills one side of an internal trade. */
    void bookCross(final CrossSide side, final long counterOrderId, final long quantity, final long price) {
        writer.writeInternalFill(side, counterOrderId, quantity, price);
        onFill(
                side.orderId(),
                side.strategy(),
                side.instrument(),
                side.side(),
                quantity,
                price,
                0,
                output.step().engineTimeNs());
        brackets.settle(side.strategy(), side.instrument());
    }

    /** Offers an intent as it is. */
    long place(final OrderIntent intent) {
        final long id = ids.next(intent.strategy);
        view.judge(intent.parentOrderId);
        final ApprovedOrder approved = gate.evaluate(intent, id, view, onDecision);
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
        return orders.requestReplace(terms, this);
    }

    /** Begins to trail the strategy's position; false when there is none or the distance is not sound. */
    boolean trail(final int strategy, final int instrument, final long distance, final long rate) {
        final long price = touch.last(instrument);
        final boolean sound = price > 0
                && (distance != 0 || rate != 0)
                && TrailingStops.objection(distance, rate, price) == Absent.FIXED;
        if (!sound || ledger.position(strategy, instrument) == 0) {
            return false;
        }
        trailing.arm(strategy, instrument, distance, rate, price);
        return true;
    }

    long trailingStop(final int strategy, final int instrument) {
        return trailing.level(strategy, instrument);
    }

    /** The market traded in this range since a time, and now at a price. */
    void onPrices(final int instrument, final long low, final long high, final long sinceNs, final long price) {
        trailing.onPrices(instrument, low, high, sinceNs, price);
    }

    /** A bar of a strategy completed. */
    void onBar(final int strategy, final ClosedBar bar) {
        trailing.onBar(strategy, bar);
    }

    boolean isOpen(final long orderId) {
        final Order order = orders.find(orderId);
        return order != null && order.state().isOpen();
    }

    /** True when the report booked last was the venue's refusal of an order. */
    boolean wasRejected() {
        return endedAs == OrderState.REJECTED;
    }

    /** False while only a flatten may close positions. */
    boolean mayExit() {
        return gate.state() != TradingState.KILLED;
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
        watch.onAnswer(orderId, view);
        if (OrderIds.isValid(orderId) && OrderIds.strategy(orderId) < strategyCount) {
            risk.onVenueAnswer(report.execType(), OrderIds.strategy(orderId));
        }
        protect(report, (int) report.instrument());
        if (endedAs != null) {
            // Before the strategy hears of it: it would place a new exit, and the position can be closed once only.
            flatten.onOrderEnded(OrderIds.strategy(orderId));
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
        currencies.settle(strategy, instrument);
        watch.onFill(orderId, strategy, instrument, side, quantity, price, view, onDecision);
        brackets.onFill(orderId, strategy, instrument, quantity, price);
        trailing.onPosition(strategy, instrument);
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
        if (code == AlertCode.ORDER_REJECTED_BY_VENUE) {
            // Told with the report.
            return;
        }
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

    /** Positions, working orders and the newest price change their units; a fraction of a lot is paid out. */
    @Override
    public void onSplit(final int instrument, final int to, final int from, final long exTimeNs) {
        tellAction(instrument, exTimeNs, (double) to / from);
        final long lot = instruments.get(instrument).lot();
        ledger.applySplit(instrument, to, from, lot, exTimeNs, onRoundTrip);
        currencies.settleAll(instrument);
        orders.split(instrument, to, from, lot);
        touch.onSplit(instrument, to, from);
        brackets.onSplit(instrument, to, from);
        trailing.onSplit(instrument, to, from);
    }

    /** Paid at once: that the cash comes weeks later is left out. */
    @Override
    public void onDividend(final int instrument, final long cash, final long exTimeNs) {
        tellAction(instrument, exTimeNs, Fixed.toDouble(cash));
        ledger.applyDividend(instrument, cash);
        currencies.settleAll(instrument);
    }

    /** Actions from before the first price are history. */
    private void tellAction(final int instrument, final long exTimeNs, final double value) {
        if (ledger.markOf(instrument) != Absent.FIXED) {
            output.alert(
                    AlertCode.CORPORATE_ACTION,
                    Severity.INFO,
                    Absent.STRATEGY,
                    instrument,
                    exTimeNs,
                    value,
                    Double.NaN);
        }
    }

    /** O5: cancels everything and closes every position at the market, also while killed; then says what is left. */
    void flatten(final StrategySlot[] slots) {
        cancelAll();
        for (final StrategySlot slot : slots) {
            brackets.drop(slot.id());
            trailing.drop(slot.id());
            flatten.begin(slot.id());
        }
    }

    /** Offers an order of a flatten to the gate; false when it was refused. */
    boolean placeClosing(final OrderIntent intent) {
        final long id = ids.next(intent.strategy);
        final ApprovedOrder approved = gate.evaluate(intent, id, OrderOrigin.FLATTEN, view, onDecision);
        if (approved == null || !orders.add(approved)) {
            return false;
        }
        writer.write(approved);
        return true;
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

    /**
     * @throws IllegalStateException when what the ledger or the open orders add up to is not what they are made of
     */
    void checkConservation() {
        ledger.checkConservation();
        view.checkConservation();
        for (int strategy = 0; strategy < strategyCount; strategy++) {
            if (orders.openOrders(strategy) == 0 && orders.reservedCash(strategy) != 0) {
                throw new IllegalStateException("strategy " + strategy + " has no open order and "
                        + Fixed.format(orders.reservedCash(strategy)) + " of cash reserved");
            }
        }
    }

    long nextId(final int strategy) {
        return ids.next(strategy);
    }

    /** Rates and exchanges. */
    CurrencyDesk currencies() {
        return currencies;
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

    long reservedCash(final int strategy) {
        return orders.reservedCash(strategy);
    }

    long expectedProceeds(final int strategy) {
        return view.expectedProceeds(strategy);
    }

    boolean hasOpenOrders(final int strategy, final int instrument) {
        return orders.openBuyQuantity(strategy, instrument) != 0 || orders.openSellQuantity(strategy, instrument) != 0;
    }

    Brackets brackets() {
        return brackets;
    }

    int openOrders(final int strategy) {
        return orders.openOrders(strategy);
    }

    long takerFeeRate(final int instrument) {
        return fees[instrument].takerRate();
    }

    long makerFeeRate(final int instrument) {
        return fees[instrument].makerRate();
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
        currencies.writeState(sink);
        orders.writeState(sink);
        ids.writeState(sink);
        sink.putLong(ocoGroups);
        flatten.writeState(sink);
        delistings.writeState(sink);
        brackets.writeState(sink);
        trailing.writeState(sink);
        writer.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        gate.readState(source);
        currencies.readState(source);
        orders.readState(source);
        ids = OrderIds.read(source, strategyCount);
        ocoGroups = source.getLong();
        flatten.readState(source);
        delistings.readState(source);
        brackets.readState(source);
        trailing.readState(source);
        writer.readState(source);
    }

    /** Legs follow what was filled, and come back or stay away as the venue says. */
    private void protect(final ExecutionReportDecoder report, final int instrument) {
        final int strategy = OrderIds.strategy(report.orderId());
        if (strategy >= strategyCount || instrument < 0 || instrument >= ledger.instrumentCount()) {
            return;
        }
        if (endedAs != null && endedAs != OrderState.FILLED) {
            brackets.onEnded(report.orderId(), report.reason());
        } else if (report.execType() == ExecType.REPLACE_REJECTED) {
            brackets.onReplaceRejected(report.orderId());
        }
        brackets.settle(strategy, instrument);
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
        if (orders.requestCancel(approved, this)) {
            watch.onCancel(order.strategy());
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
            final long quotePnl,
            final long quoteFees) {
        final long pnl = currencies.inAccount(instrument, quotePnl);
        final long paidFees = currencies.inAccount(instrument, quoteFees);
        watch.onRoundTrip(sleeve, pnl, view, onDecision);
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
