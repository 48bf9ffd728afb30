package io.millrace.chronicle;

import io.millrace.journal.HighWaterMark;
import io.millrace.journal.JournalCutMeanwhileException;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalIntegrity.FirstBad;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import io.millrace.journal.VerifiedPart;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;

/** Reads a journal to its tail and holds the tail against the high-water mark. Changes nothing. */
final class JournalCheck implements RecordHandler {
    private static final int RECORDS_AT_ONCE = 4_096;

    private final Path directory;
    private long records;
    private long steps;
    private long fromNs;

    JournalCheck(final Path directory) {
        this.directory = directory;
    }

    /** Where the journal stands; the position is that behind its last record. */
    record Tail(String file, JournalPlace place, LeftBehind leftBehind) {}

    /** Again from its new begin when the journal is cut meanwhile. */
    JournalIntegrity run() {
        while (true) {
            records = 0;
            steps = 0;
            fromNs = 0;
            try {
                return attempt();
            } catch (final JournalCutMeanwhileException e) {
                continue;
            }
        }
    }

    private JournalIntegrity attempt() {
        final HighWaterMark.Mark mark = HighWaterMark.read(directory);
        final long highWaterMark = mark == null ? 0 : mark.sequence();
        try (CycleFileReader reader = ChronicleJournal.fromBegin(directory)) {
            FirstBad bad = null;
            try {
                tail(reader);
            } catch (final JournalDamagedException e) {
                bad = e.firstBad();
            }
            return new JournalIntegrity(
                    records,
                    steps,
                    bad == null,
                    bad,
                    fromNs,
                    reader.timeNs(),
                    reader.bytes(),
                    highWaterMark,
                    reader.cut());
        }
    }

    /** Verifies from a cycle to the tail; null for the whole journal. */
    Tail tail(final Path first) {
        try (CycleFileReader reader = new CycleFileReader(directory, first)) {
            return tail(reader);
        }
    }

    /** Verifies from a place to the tail. */
    Tail tail(final JournalPlace place) {
        try (CycleFileReader reader = new CycleFileReader(directory, place)) {
            return tail(reader);
        }
    }

    private Tail tail(final CycleFileReader reader) {
        while (reader.next(this)) {
            reader.requireMark();
        }
        reader.requireWhole();
        return new Tail(reader.file(), reader.place(), reader.leftBehind());
    }

    /** Verifies from the begin, or the cut, to a place. */
    VerifiedPart upTo(final JournalPlace place, final BooleanSupplier stopped) {
        while (true) {
            try {
                return readTo(place, stopped);
            } catch (final JournalCutMeanwhileException e) {
                if (stopped.getAsBoolean()) {
                    return VerifiedPart.STOPPED;
                }
            }
        }
    }

    private VerifiedPart readTo(final JournalPlace place, final BooleanSupplier stopped) {
        try (CycleFileReader reader = ChronicleJournal.fromBegin(directory)) {
            if (reader.sequence() > place.sequence()) {
                return VerifiedPart.DELETED;
            }
            while (reader.sequence() < place.sequence()) {
                if (!reader.next(this)) {
                    throw reader.damaged("the journal ends before record " + place.sequence()
                            + ", which a snapshot was taken behind");
                }
                if (reader.sequence() % RECORDS_AT_ONCE == 0 && stopped.getAsBoolean()) {
                    return VerifiedPart.STOPPED;
                }
            }
            if (reader.chainCrc() != place.chainCrc()) {
                throw reader.damaged(
                        "record " + place.sequence() + " is not the one that the snapshot behind it was taken at");
            }
        }
        return VerifiedPart.SOUND;
    }

    @Override
    public void onRecord(
            final int type,
            final long sequence,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        records++;
        // A header carries the wall clock of its writer, a step the time of the market.
        if (type == RecordType.STEP && steps++ == 0) {
            fromNs = timeNs;
        }
    }
}
