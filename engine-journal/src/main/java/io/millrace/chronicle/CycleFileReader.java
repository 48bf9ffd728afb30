package io.millrace.chronicle;

import io.millrace.journal.Frame;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity.FirstBad;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads cycle after cycle and verifies each record's frame, its sequence and its link to the record before. */
final class CycleFileReader implements JournalReader {
    private final Path directory;
    private final Frame frame = new Frame();
    private CycleReader cycle;
    private boolean cycleBegins;
    private boolean chainKnown;
    private long sequence;
    private long timeNs;
    private int chainCrc;
    private long bytes;

    /**
     * Starts at a cycle.
     *
     * @param first the cycle file to begin with; null for the whole journal
     */
    CycleFileReader(final Path directory, final Path first) {
        this.directory = directory;
        final List<Path> files = CycleFiles.listJournal(directory);
        // From the middle, the first record's link cannot be verified; its own crc is.
        chainKnown = first == null || first.equals(files.get(0));
        if (first != null) {
            enter(first);
        } else if (!files.isEmpty()) {
            enter(files.get(0));
        }
    }

    @Override
    public boolean next(final RecordHandler handler) {
        while (cycle != null || enterFirst()) {
            switch (cycle.seek()) {
                case CycleReader.RECORD:
                    accept(handler);
                    return true;
                case CycleReader.BROKEN:
                    throw damaged("a document reaches beyond the end of its file");
                default:
                    if (!enterNext()) {
                        return false;
                    }
            }
        }
        return false;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public int chainCrc() {
        return chainCrc;
    }

    @Override
    public String file() {
        return cycle == null ? directory.toString() : cycle.file().toString();
    }

    @Override
    public long position() {
        return cycle == null ? 0 : cycle.position();
    }

    @Override
    public void close() {
        if (cycle != null) {
            cycle.close();
            cycle = null;
        }
    }

    long timeNs() {
        return timeNs;
    }

    long bytes() {
        return bytes;
    }

    JournalDamagedException damaged(final String reason) {
        return new JournalDamagedException(new FirstBad(sequence + 1, file(), position(), reason));
    }

    private void accept(final RecordHandler handler) {
        final UnsafeBuffer buffer = cycle.buffer();
        final ByteBuffer view = cycle.view();
        final int at = cycle.documentAt();
        final String wrong = frame.verify(buffer, view, at, cycle.documentLength());
        if (wrong != null) {
            throw damaged(wrong);
        }
        final long found = Frame.sequence(buffer, at);
        if (chainKnown && found != sequence + 1) {
            throw damaged(
                    found > sequence
                            ? found - sequence - 1 + " records are missing after sequence " + sequence
                            : "sequence " + found + " comes again after sequence " + sequence);
        }
        if (chainKnown && Frame.previousCrc(buffer, at) != chainCrc) {
            throw damaged("the record does not follow the one before it: the chain is broken");
        }
        final int type = Frame.type(buffer, at);
        if (cycleBegins && type != RecordType.HEADER) {
            throw damaged("the cycle does not begin with a HEADER record");
        }
        cycleBegins = false;
        chainKnown = true;
        sequence = found;
        chainCrc = Frame.crc(buffer, at);
        timeNs = Frame.timeNs(buffer, at);
        final int length = Frame.length(buffer, at);
        bytes += Frame.OVERHEAD + length;
        cycle.advance();
        handler.onRecord(type, sequence, timeNs, buffer, at + Frame.HEADER_LENGTH, length);
    }

    private boolean enterFirst() {
        final List<Path> files = CycleFiles.list(directory);
        if (files.isEmpty()) {
            return false;
        }
        enter(files.get(0));
        return true;
    }

    private boolean enterNext() {
        for (final Path file : CycleFiles.list(directory)) {
            if (file.compareTo(cycle.file()) > 0) {
                // A writer may have appended here and rolled between our look at the end and at the directory.
                if (cycle.seek() == CycleReader.RECORD) {
                    return true;
                }
                close();
                enter(file);
                return true;
            }
        }
        return false;
    }

    private void enter(final Path file) {
        cycle = new CycleReader(file);
        cycleBegins = true;
    }
}
