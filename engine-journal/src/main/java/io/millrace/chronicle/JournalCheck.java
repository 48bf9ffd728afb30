package io.millrace.chronicle;

import io.millrace.journal.HighWaterMark;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalIntegrity.FirstBad;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/** Reads a journal to its tail and holds the tail against the high-water mark. Changes nothing. */
final class JournalCheck implements RecordHandler {
    private final Path directory;
    private long records;
    private long steps;
    private long fromNs;

    JournalCheck(final Path directory) {
        this.directory = directory;
    }

    /** Where the journal stands; the position is that behind its last record. */
    record Tail(long sequence, int chainCrc, long timeNs, String file, long position) {}

    JournalIntegrity run() {
        final HighWaterMark.Mark mark = HighWaterMark.read(directory);
        final long highWaterMark = mark == null ? 0 : mark.sequence();
        try (CycleFileReader reader = new CycleFileReader(directory, null)) {
            FirstBad bad = null;
            try {
                readAll(reader, mark);
            } catch (final JournalDamagedException e) {
                bad = e.firstBad();
            }
            return new JournalIntegrity(
                    records, steps, bad == null, bad, fromNs, reader.timeNs(), reader.bytes(), highWaterMark);
        }
    }

    /** Verifies from a cycle to the tail; null for the whole journal. */
    Tail tail(final Path first) {
        final HighWaterMark.Mark mark = HighWaterMark.read(directory);
        try (CycleFileReader reader = new CycleFileReader(directory, first)) {
            readAll(reader, mark);
            return new Tail(reader.sequence(), reader.chainCrc(), reader.timeNs(), reader.file(), reader.position());
        }
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

    private void readAll(final CycleFileReader reader, final HighWaterMark.Mark mark) {
        boolean metMark = mark != null && mark.sequence() == 0;
        while (reader.next(this)) {
            if (mark != null && reader.sequence() == mark.sequence()) {
                metMark = true;
                if (reader.chainCrc() != mark.chainCrc()) {
                    throw reader.damaged("record " + mark.sequence()
                            + " is not the one the high-water mark knows: the file may be an old or foreign copy");
                }
            }
        }
        if (mark == null) {
            final List<Path> files = CycleFiles.list(directory);
            if (!files.isEmpty()) {
                throw reader.damaged("the high-water mark (file " + HighWaterMark.FILE
                        + ") is absent or has no valid slot, so a lost tail could not be seen");
            }
        } else if (!metMark) {
            throw reader.damaged(mark.sequence() - reader.sequence() + " records are missing after sequence "
                    + reader.sequence() + ": the high-water mark says " + mark.sequence() + " were written");
        }
    }
}
