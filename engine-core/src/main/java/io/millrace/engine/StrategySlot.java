package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.Stateful;
import io.millrace.event.codec.SignalAction;
import io.millrace.instrument.Instrument;
import io.millrace.intent.OrderIntent;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyContext;

/** One strategy at work: its place in the engine and everything it may see of it. */
final class StrategySlot implements StrategyContext, Stateful {
    private final int id;
    private final Strategy strategy;
    private final Instrument instrument;
    private final int stream;
    private final long warmUpBars;
    private final int rangeSlot;
    private final IndicatorValues values;
    private final OrderDesk desk;
    private final Ledger ledger;
    private final Touch touch;
    private final OutputWriter output;
    private final OrderIntent intent = new OrderIntent();
    private long bars;
    private long markedEquity = Absent.FIXED;
    private long markedPosition;
    private boolean failed;

    StrategySlot(final StrategySeat seat, final Strategy strategy, final DecideParts parts) {
        this.id = seat.id();
        this.strategy = strategy;
        this.instrument = seat.instrument();
        this.stream = seat.stream();
        this.warmUpBars = seat.warmUpBars();
        this.rangeSlot = seat.rangeSlot();
        this.values = parts.values();
        this.desk = parts.desk();
        this.ledger = parts.ledger();
        this.touch = parts.touch();
        this.output = parts.output();
    }

    int id() {
        return id;
    }

    Strategy strategy() {
        return strategy;
    }

    int instrumentId() {
        return instrument.id();
    }

    int stream() {
        return stream;
    }

    /** For the risk gate; NaN while it warms up, and where nobody asked for it. */
    double averageRange() {
        return rangeSlot == StrategySeat.NO_RANGE ? Double.NaN : values.value(stream, rangeSlot);
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

    void countBar() {
        bars++;
    }

    boolean failed() {
        return failed;
    }

    /** Takes the strategy out of service for the rest of the run. */
    void fail() {
        failed = true;
    }

    @Override
    public long nowNs() {
        return output.step().engineTimeNs();
    }

    @Override
    public double indicator(final int slot) {
        return values.value(stream, slot);
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
        return ledger.position(id, instrument.id());
    }

    @Override
    public long averageEntryPrice() {
        return ledger.averagePrice(id, instrument.id());
    }

    @Override
    public long availableCash() {
        return ledger.cash(id) - desk.reservedCash(id);
    }

    @Override
    public long equity() {
        return ledger.equity(id);
    }

    @Override
    public long lastPrice() {
        return touch.last(instrument.id());
    }

    @Override
    public long bid() {
        return touch.bid(instrument.id());
    }

    @Override
    public long ask() {
        return touch.ask(instrument.id());
    }

    @Override
    public long takerFeeRate() {
        return desk.takerFeeRate(instrument.id());
    }

    @Override
    public long makerFeeRate() {
        return desk.makerFeeRate(instrument.id());
    }

    @Override
    public long floorToLot(final long quantity) {
        return instrument.floorToLot(quantity);
    }

    @Override
    public boolean hasOpenOrders() {
        return desk.openOrders(id) > 0;
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
            output.signal(id, instrument.id(), action)
                    .targetWeight(targetWeight)
                    .metric(metric)
                    .threshold(threshold)
                    .factor(factor)
                    .reason((short) reason);
        }
    }

    @Override
    public OrderIntent intent() {
        final OrderIntent cleared = intent.reset(id, instrument.id());
        cleared.referencePrice = touch.last(instrument.id());
        return cleared;
    }

    @Override
    public long submit(final OrderIntent order) {
        return mayTrade() ? desk.submit(order) : REFUSED;
    }

    @Override
    public void cancel(final long orderId) {
        desk.cancel(id, orderId);
    }

    @Override
    public long newOcoGroup() {
        return desk.newOcoGroup();
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(bars);
        sink.putLong(markedEquity);
        sink.putLong(markedPosition);
        sink.putLong(failed ? 1 : 0);
        strategy.writeState(sink);
    }
}
