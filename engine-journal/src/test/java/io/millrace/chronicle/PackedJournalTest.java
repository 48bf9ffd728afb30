package io.millrace.chronicle;

import static io.millrace.chronicle.JournalTestDirectory.START_NS;
import static io.millrace.chronicle.JournalTestDirectory.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.Frame;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.journal.Rolling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that are alike, packed: nothing of them is lost, wherever reading begins. */
class PackedJournalTest {
    private static final int STEPS = 5_000;
    private static final int LENGTH = 216;
    private static final int LONG = 6_000;

    @TempDir
    Path directory;

    @Test
    void shouldTakeLessThanHalfOfTheBytes() {
        write(directory, 1, STEPS);
        assertEquals(payloads(1, STEPS), read(ChronicleJournal.read(directory)));
        final long bytes = ChronicleJournal.check(directory).bytes();
        assertTrue(bytes < STEPS * (LENGTH + Frame.OVERHEAD) / 2, bytes + " bytes for " + STEPS + " steps");
    }

    @Test
    void shouldReadOnFromWhereverAReaderStood() {
        write(directory, 1, STEPS);
        final List<String> all = payloads(1, STEPS);
        final SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 30; i++) {
            final int steps = i == 0 ? STEPS : random.nextInt(STEPS);
            final JournalPlace place = placeBehind(steps);
            assertTrue(place.readFrom() <= place.position());
            assertEquals(all.subList(steps, STEPS), read(ChronicleJournal.readBehind(directory, place)));
        }
    }

    /** Runs, a roll, a step that is not packed where packing begins anew: behind a header, an end, and each step. */
    @Test
    void shouldReadOnFromBehindEveryRecord() throws IOException {
        final AtomicLong clockMs =
                new AtomicLong(Instant.parse("2026-11-21T12:00:00Z").toEpochMilli());
        final JournalSettings settings = small(directory)
                .withRolling(Rolling.DAILY)
                .withWallClockMs(clockMs::get)
                .withAcceptClockStep(true);
        for (int run = 0; run < 3; run++) {
            try (JournalWriter writer = ChronicleJournal.open(settings)) {
                append(writer, 1 + 20 * run, 10 + 20 * run);
                writer.place();
                writer.append(RecordType.STEP, START_NS, new UnsafeBuffer(new byte[LONG]), 0, LONG);
                append(writer, 11 + 20 * run, 20 + 20 * run);
            }
            clockMs.addAndGet(run == 0 ? 1_000 : 86_400_000);
        }
        assertEquals(2, JournalTestDirectory.cycleFiles(directory).size());
        final List<JournalPlace> places = new ArrayList<>();
        try (JournalReader reader = ChronicleJournal.read(directory)) {
            do {
                places.add(reader.place());
            } while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {}));
        }
        final List<String> all = records(ChronicleJournal.read(directory));
        assertEquals(3 * (20 + 3) + 1, places.size());
        for (int i = 1; i < places.size(); i++) {
            assertEquals(
                    all.subList(i, all.size()),
                    records(ChronicleJournal.readBehind(directory, places.get(i))),
                    "behind record " + i);
        }
    }

    @Test
    void shouldFollowAWriter() {
        final List<String> seen = new ArrayList<>();
        try (JournalWriter writer = ChronicleJournal.open(small(directory));
                JournalReader reader = ChronicleJournal.read(directory)) {
            for (int n = 1; n <= STEPS; n++) {
                append(writer, n, n);
                if (n % 7 == 0) {
                    readOn(reader, seen, true);
                }
            }
            readOn(reader, seen, true);
        }
        assertEquals(payloads(1, STEPS), seen);
    }

    @Test
    void shouldSaveAJournalAsItIs() {
        write(directory.resolve("old"), 1, 2_000);
        write(directory.resolve("old"), 2_001, 4_000);
        ChronicleJournal.salvage(directory.resolve("old"), directory.resolve("new"));
        assertEquals(payloads(1, 4_000), read(ChronicleJournal.read(directory.resolve("new"))));
        write(directory.resolve("new"), 4_001, STEPS);
        assertEquals(payloads(1, STEPS), read(ChronicleJournal.read(directory.resolve("new"))));
    }

    @Test
    void shouldReadOnFromAWritersPlaceWithoutWhatIsBefore() {
        final JournalPlace place;
        try (JournalWriter writer = ChronicleJournal.open(small(directory))) {
            append(writer, 1, 100);
            place = writer.place();
            append(writer, 101, 200);
        }
        assertEquals(place.position(), place.readFrom());
        assertEquals(payloads(101, 200), read(ChronicleJournal.readBehind(directory, place)));
    }

    @Test
    void shouldGoOnInAnotherRun() {
        write(directory, 1, 100);
        write(directory, 101, 200);
        assertEquals(payloads(1, 200), read(ChronicleJournal.read(directory)));
    }

    @Test
    void shouldSayWhenTheRecordsBeforeAPlaceAreNotThere() {
        write(directory, 1, 100);
        final JournalPlace place = placeBehind(50);
        final JournalPlace wrong = new JournalPlace(
                place.sequence(), place.chainCrc(), place.timeNs(), place.cycle(), place.position(), place.position());
        final JournalDamagedException e =
                assertThrows(JournalDamagedException.class, () -> read(ChronicleJournal.readBehind(directory, wrong)));
        assertTrue(e.getMessage().contains("packed against one that was not read"), e.getMessage());
    }

    @Test
    void shouldKeepStepsThatAreTooLongToBePacked() {
        final byte[] longStep = new byte[LONG];
        new SplittableRandom(1).nextBytes(longStep);
        try (JournalWriter writer = ChronicleJournal.open(small(directory))) {
            append(writer, 1, 10);
            writer.append(RecordType.STEP, START_NS, new UnsafeBuffer(longStep), 0, LONG);
            append(writer, 11, 20);
        }
        final List<String> read = read(ChronicleJournal.read(directory));
        assertEquals(HexFormat.of().formatHex(longStep), read.remove(10));
        assertEquals(payloads(1, 20), read);
    }

    /** As journals were before steps were packed. */
    @Test
    void shouldReadRecordsThatAreNotPacked() {
        final byte[] bytes = {1, 2, 3, 4, 5, 6, 7};
        final Bytes<ByteBuffer> record = Bytes.elasticByteBuffer(64, 64);
        try (ChronicleQueue queue = ChronicleQueue.singleBuilder(directory.toFile())
                        .rollCycle(RollCycles.FAST_DAILY)
                        .blockSize(256 * 1024)
                        .build();
                ExcerptAppender appender = queue.createAppender()) {
            final UnsafeBuffer buffer = new UnsafeBuffer(record.underlyingObject());
            int crc = 0;
            for (int sequence = 1; sequence <= 3; sequence++) {
                buffer.putBytes(Frame.HEADER_LENGTH, bytes);
                final int type = sequence == 1 ? RecordType.HEADER : RecordType.STEP;
                crc = new Frame().encode(buffer, record.underlyingObject(), type, 0, sequence, crc, 0, bytes.length);
                record.readPositionRemaining(0, Frame.OVERHEAD + bytes.length);
                appender.writeBytes(record);
            }
        } finally {
            record.releaseLast();
        }
        assertEquals(List.of("01020304050607", "01020304050607"), read(ChronicleJournal.read(directory)));
        final JournalPlace place = placeBehind(1);
        assertEquals(place.position(), place.readFrom());
        assertEquals(List.of("01020304050607"), read(ChronicleJournal.readBehind(directory, place)));
    }

    private JournalPlace placeBehind(final int steps) {
        final int[] seen = new int[1];
        try (JournalReader reader = ChronicleJournal.read(directory)) {
            while (seen[0] < steps) {
                assertTrue(reader.next((type, sequence, timeNs, buffer, offset, length) ->
                        seen[0] += type == RecordType.STEP ? 1 : 0));
            }
            return reader.place();
        }
    }

    private static void write(final Path directory, final int from, final int to) {
        try (JournalWriter writer = ChronicleJournal.open(small(directory).withAcceptClockStep(true))) {
            append(writer, from, to);
        }
    }

    private static void append(final JournalWriter writer, final int from, final int to) {
        for (int n = from; n <= to; n++) {
            final byte[] bytes = payload(n);
            writer.append(RecordType.STEP, START_NS + n, new UnsafeBuffer(bytes), 0, bytes.length);
        }
    }

    /** Like a step of a strategy on bars: some kinds, of which a few words change. */
    private static byte[] payload(final int n) {
        final ByteBuffer payload = ByteBuffer.allocate(LENGTH + n % 3);
        for (int i = 0; i < LENGTH; i += 36) {
            payload.putInt(i, n);
        }
        return payload.array();
    }

    private static List<String> payloads(final int from, final int to) {
        final List<String> payloads = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            payloads.add(HexFormat.of().formatHex(payload(n)));
        }
        return payloads;
    }

    private static List<String> read(final JournalReader journal) {
        final List<String> payloads = new ArrayList<>();
        try (JournalReader reader = journal) {
            readOn(reader, payloads, true);
        }
        return payloads;
    }

    private static List<String> records(final JournalReader journal) {
        final List<String> payloads = new ArrayList<>();
        try (JournalReader reader = journal) {
            readOn(reader, payloads, false);
        }
        return payloads;
    }

    private static void readOn(final JournalReader reader, final List<String> payloads, final boolean stepsOnly) {
        while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
            if (type == RecordType.STEP || !stepsOnly) {
                final byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                payloads.add(HexFormat.of().formatHex(bytes));
            }
        })) {}
    }
}
