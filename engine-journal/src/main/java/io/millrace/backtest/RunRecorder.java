package io.millrace.backtest;

import io.millrace.book.ClosedBar;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.Holdings;
import io.millrace.engine.StepListener;
import io.millrace.event.Absent;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.BarFrameDecoder;
import io.millrace.event.codec.ChargeDecoder;
import io.millrace.event.codec.CurrencyExchangeDecoder;
import io.millrace.event.codec.CurrencyMarkDecoder;
import io.millrace.event.codec.CurrencyRateDecoder;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.IndicatorsDecoder;
import io.millrace.event.codec.InternalFillDecoder;
import io.millrace.event.codec.MarkDecoder;
import io.millrace.event.codec.QuarantineDecoder;
import io.millrace.event.codec.RoundTripDecoder;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.event.codec.TransferDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.order.OrderIds;
import io.millrace.report.Attribution;
import io.millrace.report.EquityCurve;
import io.millrace.report.Fill;
import io.millrace.report.OpenPosition;
import io.millrace.report.PriceSeries;
import io.millrace.report.RoundTrip;
import io.millrace.report.TradeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.DirectBuffer;

/** A read model: gathers from the steps of a run what its report needs. */
public final class RunRecorder implements StepListener {
    private final EngineConfig config;
    private final PriceRecorder[] prices;
    private final AttributionRecorder models;
    private final CurrencyRecorder currencies;
    private final SaidRecorder said;
    private final Holdings holdings;
    private final long[] positions;
    private final long[] costs;
    private final long[] marks;
    private final LongColumn timeNs = new LongColumn();
    private final LongColumn equity = new LongColumn();
    private final LongColumn invested = new LongColumn();
    private final List<Fill> fills = new ArrayList<>();
    private final List<RoundTrip> roundTrips = new ArrayList<>();
    private final MessageCursor cursor = new MessageCursor();
    private final ClosedBar bar = new ClosedBar();
    private final BarFrameDecoder barFrame = new BarFrameDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final InternalFillDecoder internal = new InternalFillDecoder();
    private final MarkDecoder mark = new MarkDecoder();
    private final RoundTripDecoder roundTrip = new RoundTripDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final TransferDecoder transfer = new TransferDecoder();
    private final ChargeDecoder charge = new ChargeDecoder();
    private long nowNs;
    private long totalEquity;
    private long totalInvested;
    private long steps;
    private long inputs;
    private long bars;
    private long quarantined;
    private long zeroTrades;
    private long fees;
    private long slippage;
    private long turnover;

    public RunRecorder(final EngineConfig config) {
        this.config = config;
        models = new AttributionRecorder(config);
        currencies = new CurrencyRecorder(config);
        said = new SaidRecorder(config);
        holdings = Holdings.of(config);
        positions = new long[holdings.size()];
        costs = new long[positions.length];
        marks = new long[positions.length];
        totalEquity = config.startingCapital();
        prices = new PriceRecorder[config.instruments().size()];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = new PriceRecorder();
        }
    }

    @Override
    public void onStep(final Step step) {
        steps++;
        nowNs = step.engineTimeNs();
        if (timeNs.size() == 0) {
            models.begin(nowNs);
            sample(step.engineTimeNs());
        }
        final DirectBuffer buffer = step.buffer();
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            onReport(buffer, step.inputBlock());
        } else {
            inputs++;
        }
        boolean marked = onFrames(step);
        cursor.outputs(step);
        while (cursor.next()) {
            marked |= onOutput(buffer);
        }
        if (marked) {
            sample(step.engineTimeNs());
        }
    }

    /** True when the output changed what the account is worth. */
    private boolean onOutput(final DirectBuffer buffer) {
        switch (cursor.templateId()) {
            case MarkDecoder.TEMPLATE_ID -> onMark(buffer, cursor.block());
            case ChargeDecoder.TEMPLATE_ID -> onCharge(buffer, cursor.block());
            case TransferDecoder.TEMPLATE_ID -> {
                onTransfer(buffer, cursor.block());
                return false;
            }
            case InternalFillDecoder.TEMPLATE_ID -> {
                onInternalFill(buffer, cursor.block());
                return false;
            }
            case RoundTripDecoder.TEMPLATE_ID -> {
                onRoundTrip(buffer, cursor.block());
                return false;
            }
            case AlertDecoder.TEMPLATE_ID -> {
                said.onAlert(buffer, cursor.block(), nowNs);
                return false;
            }
            default -> {
                onCurrency(buffer);
                return false;
            }
        }
        return true;
    }

    private void onCurrency(final DirectBuffer buffer) {
        switch (cursor.templateId()) {
            case CurrencyRateDecoder.TEMPLATE_ID -> currencies.onRate(buffer, cursor.block(), nowNs);
            case CurrencyExchangeDecoder.TEMPLATE_ID -> currencies.onExchange(buffer, cursor.block());
            case CurrencyMarkDecoder.TEMPLATE_ID -> currencies.onMark(buffer, cursor.block());
            default -> {
                // Not of the report.
            }
        }
    }

    /** What is to be said of an account in several currencies. */
    public List<String> currencyNotes() {
        return currencies.notes();
    }

    /** What the strategies told their operator, each thing once. */
    public List<StrategyWord> words() {
        return said.words();
    }

    /** Strategies that threw something; what they did before counts, afterwards they decided nothing. */
    public List<StrategyFailure> failures() {
        return said.failures();
    }

    /** Equity of the account after every step that valued it. */
    public EquityCurve curve() {
        return new EquityCurve(timeNs.toArray(), equity.toArray(), invested.toArray());
    }

    /** Bars of each instrument that had any. */
    public List<PriceSeries> prices() {
        final List<PriceSeries> series = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            if (prices[i].size() > 0) {
                series.add(prices[i].series(config.instruments().get(i).symbol()));
            }
        }
        return series;
    }

    /** The account's result by strategy. */
    public Attribution attribution() {
        return models.attribution().with(currencies.result());
    }

    public TradeLog trades() {
        return new TradeLog(fills, roundTrips);
    }

    /** Steps seen. */
    public long steps() {
        return steps;
    }

    /** Inputs from outside: steps without the venue's reports. */
    public long inputs() {
        return inputs;
    }

    /** Bars that came in or were completed. */
    public long bars() {
        return bars;
    }

    /** Inputs that were refused. */
    public long quarantined() {
        return quarantined;
    }

    /** Of the inputs that were refused, the trades of quantity zero. */
    public long zeroTrades() {
        return zeroTrades;
    }

    /** Fees paid, at 1e-8. */
    public long fees() {
        return fees;
    }

    /** Money lost because fills were worse than the price shown, at 1e-8. */
    public long slippage() {
        return slippage;
    }

    /** Value traded on both sides, at 1e-8. */
    public long turnover() {
        return turnover;
    }

    /** Positions that are not flat, each sleeve counted by itself. */
    public int openPositions() {
        int open = 0;
        for (final long position : positions) {
            open += position == 0 ? 0 : 1;
        }
        return open;
    }

    /** Symbols of the positions that are not flat. */
    public Set<String> openSymbols() {
        final Set<String> open = new TreeSet<>();
        for (final OpenPosition position : open()) {
            open.add(position.symbol());
        }
        return open;
    }

    /** What is held as of the last marks, in the units of that time. */
    public List<OpenPosition> open() {
        final List<OpenPosition> open = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != 0) {
                open.add(new OpenPosition(holdings.strategy(i), holdings.symbol(i), positions[i], costs[i], marks[i]));
            }
        }
        return open;
    }

    /** True when the step completed a bar: the curve has a sample for each, also while nothing changes. */
    private boolean onFrames(final Step step) {
        boolean refused = false;
        boolean closed = false;
        cursor.frames(step);
        while (cursor.next()) {
            if (cursor.templateId() == QuarantineDecoder.TEMPLATE_ID) {
                refused = true;
                quarantined++;
                zeroTrades += isZeroTrade(step) ? 1 : 0;
            } else if (cursor.templateId() == BarFrameDecoder.TEMPLATE_ID) {
                onBarFrame(step.buffer(), cursor.block());
            } else if (cursor.templateId() == IndicatorsDecoder.TEMPLATE_ID) {
                closed = true;
            }
        }
        if (!refused && step.inputTemplate() == BarDecoder.TEMPLATE_ID) {
            onBar(step);
        }
        return closed;
    }

    /** A fill smaller than the venue prints, which real data has. */
    private boolean isZeroTrade(final Step step) {
        if (step.inputTemplate() != TradeDecoder.TEMPLATE_ID) {
            return false;
        }
        trade.wrap(step.buffer(), step.inputBlock(), TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
        return trade.quantity() == 0;
    }

    private void onBar(final Step step) {
        bar.read(step.addressOf(step.inputBlock()));
        bars++;
        prices[bar.instrument()].onBar(bar.timeframeSeconds(), bar.openTimeNs(), bar.close());
    }

    private void onBarFrame(final DirectBuffer buffer, final int block) {
        barFrame.wrap(buffer, block, BarFrameDecoder.BLOCK_LENGTH, BarFrameDecoder.SCHEMA_VERSION);
        bars++;
        prices[(int) barFrame.instrument()].onBar(
                (int) barFrame.timeframeSeconds(), barFrame.openTime(), barFrame.closePrice());
    }

    private void onReport(final DirectBuffer buffer, final int block) {
        report.wrap(buffer, block, ExecutionReportDecoder.BLOCK_LENGTH, ExecutionReportDecoder.SCHEMA_VERSION);
        if (report.execType() != ExecType.FILL) {
            return;
        }
        final int instrument = (int) report.instrument();
        final long fee = currencies.inAccount(instrument, report.fee());
        final long slipped = report.slippage() == Absent.FIXED ? 0 : report.slippage();
        final long value = Fixed.multiply(report.lastQuantity(), report.lastPrice());
        fees = Fixed.add(fees, fee);
        slippage = Fixed.add(slippage, currencies.inAccount(instrument, slipped));
        models.model(OrderIds.strategy(report.orderId())).fee(fee);
        turnover = Fixed.add(turnover, currencies.inAccount(instrument, value));
        fills.add(new Fill(
                symbol((int) report.instrument()),
                report.eventTime(),
                report.side() == Side.BUY,
                report.lastPrice(),
                report.lastQuantity()));
    }

    /** Of the trades, but not of the turnover: the account bought and sold nothing. */
    private void onInternalFill(final DirectBuffer buffer, final int block) {
        internal.wrap(buffer, block, InternalFillDecoder.BLOCK_LENGTH, InternalFillDecoder.SCHEMA_VERSION);
        fills.add(new Fill(
                symbol((int) internal.instrument()),
                nowNs,
                internal.side() == Side.BUY,
                internal.price(),
                internal.quantity()));
    }

    private void onMark(final DirectBuffer buffer, final int block) {
        mark.wrap(buffer, block, MarkDecoder.BLOCK_LENGTH, MarkDecoder.SCHEMA_VERSION);
        final int sleeve = mark.strategy();
        final long value = mark.exposure();
        final ModelRecorder model = models.model(sleeve);
        totalEquity += mark.equity() - model.equity();
        totalInvested += value - model.invested();
        model.value(nowNs, mark.equity(), value);
        final int place = holdings.place(sleeve, (int) mark.instrument());
        positions[place] = mark.position();
        costs[place] = currencies.inAccount((int) mark.instrument(), mark.cost());
        marks[place] = currencies.inAccount((int) mark.instrument(), mark.price());
    }

    private void onTransfer(final DirectBuffer buffer, final int block) {
        transfer.wrap(buffer, block, TransferDecoder.BLOCK_LENGTH, TransferDecoder.SCHEMA_VERSION);
        final int from = transfer.fromSleeve();
        final int to = transfer.toSleeve();
        // Cash without a strategy has no model; the account does not change.
        if (from != Absent.STRATEGY) {
            models.model(from).transfer(nowNs, -transfer.amount());
        }
        if (to != Absent.STRATEGY) {
            models.model(to).transfer(nowNs, transfer.amount());
        }
    }

    private void onCharge(final DirectBuffer buffer, final int block) {
        charge.wrap(buffer, block, ChargeDecoder.BLOCK_LENGTH, ChargeDecoder.SCHEMA_VERSION);
        final long amount = currencies.inAccount((int) charge.instrument(), charge.amount());
        fees = Fixed.add(fees, amount);
        totalEquity = Fixed.subtract(totalEquity, amount);
        models.model(charge.strategy()).charge(nowNs, amount);
    }

    private void onRoundTrip(final DirectBuffer buffer, final int block) {
        roundTrip.wrap(buffer, block, RoundTripDecoder.BLOCK_LENGTH, RoundTripDecoder.SCHEMA_VERSION);
        models.model(roundTrip.strategy()).trade(roundTrip.pnl());
        roundTrips.add(new RoundTrip(
                symbol((int) roundTrip.instrument()),
                roundTrip.side() == Side.BUY,
                roundTrip.quantity(),
                new RoundTrip.Leg(roundTrip.entryTime(), roundTrip.entryPrice()),
                new RoundTrip.Leg(roundTrip.exitTime(), roundTrip.exitPrice()),
                roundTrip.fees(),
                roundTrip.pnl()));
    }

    private void sample(final long atNs) {
        models.sample(atNs);
        if (timeNs.size() > 0 && timeNs.last() == atNs) {
            equity.replaceLast(totalEquity);
            invested.replaceLast(totalInvested);
            return;
        }
        timeNs.add(atNs);
        equity.add(totalEquity);
        invested.add(totalInvested);
    }

    private String symbol(final int instrument) {
        return config.instruments().get(instrument).symbol();
    }
}
