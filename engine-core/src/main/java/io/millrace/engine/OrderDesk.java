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
import io.millrace.risk.RiskGate;
import io.millrace.risk.RiskLimits;
import io.millrace.risk.RiskListener;
import io.millrace.risk.RiskWatch;
import io.millrace.strategy.Fill;
import io.millrace.strategy.StrategyContext;
import io.millrace.venue.FeeTerms;

/**
 * Where orders leave and reports become positions: the gate, the order table and the ledger in one place, so that a
 * decision and its consequences are one step. What leaves goes through the {@link OrderDoor}; here it is protected,
 * booked and told.
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
    private final OrderDoor door;
    private final TrailingStops trailing;
    private final Brackets brackets;
    private final Flatten flatten;
    private final Touch touch;
    /** Names that have gone. */
    final Delistings delistings;

    private final Fill fill = new Fill();
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
        this.writer = new OrderWriter(output);
        this.door = new OrderDoor(gate, orders, view, writer, touch, onDecision, this, strategyCount);
        this.risk = new RiskDesk(this, orders, gate, view, onDecision, strategyCount);
        this.trailing = new TrailingStops(this, ledger, output, strategyCount, instruments.size());
        this.brackets = new Brackets(door, orders, ledger, trailing, output);
        this.delistings = new Delistings(instruments, this, ledger, touch, output);
        view.protectedBy(brackets, trailing, delistings);
        this.flatten = new Flatten(door, instruments, orders, ledger, touch, output, strategyCount);
    }

    /**
     * A new session: ids start again under its epoch, so that none is ever used twice.
     *
     * @param live what a real venue had not answered when the last session ended is unknown until it says more
     */
    void beginEpoch(final int epoch, final boolean live) {
        watch.onSessionUp(view.nowNs());
        door.beginEpoch(epoch, live);
    }

    /** By which orders leave. */
    OrderDoor door() {
        return door;
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
            return door.place(intent);
        }
        final long objection = Brackets.objection(intent, instruments);
        if (objection != Absent.FIXED || brackets.isFull()) {
            refuseProtection(intent, objection);
            return StrategyContext.REFUSED;
        }
        final long id = door.place(intent);
        if (id != StrategyContext.REFUSED) {
            brackets.open(id, intent, door.newOcoGroup());
        }
        return id;
    }

    private void refuseProtection(final OrderIntent intent, final long objection) {
        final boolean full = objection == Absent.FIXED;
        output.riskDecision(
                door.nextId(intent.strategy),
                intent.strategy,
                intent.instrument,
                full ? RiskControl.OPEN_ORDER_LIMIT : RiskControl.INSTRUMENT_RULES,
                RiskAction.REJECT,
                full ? Brackets.CAPACITY : Fixed.toDouble(intent.referencePrice),
                full ? Brackets.CAPACITY : Fixed.toDouble(objection));
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

    /** True when the report booked last was the venue's refusal of an order. */
    boolean wasRejected() {
        return endedAs == OrderState.REJECTED;
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
            door.cancel(order);
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
        door.cancelAll();
        for (final StrategySlot slot : slots) {
            brackets.drop(slot.id());
            trailing.drop(slot.id());
            flatten.begin(slot.id());
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

    /** Rates and exchanges. */
    CurrencyDesk currencies() {
        return currencies;
    }

    long reservedCash(final int strategy) {
        return orders.reservedCash(strategy);
    }

    long expectedProceeds(final int strategy) {
        return view.expectedProceeds(strategy);
    }

    Brackets brackets() {
        return brackets;
    }

    long takerFeeRate(final int instrument) {
        return fees[instrument].takerRate();
    }

    long makerFeeRate(final int instrument) {
        return fees[instrument].makerRate();
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
        door.writeState(sink);
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
        door.readState(source);
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
