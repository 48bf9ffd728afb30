package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.MessageCursor;
import io.millrace.event.StateHash;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.BarFrameDecoder;
import io.millrace.event.codec.ClockTickDecoder;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.FeedState;
import io.millrace.event.codec.FeedStatusDecoder;
import io.millrace.event.codec.IndicatorsDecoder;
import io.millrace.event.codec.ObservationDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.ResourcesDecoder;
import io.millrace.event.codec.RunMode;
import io.millrace.event.codec.SessionDownDecoder;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.event.codec.Severity;
import io.millrace.event.codec.StateHashDecoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.instrument.ActionSchedule;
import io.millrace.portfolio.Ledger;
import io.millrace.risk.LimitChange;
import io.millrace.risk.LiveLimit;
import io.millrace.strategy.Strategy;

/**
 * Stage 3: strategies, portfolio, risk and orders, on one thread with one ledger. Writes the outputs of a step and
 * seals it.
 *
 * <p>Order within a step: corporate actions whose time has come take effect first, then, on a new day, the portfolio's
 * charges and transfers, then what the venue reported is booked, then prices are marked, then strategies see the
 * event, then the bars it completed, then targets that were collected meanwhile become internal trades and orders.
 */
final class DecideStage implements Stage, Stateful {
    /** Every so many steps, a power of two, and at the end of a session, the state hash is part of the step. */
    static final long HASH_EVERY = 1L << 18;

    private final StrategySlot[] slots;
    private final StrategyCalls calls;
    private final Ledger ledger;
    private final Touch touch;
    private final OutputWriter output;
    private final OrderDesk desk;
    private final RiskDesk risk;
    private final ActionSchedule actions;
    private final DecideActions onAction;
    private final IndicatorValues values;
    private final SeriesValues series;
    private final DataWatch watch;
    private final PortfolioDesk portfolio;
    private final Netting netting;
    private final TradeDecoder trade = new TradeDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final ObservationDecoder observation = new ObservationDecoder();
    private final CommandDecoder command = new CommandDecoder();
    private final ResourcesDecoder resources = new ResourcesDecoder();
    private final SessionUpDecoder sessionUp = new SessionUpDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private final BarFrameDecoder barFrame = new BarFrameDecoder();
    private final StateHashDecoder marketHash = new StateHashDecoder();
    private final MessageCursor cursor = new MessageCursor();
    private final ClosedBar closed = new ClosedBar();
    private final StateHash hash = new StateHash();
    private long marketStateHash;

    /** Instrument whose price the step at hand brought. */
    private int priced;

    DecideStage(
            final DecideParts parts,
            final StrategySlot[] slots,
            final StrategyCalls calls,
            final PortfolioDesk portfolio) {
        this.slots = slots;
        this.calls = calls;
        this.ledger = parts.ledger();
        this.touch = parts.touch();
        this.output = parts.output();
        this.desk = parts.desk();
        this.risk = desk.risk();
        this.actions = parts.actions();
        this.onAction = new DecideActions(parts.desk(), parts.values(), calls);
        this.values = parts.values();
        this.series = parts.series();
        this.watch = parts.watch();
        this.portfolio = portfolio;
        this.netting = parts.netting();
    }

    @Override
    public void onStep(final Step step) {
        output.begin(step);
        priced = Absent.INSTRUMENT;
        if (actions.isDue(step.engineTimeNs())) {
            actions.advance(step.engineTimeNs(), onAction);
        }
        portfolio.onTime(step.engineTimeNs());
        calls.onTime(step.engineTimeNs());
        if (!MarketGate.isRefused(step)) {
            onInput(step);
        }
        onFrames(step);
        if (priced != Absent.INSTRUMENT) {
            calls.onPriced(priced);
        }
        if (step.inputTemplate() == ClockTickDecoder.TEMPLATE_ID) {
            calls.onTick(step.engineTimeNs());
        }
        if (netting.release(calls)) {
            risk.onMark(slots);
        }
        risk.doWork(slots);
        if (isHashDue(step)) {
            writeHash();
        }
        step.seal();
    }

    Strategy strategy(final int sleeve) {
        return slots[sleeve].strategy();
    }

    /** True for steps in which both stages write their state hash. */
    static boolean isHashDue(final Step step) {
        return step.inputTemplate() == SessionDownDecoder.TEMPLATE_ID || (step.sequence() & (HASH_EVERY - 1)) == 0;
    }

    @Override
    public void writeState(final StateSink sink) {
        ledger.writeState(sink);
        desk.writeState(sink);
        touch.writeState(sink);
        values.writeState(sink);
        series.writeState(sink);
        watch.writeState(sink);
        actions.writeState(sink);
        portfolio.writeState(sink);
        for (final StrategySlot slot : slots) {
            slot.writeState(sink);
        }
    }

    @Override
    public void readState(final StateSource source) {
        ledger.readState(source);
        desk.readState(source);
        touch.readState(source);
        values.readState(source);
        series.readState(source);
        watch.readState(source);
        actions.readState(source);
        portfolio.readState(source);
        for (final StrategySlot slot : slots) {
            slot.readState(source);
        }
        calls.onRead();
    }

    /** @throws IllegalStateException when money, positions or open orders do not add up */
    void checkConservation() {
        desk.checkConservation();
    }

    Ledger ledger() {
        return ledger;
    }

    long orderHash() {
        return desk.orderHash();
    }

    private void onInput(final Step step) {
        switch (step.inputTemplate()) {
            case BarDecoder.TEMPLATE_ID -> onBar(step);
            case TradeDecoder.TEMPLATE_ID -> onTrade(step);
            case QuoteDecoder.TEMPLATE_ID -> onQuote(step);
            case ExecutionReportDecoder.TEMPLATE_ID -> onReport(step);
            case CommandDecoder.TEMPLATE_ID -> onCommand(step);
            case SessionUpDecoder.TEMPLATE_ID -> onSessionUp(step);
            case ObservationDecoder.TEMPLATE_ID -> onObservation(step);
            case ResourcesDecoder.TEMPLATE_ID -> onResources(step);
            case SessionDownDecoder.TEMPLATE_ID -> calls.onSessionDown();
            case FeedStatusDecoder.TEMPLATE_ID -> onFeedStatus(step);
            default -> {
                // Clock ticks act through the frames they complete.
            }
        }
    }

    private void onBar(final Step step) {
        closed.read(step.addressOf(step.inputBlock()));
        final int instrument = closed.instrument();
        price(instrument, closed.close());
        risk.onVolume(instrument, closed.volume(), closed.timeframeSeconds());
        delay(step, instrument);
        risk.onMark(slots);
        watch.onBar(closed);
        desk.onPrices(instrument, closed.low(), closed.high(), closed.openTimeNs(), closed.close());
    }

    private void onTrade(final Step step) {
        trade.wrap(step.buffer(), step.inputBlock(), TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
        final int instrument = (int) trade.instrument();
        price(instrument, trade.price());
        risk.onVolume(instrument, trade.quantity(), 0);
        delay(step, instrument);
        risk.onMark(slots);
        desk.onPrices(instrument, trade.price(), trade.price(), trade.eventTime(), trade.price());
        calls.onTrade(instrument, trade.price(), trade.quantity());
    }

    private void onQuote(final Step step) {
        quote.wrap(step.buffer(), step.inputBlock(), QuoteDecoder.BLOCK_LENGTH, QuoteDecoder.SCHEMA_VERSION);
        final int instrument = (int) quote.instrument();
        touch.onQuote(instrument, quote.bidPrice(), quote.askPrice(), step.engineTimeNs());
        ledger.mark(instrument, touch.last(instrument));
        desk.currencies().onPrice(instrument);
        priced = instrument;
        delay(step, instrument);
        risk.onMark(slots);
        final long middle = touch.last(instrument);
        desk.onPrices(instrument, middle, middle, quote.eventTime(), middle);
        calls.onQuote(instrument, quote.bidPrice(), quote.askPrice());
    }

    private void onReport(final Step step) {
        desk.onReport(
                report.wrap(
                        step.buffer(),
                        step.inputBlock(),
                        ExecutionReportDecoder.BLOCK_LENGTH,
                        ExecutionReportDecoder.SCHEMA_VERSION),
                calls);
        risk.onMark(slots);
    }

    private void onCommand(final Step step) {
        command.wrap(step.buffer(), step.inputBlock(), CommandDecoder.BLOCK_LENGTH, CommandDecoder.SCHEMA_VERSION);
        switch (command.kind()) {
            case KILL -> {
                risk.kill();
                notice(AlertCode.KILLED, Severity.FATAL, command.commandId());
            }
            case RESUME -> {
                risk.resume();
                notice(AlertCode.RESUMED, Severity.WARN, command.commandId());
            }
            case FLATTEN -> desk.flatten(slots);
            case REDUCE -> {
                risk.reduce();
                notice(AlertCode.REDUCED, Severity.WARN, command.commandId());
            }
            case HALT -> {
                risk.halt();
                notice(AlertCode.HALTED, Severity.ERROR, command.commandId());
            }
            case EVALUATE -> calls.onEvaluation();
            case LIMIT -> onLimit();
            case ACKNOWLEDGE -> onAcknowledge();
            default -> {
                // STOP is the daemon's: it ends the session, which is an event of its own.
            }
        }
    }

    /** Changes nothing about who decides: a person has seen that a strategy is out of service. */
    private void onAcknowledge() {
        final long sleeve = command.subject();
        if (sleeve < 0 || sleeve >= slots.length || !slots[(int) sleeve].failed()) {
            return;
        }
        output.alert(
                AlertCode.STRATEGY_ACKNOWLEDGED,
                Severity.INFO,
                (int) sleeve,
                Absent.INSTRUMENT,
                command.commandId(),
                Double.NaN,
                Double.NaN);
    }

    private void onLimit() {
        final LiveLimit limit = LiveLimit.of(command.subject());
        final double before =
                limit == null ? Double.NaN : limit.toDouble(risk.limits().value(limit));
        final double wanted = limit == null ? Double.NaN : limit.toDouble(command.amount());
        final LimitChange done = risk.limits().change(limit, command.amount(), command.confirmed() == 1);
        output.alert(
                done == LimitChange.SET ? AlertCode.LIMIT_SET : AlertCode.LIMIT_REFUSED,
                Severity.WARN,
                Absent.STRATEGY,
                Absent.INSTRUMENT,
                command.subject(),
                wanted,
                before);
    }

    private void onSessionUp(final Step step) {
        sessionUp.wrap(
                step.buffer(), step.inputBlock(), SessionUpDecoder.BLOCK_LENGTH, SessionUpDecoder.SCHEMA_VERSION);
        desk.beginEpoch((int) sessionUp.epoch(), sessionUp.mode() == RunMode.LIVE);
    }

    private void onObservation(final Step step) {
        observation.wrap(
                step.buffer(), step.inputBlock(), ObservationDecoder.BLOCK_LENGTH, ObservationDecoder.SCHEMA_VERSION);
        final int id = (int) observation.series();
        if (series.accept(id, observation.value(), observation.eventTime())) {
            if (desk.currencies().onSeries(id, observation.value(), observation.eventTime())) {
                risk.onMark(slots);
            }
            portfolio.onSeries(id);
        }
    }

    private void onResources(final Step step) {
        resources.wrap(
                step.buffer(), step.inputBlock(), ResourcesDecoder.BLOCK_LENGTH, ResourcesDecoder.SCHEMA_VERSION);
        risk.onResources(resources.ringFill(), resources.freeDiskMb());
    }

    /** The subject is the feed; only a gap has a value, the messages that are missing. */
    private void onFeedStatus(final Step step) {
        feedStatus.wrap(
                step.buffer(), step.inputBlock(), FeedStatusDecoder.BLOCK_LENGTH, FeedStatusDecoder.SCHEMA_VERSION);
        final FeedState state = feedStatus.state();
        if (state == FeedState.UP) {
            risk.onFeedUp();
        }
        output.alert(
                state == FeedState.GAP
                        ? AlertCode.DATA_GAP
                        : state == FeedState.UP ? AlertCode.FEED_UP : AlertCode.FEED_DOWN,
                state == FeedState.UP ? Severity.INFO : Severity.WARN,
                Absent.STRATEGY,
                (int) feedStatus.instrument(),
                feedStatus.source(),
                state == FeedState.GAP ? (double) feedStatus.missing() : Double.NaN,
                Double.NaN);
    }

    private void onFrames(final Step step) {
        final int end = step.framesEnd();
        cursor.wrap(step.buffer(), step.inputEnd(), end);
        boolean framed = false;
        boolean replaced = false;
        while (cursor.next()) {
            switch (cursor.templateId()) {
                case BarFrameDecoder.TEMPLATE_ID -> {
                    readBarFrame(step, cursor.block());
                    framed = true;
                    replaced = true;
                }
                case IndicatorsDecoder.TEMPLATE_ID -> {
                    if (!framed && replaced) {
                        // The stream takes the input's own bar, which a larger bar completed before it has replaced.
                        closed.read(step.addressOf(step.inputBlock()));
                        replaced = false;
                    }
                    framed = false;
                    final int stream = values.accept(step, cursor.block());
                    portfolio.onBar(stream, closed);
                    calls.onBar(stream, closed);
                }
                case StateHashDecoder.TEMPLATE_ID -> readMarketHash(step, cursor.block());
                default -> {
                    // Frames of later schema versions carry nothing this stage needs.
                }
            }
        }
    }

    private void readBarFrame(final Step step, final int block) {
        barFrame.wrap(step.buffer(), block, BarFrameDecoder.BLOCK_LENGTH, BarFrameDecoder.SCHEMA_VERSION);
        closed.interval(
                        (int) barFrame.instrument(),
                        (int) barFrame.timeframeSeconds(),
                        barFrame.openTime(),
                        barFrame.closeTime())
                .prices(
                        barFrame.openPrice(),
                        barFrame.highPrice(),
                        barFrame.lowPrice(),
                        barFrame.closePrice(),
                        barFrame.volume());
    }

    private void readMarketHash(final Step step, final int block) {
        marketHash.wrap(step.buffer(), block, StateHashDecoder.BLOCK_LENGTH, StateHashDecoder.SCHEMA_VERSION);
        marketStateHash = marketHash.stateHash();
    }

    private void price(final int instrument, final long price) {
        touch.onPrice(instrument, price, output.step().engineTimeNs());
        ledger.mark(instrument, price);
        desk.currencies().onPrice(instrument);
        priced = instrument;
    }

    private void delay(final Step step, final int instrument) {
        final long receiveNs = InputMessage.receiveTimeNs(step);
        touch.onDelay(instrument, receiveNs - InputMessage.eventTimeNs(step));
        risk.onData(instrument, receiveNs);
    }

    private void notice(final AlertCode code, final Severity severity, final long commandId) {
        output.alert(code, severity, Absent.STRATEGY, Absent.INSTRUMENT, commandId, Double.NaN, Double.NaN);
    }

    private void writeHash() {
        hash.reset();
        hash.putLong(marketStateHash);
        writeState(hash);
        output.stateHash(hash.value(), desk.orderHash());
    }
}
