package io.millrace.chronicle;

import io.millrace.journal.Frame;
import io.millrace.journal.HighWaterMark;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalSpaceException;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import io.millrace.journal.SalvagedJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies the verified records at the beginning of a journal into a new one, frame by frame and byte for byte, into
 * cycles of the same days; the chain of the copy is that of the original. The original is only read.
 *
 * <p>The high-water mark comes last: a copy that was cut short is not taken for a journal. One thread.
 */
final class JournalSalvage implements RecordHandler {
    private static final int BLOCK = 16 << 20;
    private static final int LONGEST_FRAME = BLOCK / 8 + Frame.OVERHEAD;

    private final Path from;
    private final Path to;
    private final CycleClock clock;
    private final CycleFileReader reader;
    private String file = "";
    private final UnsafeBuffer frame = new UnsafeBuffer(ByteBuffer.allocateDirect(LONGEST_FRAME));
    private CycleWriter cycles;
    private long records;
    private long steps;

    private JournalSalvage(final Path from, final Path to) {
        this.from = from;
        this.to = to;
        reader = new CycleFileReader(from);
        clock = new CycleClock(CycleFiles.startMs(CycleFiles.list(from).get(0)));
    }

    static SalvagedJournal run(final Path from, final Path to) {
        final JournalIntegrity found = new JournalCheck(from).run();
        if (found.records() == 0) {
            throw new JournalException("Nothing can be saved of journal " + from + ": "
                    + (found.firstBad() == null
                            ? "it holds no record."
                            : "its first record is bad: " + found.firstBad().reason()
                                    + ". Restore the files from a copy."));
        }
        try {
            requireFree(to, found.bytes());
            return new JournalSalvage(from, to).copy(found);
        } catch (final IOException e) {
            throw new JournalException("Cannot save journal " + from + " to " + to + ": " + e.getMessage(), e);
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
        if (!reader.file().equals(file)) {
            enter(reader.file());
        }
        reader.copyFrame(frame);
        cycles.append(frame, reader.frameLength());
        records++;
        steps += type == RecordType.STEP ? 1 : 0;
    }

    private void enter(final String next) {
        Path last = to;
        if (!file.isEmpty()) {
            cycles.leave();
            last = cycles.file();
        }
        file = next;
        clock.advance(CycleFiles.startMs(Path.of(next)));
        cycles.enter(last, cycles.position());
    }

    /** When the damaged journal was last written, as far as it says so: the clock must not go back behind it. */
    private long wallNs() {
        final HighWaterMark.Mark last = HighWaterMark.read(from);
        return last == null ? 0 : last.wallNs();
    }

    private SalvagedJournal copy(final JournalIntegrity found) throws IOException {
        final int cycle;
        try (reader;
                CycleWriter writing = new CycleWriter(to, clock, BLOCK, true)) {
            cycles = writing;
            final JournalCut cut = JournalCut.read(from);
            if (cut != null) {
                cut.write(to);
            }
            readAll();
            cycle = writing.cycle();
        }
        sync();
        try (HighWaterMark mark = HighWaterMark.open(to)) {
            mark.write(reader.sequence(), wallNs(), reader.chainCrc(), cycle);
            mark.force();
        }
        final JournalIntegrity copied = new JournalCheck(to).run();
        if (!copied.intact() || copied.records() != records) {
            throw new JournalException("The copy " + to + " of journal " + from + " is not good: " + copied
                    + ". Do not use it; check the disk.");
        }
        return new SalvagedJournal(
                found, records, steps, copied.toNs(), Math.max(0, found.highWaterMark() - reader.sequence()));
    }

    private void readAll() {
        try {
            while (reader.next(this)) {
                continue;
            }
        } catch (final JournalDamagedException end) {
            // Up to here it is good; what is wrong, the check has said already.
            return;
        }
    }

    private void sync() throws IOException {
        for (final Path cycle : CycleFiles.list(to)) {
            try (FileChannel channel = FileChannel.open(cycle, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        try (FileChannel names = FileChannel.open(to, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void requireFree(final Path to, final long bytes) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(to)) {
            if (files.findAny().isPresent()) {
                throw new JournalException(
                        "The folder " + to + " is not empty. Give a new one: nothing is overwritten.");
            }
        }
        // The index and the last block come on top of the records.
        final long needed = 2 * bytes + 3L * BLOCK;
        final long free = Files.getFileStore(to).getUsableSpace();
        if (free < needed) {
            throw new JournalSpaceException("The folder " + to + " has " + free
                    + " bytes of free space; expected at least " + needed + ". Free some, or give another.");
        }
    }
}
