package io.millrace.replay;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.event.Messages;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ClockTickDecoder;
import io.millrace.event.codec.FeedStatusDecoder;
import io.millrace.event.codec.ObservationDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.journal.JournalReader;
import io.millrace.strategy.StrategyCatalog;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * What a journal holds, found by reading it once.
 *
 * @param header of its first record
 * @param steps steps in it
 * @param rows inputs that a feed gave: bars, trades, quotes, observations, clock ticks and the feed's own state
 * @param epoch of the newest session; 0 when there was none
 * @param lastTimeNs engine time of the last step
 * @param lastRow the newest of these rows, a whole message; empty when there is none
 * @param tradeIds the highest trade id by instrument; instruments beyond its length have had no trade
 */
public record JournalContents(
        JournalHeader header, long steps, long rows, int epoch, long lastTimeNs, byte[] lastRow, long[] tradeIds) {
    private static final int MOST_INSTRUMENTS = 1 << 16;

    public JournalContents {
        lastRow = lastRow.clone();
        tradeIds = tradeIds.clone();
    }

    /**
     * Reads a whole journal, verifying each record.
     *
     * @throws io.millrace.journal.JournalException if it is damaged or absent
     * @throws ReplayException if it holds no run of this engine
     */
    public static JournalContents read(final Path journal) {
        return read(journal, StrategyCatalog.standard());
    }

    /** {@link #read(Path)} where strategies of plug-ins may be named. */
    public static JournalContents read(final Path journal, final StrategyCatalog strategies) {
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            final JournalHeader header = JournalHeader.readFrom(reader, journal.toString(), strategies);
            final RecordedInputs inputs = new RecordedInputs(reader);
            final SessionUpDecoder up = new SessionUpDecoder();
            long rows = 0;
            int epoch = 0;
            long lastTimeNs = Long.MIN_VALUE;
            byte[] lastRow = {};
            final TradeDecoder trade = new TradeDecoder();
            long[] tradeIds = {};
            while (inputs.advance()) {
                final DirectBuffer buffer = inputs.buffer();
                lastTimeNs = StepLayout.engineTimeNs(buffer, 0);
                switch (Messages.templateId(buffer, Step.INPUT_OFFSET)) {
                    case BarDecoder.TEMPLATE_ID,
                            TradeDecoder.TEMPLATE_ID,
                            QuoteDecoder.TEMPLATE_ID,
                            ObservationDecoder.TEMPLATE_ID,
                            ClockTickDecoder.TEMPLATE_ID,
                            FeedStatusDecoder.TEMPLATE_ID -> {
                        rows++;
                        lastRow = kept(lastRow, inputs.length());
                        buffer.getBytes(Step.INPUT_OFFSET, lastRow);
                        if (Messages.templateId(buffer, Step.INPUT_OFFSET) == TradeDecoder.TEMPLATE_ID) {
                            final int block = Step.INPUT_OFFSET + Messages.HEADER_LENGTH;
                            trade.wrap(buffer, block, TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
                            tradeIds = withTrade(tradeIds, (int) trade.instrument(), trade.tradeId());
                        }
                    }
                    case SessionUpDecoder.TEMPLATE_ID -> {
                        final int block = Step.INPUT_OFFSET + Messages.HEADER_LENGTH;
                        up.wrap(buffer, block, SessionUpDecoder.BLOCK_LENGTH, SessionUpDecoder.SCHEMA_VERSION);
                        epoch = (int) up.epoch();
                    }
                    default -> {
                        // Commands, reports and the ends of sessions are not counted.
                    }
                }
            }
            return new JournalContents(header, inputs.steps(), rows, epoch, lastTimeNs, lastRow, tradeIds);
        }
    }

    @Override
    public byte[] lastRow() {
        return lastRow.clone();
    }

    @Override
    public long[] tradeIds() {
        return tradeIds.clone();
    }

    private static long[] withTrade(final long[] ids, final int instrument, final long id) {
        if (instrument < 0 || instrument > MOST_INSTRUMENTS) {
            return ids;
        }
        final long[] all = instrument < ids.length ? ids : Arrays.copyOf(ids, instrument + 1);
        all[instrument] = Math.max(all[instrument], id);
        return all;
    }

    private static byte[] kept(final byte[] bytes, final int length) {
        return bytes.length == length ? bytes : new byte[length];
    }
}
