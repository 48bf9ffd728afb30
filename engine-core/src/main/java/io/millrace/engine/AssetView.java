package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.Instrument;
import io.millrace.intent.OrderIntent;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.StrategyContext;

/** What a strategy sees of one instrument of its universe, and of its sleeve. */
final class AssetView implements StrategyContext, Stateful {
    /** In place of the equity at the last mark. */
    private static final long AWAITS_PRICE = Absent.FIXED + 1;

    private final StrategySlot slot;
    private final int id;
    private final int asset;
    private final Instrument instrument;
    private final int instrumentId;
    private final int stream;
    private final long warmUpBars;
    private final double[] indicators;

    /** Among the indicators; {@link StrategySeat#NO_RANGE} when nobody asked for it. */
    private final int rangePlace;

    private final SeriesValues series;
    private final OrderDesk desk;
    private final OrderDoor door;
    private final Ledger ledger;
    private final Touch touch;
    private final OutputWriter output;
    private final OrderIntent intent = new OrderIntent();
    private final TargetOrder targets;
    private final Netting netting;
    private double askedWeight;
    private boolean asked;
    private boolean answered;
    private long bars;
    private long barCloseNs = Long.MIN_VALUE;
    private long markedEquity = Absent.FIXED;
    private long markedPosition;

    AssetView(final StrategySlot slot, final int asset, final StrategySeat seat, final DecideParts parts) {
        this.slot = slot;
        this.id = seat.id();
        this.asset = asset;
        this.instrument = seat.instruments()[asset];
        this.instrumentId = instrument.id();
        this.stream = seat.streams()[asset];
        this.warmUpBars = seat.warmUpBars();
        this.indicators = parts.values().all();
        final int rangeSlot = seat.rangeSlots()[asset];
        this.rangePlace = rangeSlot == StrategySeat.NO_RANGE
                ? StrategySeat.NO_RANGE
                : parts.values().place(stream, rangeSlot);
        this.series = parts.series();
        this.desk = parts.desk();
        this.door = desk.door();
        this.ledger = parts.ledger();
        this.touch = parts.touch();
        this.output = parts.output();
        this.netting = parts.netting();
        this.targets = new TargetOrder(this, instrument);
    }

    StrategySlot slot() {
        return slot;
    }

    int instrumentId() {
        return instrumentId;
    }

    int stream() {
        return stream;
    }

    /** For the risk gate; NaN while it warms up, and where nobody asked for it. */
    double averageRange() {
        return rangePlace == StrategySeat.NO_RANGE ? Double.NaN : indicators[rangePlace];
    }

    /** Remembers the value; false when it is the one remembered. */
    boolean isNewValue(final long equity, final long position) {
        if (equity == markedEquity && position == markedPosition) {
            return false;
        }
        markedEquity = equity;
        markedPosition = position;
        return true;
    }

    /** True while an order of the strategy that no bracket of its own has placed works in the instrument. */
    boolean isBusy() {
        return door.openOrders(id) > 0 && desk.brackets().hasOtherOrders(id, instrumentId);
    }

    /** The entry whose bracket protects what a further order on its side adds to; 0 when there is none. */
    long protectedEntry(final Side side) {
        return desk.brackets().entryOf(id, instrumentId, side);
    }

    /** The group of the legs that an order on this side takes the place of; 0 when there are none. */
    long legGroup(final Side side) {
        return desk.brackets().groupOf(id, instrumentId, side);
    }

    /** What may trade inside the account, bought positive: nothing while an order works that could fill meanwhile. */
    long crossable() {
        return door.openOrders(id) > 0 && door.hasOpenOrders(id, instrumentId) ? 0 : wanted();
    }

    /** What the collected target still wants, bought positive. */
    long wanted() {
        return asked && !slot.failed() ? targets.change(askedWeight) : 0;
    }

    /** A market order for a part of {@link #wanted}; ask that before. */
    OrderIntent marketIntent(final long change) {
        return targets.intent(change);
    }

    /** A part of the collected target has traded with another sleeve. */
    void noteCross() {
        answered = true;
    }

    /** What is left of the collected target becomes an order. */
    void placeAsked() {
        asked = false;
        answered |= slot.failed() || targets.order(askedWeight) != REFUSED;
    }

    /** True when nothing came of the collected target. */
    boolean endAsked() {
        final boolean ended = !answered;
        answered = false;
        return ended;
    }

    /** Whether a mark was ever written for this view; also while it awaits a price. */
    boolean isMarked() {
        return markedEquity != Absent.FIXED;
    }

    boolean isMarkedAt(final long equity) {
        return markedEquity == equity;
    }

    /** Whether there was a position at the last mark. */
    boolean wasHolding() {
        return markedPosition != 0;
    }

    /** A fill changed the holding: its next price is to be marked, whatever it makes of the value. */
    void awaitPrice() {
        markedEquity = AWAITS_PRICE;
    }

    boolean awaitsPrice() {
        return markedEquity == AWAITS_PRICE;
    }

    void countBar(final ClosedBar bar) {
        bars++;
        barCloseNs = bar.closeTimeNs();
    }

    @Override
    public int asset() {
        return asset;
    }

    @Override
    public int assets() {
        return slot.assets();
    }

    @Override
    public StrategyContext of(final int other) {
        return other == asset ? this : slot.view(other);
    }

    @Override
    public long nowNs() {
        return output.step().engineTimeNs();
    }

    @Override
    public double indicator(final int handle) {
        return slot.indicator(handle);
    }

    @Override
    public double series(final int handle) {
        return series.value(slot.seriesId(handle));
    }

    @Override
    public long seriesTimeNs(final int handle) {
        return series.timeNs(slot.seriesId(handle));
    }

    @Override
    public long barCloseNs() {
        return barCloseNs;
    }

    @Override
    public long barCount() {
        return bars;
    }

    @Override
    public boolean mayTrade() {
        return bars > warmUpBars;
    }

    @Override
    public long position() {
        return ledger.position(id, instrumentId);
    }

    @Override
    public long averageEntryPrice() {
        return ledger.averagePrice(id, instrumentId);
    }

    @Override
    public long availableCash() {
        final long cash = ledger.cash(id) - desk.reservedCash(id) + desk.expectedProceeds(id);
        return desk.currencies().spendable(instrumentId, cash);
    }

    @Override
    public long equity() {
        return desk.currencies().inQuote(instrumentId, ledger.equity(id));
    }

    @Override
    public long deposits() {
        return desk.currencies().inQuote(instrumentId, ledger.deposits(id));
    }

    @Override
    public long accountEquity() {
        return ledger.equity(id);
    }

    @Override
    public long accountDeposits() {
        return ledger.deposits(id);
    }

    @Override
    public long lastPrice() {
        return touch.last(instrumentId);
    }

    @Override
    public long bid() {
        return touch.bid(instrumentId);
    }

    @Override
    public long ask() {
        return touch.ask(instrumentId);
    }

    @Override
    public long takerFeeRate() {
        return desk.takerFeeRate(instrumentId);
    }

    @Override
    public long makerFeeRate() {
        return desk.makerFeeRate(instrumentId);
    }

    @Override
    public long floorToLot(final long quantity) {
        return instrument.floorToLot(quantity);
    }

    @Override
    public long floorToTick(final long price) {
        return Fixed.floorTo(price, instrument.tick());
    }

    @Override
    public double sizeFactor() {
        return slot.sizeFactor();
    }

    @Override
    public boolean hasOpenOrders() {
        return asked || (slot.assets() == 1 ? door.openOrders(id) > 0 : door.hasOpenOrders(id, instrumentId));
    }

    @Override
    public boolean isOpen(final long orderId) {
        return door.isOpen(orderId);
    }

    @Override
    public boolean wasRejected() {
        return desk.wasRejected();
    }

    @Override
    public void signal(
            final SignalAction action,
            final double targetWeight,
            final double metric,
            final double threshold,
            final double factor,
            final int reason) {
        if (mayTrade()) {
            output.signal(id, instrumentId, action)
                    .targetWeight(targetWeight)
                    .metric(metric)
                    .threshold(threshold)
                    .factor(factor)
                    .reason((short) reason);
        }
    }

    @Override
    public long target(final double weight) {
        if (!mayTrade() || asked) {
            return REFUSED;
        }
        if (weight != 0 && !desk.currencies().hasRate(instrumentId)) {
            door.refuseUnrated(id, instrumentId);
            return REFUSED;
        }
        final double sized = weight * sizeFactor();
        if (!netting.isCollecting()) {
            return targets.order(sized);
        }
        if (targets.change(sized) == 0) {
            return REFUSED;
        }
        askedWeight = sized;
        asked = true;
        netting.collect(this);
        return COLLECTED;
    }

    @Override
    public void notice(final int reason, final double value) {
        output.alert(AlertCode.STRATEGY_NOTICE, Severity.WARN, id, instrumentId, reason, value, Double.NaN);
    }

    @Override
    public void seriesNotice(final int reason, final int handle, final double newest) {
        final int seriesId = slot.seriesId(handle);
        final double limit = seriesId < 0 ? Double.NaN : seriesId;
        output.alert(AlertCode.STRATEGY_NOTICE, Severity.WARN, id, instrumentId, reason, newest, limit);
    }

    @Override
    public OrderIntent intent() {
        final OrderIntent cleared = intent.reset(id, instrumentId);
        cleared.referencePrice = touch.last(instrumentId);
        return cleared;
    }

    @Override
    public long submit(final OrderIntent order) {
        return mayTrade() ? desk.submit(order) : REFUSED;
    }

    @Override
    public boolean replace(final long orderId, final long quantity, final long limitPrice, final long stopPrice) {
        return mayTrade() && door.replace(id, orderId, quantity, limitPrice, stopPrice);
    }

    @Override
    public boolean trail(final long distance, final long rate) {
        return mayTrade() && desk.trail(id, instrumentId, distance, rate);
    }

    @Override
    public long trailingStop() {
        return desk.trailingStop(id, instrumentId);
    }

    @Override
    public void cancel(final long orderId) {
        door.cancel(id, orderId);
    }

    @Override
    public long newOcoGroup() {
        return door.newOcoGroup();
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(bars);
        sink.putLong(barCloseNs);
        sink.putLong(markedEquity);
        sink.putLong(markedPosition);
    }

    @Override
    public void readState(final StateSource source) {
        bars = source.getLong();
        barCloseNs = source.getLong();
        markedEquity = source.getLong();
        markedPosition = source.getLong();
    }
}
