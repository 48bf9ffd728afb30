package io.millrace.engine;

import io.millrace.book.BarAggregator;
import io.millrace.book.BarListener;
import io.millrace.book.ClosedBar;
import io.millrace.calendar.TradingCalendar;
import io.millrace.event.Memory;
import io.millrace.event.MessageCursor;
import io.millrace.event.StateHash;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.BarFrameEncoder;
import io.millrace.event.codec.ClockTickDecoder;
import io.millrace.event.codec.IndicatorsEncoder;
import io.millrace.event.codec.StateHashDecoder;
import io.millrace.event.codec.StateHashEncoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.indicator.IndicatorBank;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.Timeframe;

/**
 * Stage 2: completes bars, updates indicators. Writes the frames of a step.
 *
 * <p>A bar that completes a stream is followed by exactly one Indicators frame of that stream, also when the stream
 * has no indicator: that frame is how later stages learn that the bar is closed. A bar input that is a stream's own
 * timeframe is not repeated as a frame; it is taken as its source cut it, whatever the instrument's calendar says.
 * Events that the gate refused do nothing here.
 */
final class MarketStage implements Stage, Stateful {
    private static final int GROUP_HEADER = 4;

    private final IndicatorBank indicators;
    private final StreamsByInstrument streamsOf;
    private final BarAggregator[] aggregators;

    /** By stream, as the aggregators have them. */
    private final int[] timeframes;

    private final TradeDecoder tradeIn = new TradeDecoder();
    private final BarFrameEncoder barOut = new BarFrameEncoder();
    private final StateHashDecoder gateHash = new StateHashDecoder();
    private final MessageCursor cursor = new MessageCursor();
    private final StateHashEncoder hashOut = new StateHashEncoder();
    private final StateHash hash = new StateHash();
    private final ClosedBar inputBar = new ClosedBar();
    private final BarListener onAggregated = this::onAggregatedBar;
    private final StreamSplits splits;
    private Step step;

    /** @param calendars by instrument id */
    MarketStage(
            final StreamTable streams,
            final TradingCalendar[] calendars,
            final IndicatorBank indicators,
            final ActionSchedule actions) {
        this.indicators = indicators;
        this.streamsOf = streams.byInstrument();
        this.aggregators = new BarAggregator[streams.size()];
        this.timeframes = new int[streams.size()];
        for (int i = 0; i < aggregators.length; i++) {
            final int instrument = streams.instrument(i);
            timeframes[i] = streams.timeframeSeconds(i);
            aggregators[i] = new BarAggregator(i, instrument, timeframes[i], calendars[instrument]);
        }
        this.splits = new StreamSplits(actions, streamsOf, aggregators, indicators);
    }

    /** Completes the frames section of the step. */
    @Override
    public void onStep(final Step current) {
        if (step != current) {
            step = current;
        }
        splits.onTime(current.engineTimeNs());
        if (!MarketGate.isRefused(current)) {
            onInput();
        }
        if (DecideStage.isHashDue(current)) {
            writeHash();
        }
        current.endFrames();
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final BarAggregator aggregator : aggregators) {
            aggregator.writeState(sink);
        }
        indicators.writeState(sink);
        splits.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        for (final BarAggregator aggregator : aggregators) {
            aggregator.readState(source);
        }
        indicators.readState(source);
        splits.readState(source);
    }

    private void onInput() {
        switch (step.inputTemplate()) {
            case BarDecoder.TEMPLATE_ID -> onBar();
            case TradeDecoder.TEMPLATE_ID -> onTrade();
            case ClockTickDecoder.TEMPLATE_ID -> onClock();
            default -> {
                // Quotes, commands, reports and observations complete no bar.
            }
        }
    }

    private void onBar() {
        inputBar.read(step.addressOf(step.inputBlock()));
        final int instrument = inputBar.instrument();
        final int timeframe = inputBar.timeframeSeconds();
        for (int at = streamsOf.begin(instrument); at < streamsOf.end(instrument); at++) {
            final int stream = streamsOf.stream(at);
            final int wanted = timeframes[stream];
            if (wanted == timeframe) {
                onOwnBar(stream);
            } else if (Timeframe.isMadeOf(wanted, timeframe)) {
                aggregators[stream].onBar(inputBar, onAggregated);
            }
        }
    }

    private void onTrade() {
        final TradeDecoder in =
                tradeIn.wrap(step.buffer(), step.inputBlock(), TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
        final int instrument = (int) in.instrument();
        final long timeNs = in.eventTime();
        for (int at = streamsOf.begin(instrument); at < streamsOf.end(instrument); at++) {
            final int stream = streamsOf.stream(at);
            aggregators[stream].onTrade(timeNs, in.price(), in.quantity(), onAggregated);
        }
    }

    private void onOwnBar(final int stream) {
        if (aggregators[stream].onOwnBar(inputBar, onAggregated)) {
            closeStream(stream, inputBar);
        }
    }

    /** A tick's event time is behind its receive time by the grace that late trades have. */
    private void onClock() {
        final long knownNs = InputMessage.eventTimeNs(step.buffer(), Step.INPUT_OFFSET);
        for (final BarAggregator aggregator : aggregators) {
            aggregator.onTime(knownNs, onAggregated);
        }
    }

    private void onAggregatedBar(final int stream, final ClosedBar bar) {
        final int block = step.claim(BarFrameEncoder.TEMPLATE_ID, BarFrameEncoder.BLOCK_LENGTH);
        barOut.wrap(step.mutableBuffer(), block)
                .openTime(bar.openTimeNs())
                .closeTime(bar.closeTimeNs())
                .openPrice(bar.open())
                .highPrice(bar.high())
                .lowPrice(bar.low())
                .closePrice(bar.close())
                .volume(bar.volume())
                .instrument(bar.instrument())
                .timeframeSeconds(bar.timeframeSeconds());
        closeStream(stream, bar);
    }

    private void closeStream(final int stream, final ClosedBar bar) {
        final int count = indicators.count(stream);
        final int block = step.claim(
                IndicatorsEncoder.TEMPLATE_ID, IndicatorsEncoder.BLOCK_LENGTH, GROUP_HEADER + count * Double.BYTES);
        final long at = step.addressOf(block);
        Memory.putInt(at, stream);
        // Two numbers of 16 bits: the length of a value and how many there are.
        Memory.putInt(at + IndicatorsEncoder.BLOCK_LENGTH, count << 16 | Double.BYTES);
        indicators.update(stream, bar, at + IndicatorsEncoder.BLOCK_LENGTH + GROUP_HEADER);
    }

    private void writeHash() {
        hash.reset();
        cursor.wrap(step.buffer(), step.inputEnd(), step.length());
        while (cursor.next()) {
            if (cursor.templateId() == StateHashDecoder.TEMPLATE_ID) {
                gateHash.wrap(
                        step.buffer(), cursor.block(), StateHashDecoder.BLOCK_LENGTH, StateHashDecoder.SCHEMA_VERSION);
                hash.putLong(gateHash.stateHash());
            }
        }
        writeState(hash);
        final int block = step.claim(StateHashEncoder.TEMPLATE_ID, StateHashEncoder.BLOCK_LENGTH);
        hashOut.wrap(step.mutableBuffer(), block).stateHash(hash.value()).orderHash(0);
    }
}
