package io.millrace.replay;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.strategy.StrategyCatalog;
import java.nio.file.Path;

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
    public JournalContents {
        lastRow = lastRow.clone();
        tradeIds = tradeIds.clone();
    }

    /**
     * Reads a whole journal, verifying each record.
     *
     * @throws io.millrace.journal.JournalException if it is damaged or absent
     * @throws ReplayException if it holds no run of this engine, or not all of it
     */
    public static JournalContents read(final Path journal) {
        return read(journal, StrategyCatalog.standard());
    }

    /** {@link #read(Path)} where strategies of plug-ins may be named. */
    public static JournalContents read(final Path journal, final StrategyCatalog strategies) {
        final JournalCut cut = JournalCut.read(journal);
        if (cut != null) {
            throw new ReplayException("The journal " + journal + " " + cut.describe()
                    + ": what it held before, and the state there, can only be had from a snapshot behind the cut.");
        }
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            final JournalHeader header = JournalHeader.readFrom(reader, journal.toString(), strategies);
            return count(new RecordedInputs(reader), new JournalTally()).contents(header);
        }
    }

    /**
     * Reads only what lies behind a place, verifying each record, and holds the end against the high-water mark.
     *
     * @param tally what was counted up to that place; is moved to the end
     * @throws io.millrace.journal.JournalException if that part is damaged, or is not of this journal
     */
    public static JournalContents readBehind(
            final Path journal, final StrategyCatalog strategies, final JournalPlace place, final JournalTally tally) {
        final JournalHeader header = JournalHeader.read(journal, strategies);
        try (JournalReader reader = ChronicleJournal.readBehind(journal, place)) {
            final JournalContents contents =
                    count(new RecordedInputs(reader), tally).contents(header);
            reader.requireWhole();
            return contents;
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

    private static JournalTally count(final RecordedInputs inputs, final JournalTally tally) {
        while (inputs.advance()) {
            tally.count(inputs.buffer(), inputs.length());
        }
        return tally;
    }
}
