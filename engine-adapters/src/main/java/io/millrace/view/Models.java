package io.millrace.view;

import io.millrace.engine.EngineConfig;
import io.millrace.event.MessageCursor;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.BarFrameDecoder;
import io.millrace.event.codec.ChargeDecoder;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.IndicatorsDecoder;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.QuarantineDecoder;
import io.millrace.event.codec.RegimeDecoder;
import io.millrace.event.codec.RoundTripDecoder;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.instrument.Instrument;
import org.agrona.DirectBuffer;

/** All read models of a run: takes steps apart and hands each message to whom it concerns. One thread at a time. */
final class Models implements Stateful {
    /** Changes with the fields that are saved. */
    private static final long LAYOUT = 0x56494557_0001L;

    final AccountModel account;
    final OrderModel orders;
    final RiskModel risk;
    final MarketModel market;
    final SymbolModel symbols;
    final DayModel day;
    final CurveModel curve = new CurveModel();
    final CommandLog commands = new CommandLog();
    final LimitModel limits;
    long step;
    long timeNs;
    long session;
    long records;
    long bytes;
    long firstTimeNs;
    boolean marketSeen;

    private final AccountMessages messages;
    private final MessageCursor cursor = new MessageCursor();
    private final BarDecoder bar = new BarDecoder();
    private final BarFrameDecoder barFrame = new BarFrameDecoder();
    private final IndicatorsDecoder indicators = new IndicatorsDecoder();
    private final CommandDecoder command = new CommandDecoder();
    private final SessionUpDecoder up = new SessionUpDecoder();
    private final OrderCommandDecoder order = new OrderCommandDecoder();
    private final RegimeDecoder regime = new RegimeDecoder();

    Models(EngineConfig config) {
        Names names = new Names(config);
        messages = new AccountMessages(config, names);
        account = messages.account;
        risk = messages.risk;
        day = messages.day;
        orders = new OrderModel(names);
        limits = new LimitModel(config.risk());
        market = new MarketModel(names);
        symbols = new SymbolModel(
                names, config.instruments().stream().map(Instrument::symbol).toList());
    }

    void onStep(Step newest) {
        step = newest.sequence();
        timeNs = newest.engineTimeNs();
        messages.onStep(newest);
        onFrames(newest);
        onInput(newest);
        long before = account.equity();
        cursor.outputs(newest);
        while (cursor.next()) {
            onOutput(newest.buffer(), cursor.block());
        }
        messages.onStepEnd();
        if (account.equity() != before || step == 1) {
            curve.onEquity(timeNs, account.equity());
        }
    }

    private void onFrames(Step newest) {
        boolean refused = false;
        // Indicators follow the frame of their bar at once; those without one are of the bar that came in.
        boolean framed = false;
        boolean given = newest.inputTemplate() == BarDecoder.TEMPLATE_ID;
        if (given) {
            bar.wrap(newest.buffer(), newest.inputBlock(), BarDecoder.BLOCK_LENGTH, BarDecoder.SCHEMA_VERSION);
        }
        cursor.frames(newest);
        while (cursor.next()) {
            switch (cursor.templateId()) {
                case QuarantineDecoder.TEMPLATE_ID -> refused = true;
                case BarFrameDecoder.TEMPLATE_ID -> {
                    barFrame.wrap(
                            newest.buffer(),
                            cursor.block(),
                            BarFrameDecoder.BLOCK_LENGTH,
                            BarFrameDecoder.SCHEMA_VERSION);
                    framed = true;
                    market.onBarFrame(barFrame);
                }
                case IndicatorsDecoder.TEMPLATE_ID -> {
                    indicators.wrap(
                            newest.buffer(),
                            cursor.block(),
                            IndicatorsDecoder.BLOCK_LENGTH,
                            IndicatorsDecoder.SCHEMA_VERSION);
                    if (framed) {
                        market.onIndicators(barFrame, timeNs, indicators);
                    } else if (given) {
                        market.onIndicators(bar, timeNs, indicators);
                    }
                    framed = false;
                }
                default -> {
                    // No other frame shows.
                }
            }
        }
        if (!refused && given) {
            market.onBar(bar);
        }
    }

    private void onInput(Step newest) {
        DirectBuffer buffer = newest.buffer();
        int block = newest.inputBlock();
        switch (newest.inputTemplate()) {
            case ExecutionReportDecoder.TEMPLATE_ID -> {
                orders.onReport(step, timeNs, messages.report);
                symbols.onReport(messages.report);
            }
            case CommandDecoder.TEMPLATE_ID -> {
                command.wrap(buffer, block, CommandDecoder.BLOCK_LENGTH, CommandDecoder.SCHEMA_VERSION);
                commands.onCommand(step, timeNs, command);
                limits.onCommand(step, timeNs, command);
            }
            case SessionUpDecoder.TEMPLATE_ID -> {
                up.wrap(buffer, block, SessionUpDecoder.BLOCK_LENGTH, SessionUpDecoder.SCHEMA_VERSION);
                session = up.epoch();
            }
            default -> {
                // Market data shows in bars and marks.
            }
        }
    }

    private void onOutput(DirectBuffer buffer, int block) {
        messages.onOutput(cursor.templateId(), buffer, block);
        switch (cursor.templateId()) {
            case OrderCommandDecoder.TEMPLATE_ID -> {
                order.wrap(buffer, block, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
                orders.onOrder(timeNs, order);
            }
            case RoundTripDecoder.TEMPLATE_ID -> {
                orders.onRoundTrip(messages.trip);
                symbols.onRoundTrip(messages.trip);
            }
            case ChargeDecoder.TEMPLATE_ID -> symbols.onCharge(messages.charge);
            case RegimeDecoder.TEMPLATE_ID -> {
                regime.wrap(buffer, block, RegimeDecoder.BLOCK_LENGTH, RegimeDecoder.SCHEMA_VERSION);
                market.onRegime(timeNs, regime);
            }
            default -> {
                // Signals and the like are events, not figures.
            }
        }
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(LAYOUT);
        sink.putLong(step);
        sink.putLong(timeNs);
        sink.putLong(session);
        sink.putLong(records);
        sink.putLong(bytes);
        sink.putLong(firstTimeNs);
        sink.putLong(marketSeen ? 1 : 0);
        account.writeState(sink);
        orders.writeState(sink);
        risk.writeState(sink);
        market.writeState(sink);
        symbols.writeState(sink);
        day.writeState(sink);
        curve.writeState(sink);
        commands.writeState(sink);
        limits.writeState(sink);
    }

    @Override
    public void readState(StateSource source) {
        source.expect("Models.layout", LAYOUT);
        step = source.getLong();
        timeNs = source.getLong();
        session = source.getLong();
        records = source.getLong();
        bytes = source.getLong();
        firstTimeNs = source.getLong();
        marketSeen = source.getBoolean("Models.marketSeen");
        account.readState(source);
        orders.readState(source);
        risk.readState(source);
        market.readState(source);
        symbols.readState(source);
        day.readState(source);
        curve.readState(source);
        commands.readState(source);
        limits.readState(source);
    }
}
