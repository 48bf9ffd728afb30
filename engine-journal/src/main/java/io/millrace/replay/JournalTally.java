package io.millrace.replay;

import io.millrace.engine.StepListener;
import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ClockTickDecoder;
import io.millrace.event.codec.FeedStatusDecoder;
import io.millrace.event.codec.ObservationDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.event.codec.TradeDecoder;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a start must know of a journal before its engine is there: how many rows a feed has given, the last of them, the
 * newest session, the highest trade ids. Counted while the steps are made and saved with the engine, so that a start
 * counts on from a snapshot. One thread.
 */
public final class JournalTally implements StepListener, Stateful {
    private static final int MOST_INSTRUMENTS = 1 << 16;
    private static final int FIRST_ROW_BYTES = 256;

    private final TradeDecoder trade = new TradeDecoder();
    private final SessionUpDecoder up = new SessionUpDecoder();
    private UnsafeBuffer lastRow = OffHeap.allocate(FIRST_ROW_BYTES);
    private long[] tradeIds = {};
    private long steps;
    private long rows;
    private long epoch;
    private long lastTimeNs = Long.MIN_VALUE;
    private int lastRowLength;

    @Override
    public void onStep(final Step step) {
        count(step.buffer(), StepLayout.inputLength(step.buffer(), 0));
    }

    /** Counts a recorded step that begins at the buffer's first byte. */
    void count(final DirectBuffer buffer, final int inputLength) {
        steps++;
        lastTimeNs = StepLayout.engineTimeNs(buffer, 0);
        switch (Messages.templateId(buffer, Step.INPUT_OFFSET)) {
            case TradeDecoder.TEMPLATE_ID -> {
                onRow(buffer, inputLength);
                onTrade(buffer);
            }
            case BarDecoder.TEMPLATE_ID,
                    QuoteDecoder.TEMPLATE_ID,
                    ObservationDecoder.TEMPLATE_ID,
                    ClockTickDecoder.TEMPLATE_ID,
                    FeedStatusDecoder.TEMPLATE_ID -> onRow(buffer, inputLength);
            case SessionUpDecoder.TEMPLATE_ID -> {
                final int block = Step.INPUT_OFFSET + Messages.HEADER_LENGTH;
                up.wrap(buffer, block, SessionUpDecoder.BLOCK_LENGTH, SessionUpDecoder.SCHEMA_VERSION);
                epoch = up.epoch();
            }
            default -> {
                // Commands, reports and the ends of sessions are not counted.
            }
        }
    }

    /** What was counted, under the header of its journal. */
    JournalContents contents(final JournalHeader header) {
        final byte[] row = new byte[lastRowLength];
        lastRow.getBytes(0, row);
        return new JournalContents(header, steps, rows, (int) epoch, lastTimeNs, row, tradeIds);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(steps);
        sink.putLong(rows);
        sink.putLong(epoch);
        sink.putLong(lastTimeNs);
        sink.putLong(lastRowLength);
        for (int at = 0; at < lastRowLength; at += Long.BYTES) {
            sink.putLong(lastRow.getLong(at));
        }
        sink.putLong(tradeIds.length);
        for (final long id : tradeIds) {
            sink.putLong(id);
        }
    }

    @Override
    public void readState(final StateSource source) {
        steps = source.getLong();
        rows = source.getLong();
        epoch = source.getLong();
        lastTimeNs = source.getLong();
        lastRowLength = source.getCount("JournalTally.lastRow", Step.MAX_LENGTH);
        makeRoom();
        for (int at = 0; at < lastRowLength; at += Long.BYTES) {
            lastRow.putLong(at, source.getLong());
        }
        tradeIds = new long[source.getCount("JournalTally.tradeIds", MOST_INSTRUMENTS + 1)];
        for (int i = 0; i < tradeIds.length; i++) {
            tradeIds[i] = source.getLong();
        }
    }

    private void onRow(final DirectBuffer buffer, final int length) {
        rows++;
        lastRowLength = length;
        makeRoom();
        lastRow.putBytes(0, buffer, Step.INPUT_OFFSET, length);
    }

    /** Whole longs, so that a state is written without looking at single bytes. */
    private void makeRoom() {
        if (lastRow.capacity() < lastRowLength + Long.BYTES) {
            lastRow = OffHeap.allocate(Integer.highestOneBit(lastRowLength + Long.BYTES) * 2);
        }
        lastRow.putLong(lastRowLength, 0);
    }

    private void onTrade(final DirectBuffer buffer) {
        final int block = Step.INPUT_OFFSET + Messages.HEADER_LENGTH;
        trade.wrap(buffer, block, TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
        final long instrument = trade.instrument();
        if (instrument < 0 || instrument > MOST_INSTRUMENTS) {
            return;
        }
        final int place = (int) instrument;
        if (place >= tradeIds.length) {
            tradeIds = Arrays.copyOf(tradeIds, place + 1);
        }
        tradeIds[place] = Math.max(tradeIds[place], trade.tradeId());
    }
}
