package io.millrace.chronicle;

import static io.millrace.chronicle.JournalTestDirectory.appendSteps;
import static io.millrace.chronicle.JournalTestDirectory.payload;
import static io.millrace.chronicle.JournalTestDirectory.read;
import static io.millrace.chronicle.JournalTestDirectory.small;
import static io.millrace.chronicle.JournalTestDirectory.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.Frame;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.journal.Rolling;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal is a Chronicle queue: the library reads what is appended here, and its files are gone on with here. */
@Timeout(60)
class LibraryReadsTest {
    private static final int BLOCK = 256 * 1024;

    @TempDir
    Path directory;

    @Test
    void shouldBeReadByTheLibraryOverRunsAndRolls() {
        final AtomicLong clockMs =
                new AtomicLong(Instant.parse("2026-11-21T12:00:00Z").toEpochMilli());
        final JournalSettings settings = small(directory)
                .withRolling(Rolling.DAILY)
                .withWallClockMs(clockMs::get)
                .withAcceptClockStep(true);
        final int runs = 4;
        final int steps = 3_000;
        for (int run = 0; run < runs; run++) {
            try (JournalWriter writer = ChronicleJournal.open(settings)) {
                appendSteps(writer, 1 + (long) steps * run, (long) steps * (run + 1));
            }
            clockMs.addAndGet(run % 2 == 0 ? 1_000 : 86_400_000);
        }
        final long records = runs * (steps + 2L);
        final List<Long> sequences = new ArrayList<>();
        try (ChronicleQueue queue = builder(directory).readOnly(true).build();
                ExcerptTailer tailer = queue.createTailer()) {
            final Bytes<ByteBuffer> record = Bytes.elasticByteBuffer(4096, 64 * 1024);
            try {
                while (tailer.readBytes(record.clear())) {
                    final UnsafeBuffer frame = new UnsafeBuffer(record.underlyingObject());
                    sequences.add(Frame.sequence(frame, 0));
                    assertEquals(Frame.OVERHEAD + Frame.length(frame, 0), record.readRemaining());
                }
                assertTrue(tailer.moveToIndex(queue.firstIndex() + 2_500), "a place in the first file");
                assertTrue(tailer.readBytes(record.clear()));
                assertEquals(2_501, Frame.sequence(new UnsafeBuffer(record.underlyingObject()), 0));
            } finally {
                record.releaseLast();
            }
        }
        assertEquals(records, sequences.size());
        assertEquals(1, sequences.get(0));
        assertEquals(records, sequences.get(sequences.size() - 1));
    }

    /** As journals were before: the library's own appender, with its index and its notion of the last place. */
    @Test
    void shouldGoOnInAFileThatTheLibraryAppendedTo() {
        final int before = 5_000;
        try (ChronicleQueue queue = builder(directory).build();
                ExcerptAppender appender = queue.createAppender()) {
            appendAsBefore(appender, before);
        }
        final JournalSettings settings = small(directory).withAcceptClockStep(true);
        for (int run = 0; run < 2; run++) {
            try (JournalWriter writer = ChronicleJournal.open(settings)) {
                assertEquals(before + 102L * run + 1, writer.sequence());
                appendSteps(writer, 1, 100);
            }
        }
        final List<String> records = read(directory);
        assertEquals(before + 2 * 102, records.size());
        assertEquals(step(before, before), records.get(before - 1));
        assertEquals(step(before + 2L, 1), records.get(before + 1));
        assertTrue(ChronicleJournal.check(directory).intact());
    }

    /** How many documents the library finds in a queue, from its start. */
    static long documents(final Path queue) {
        final Bytes<ByteBuffer> record = Bytes.elasticByteBuffer(4096, 64 * 1024);
        long found = 0;
        try (ChronicleQueue reading = builder(queue).readOnly(true).build();
                ExcerptTailer tailer = reading.createTailer()) {
            while (tailer.readBytes(record.clear())) {
                found++;
            }
        } finally {
            record.releaseLast();
        }
        return found;
    }

    private void appendAsBefore(final ExcerptAppender appender, final int count) {
        final Bytes<ByteBuffer> record = Bytes.elasticByteBuffer(4096, 4096);
        try {
            final UnsafeBuffer buffer = new UnsafeBuffer(record.underlyingObject());
            int crc = 0;
            for (int sequence = 1; sequence <= count; sequence++) {
                final byte[] bytes = payload(sequence);
                buffer.putBytes(Frame.HEADER_LENGTH, bytes);
                final int type = sequence == 1 ? RecordType.HEADER : RecordType.STEP;
                final long timeNs = JournalTestDirectory.START_NS + sequence;
                crc = new Frame()
                        .encode(buffer, record.underlyingObject(), type, 0, sequence, crc, timeNs, bytes.length);
                record.readPositionRemaining(0, Frame.OVERHEAD + bytes.length);
                appender.writeBytes(record);
            }
            mark(count, crc, appender.cycle());
        } finally {
            record.releaseLast();
        }
    }

    private void mark(final long sequence, final int crc, final int cycle) {
        try (io.millrace.journal.HighWaterMark mark = io.millrace.journal.HighWaterMark.open(directory)) {
            mark.write(sequence, 0, crc, cycle);
        } catch (final java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static SingleChronicleQueueBuilder builder(final Path directory) {
        return ChronicleQueue.singleBuilder(directory.toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(BLOCK);
    }
}
