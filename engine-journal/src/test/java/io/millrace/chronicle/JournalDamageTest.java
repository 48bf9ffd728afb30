package io.millrace.chronicle;

import static io.millrace.chronicle.JournalTestDirectory.appendSteps;
import static io.millrace.chronicle.JournalTestDirectory.copy;
import static io.millrace.chronicle.JournalTestDirectory.cycleFiles;
import static io.millrace.chronicle.JournalTestDirectory.fingerprint;
import static io.millrace.chronicle.JournalTestDirectory.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every injury to the bytes of a record must be seen, by the check and by the start, and nothing be changed. */
@Timeout(120)
class JournalDamageTest {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final int STEPS = 150;

    @TempDir
    Path temporary;

    private Path directory;
    private final AtomicLong now = new AtomicLong(20_000 * DAY_MS);

    @BeforeEach
    void writeThreeCycles() {
        directory = temporary.resolve("journal");
        for (int day = 0; day < 3; day++) {
            try (JournalWriter writer = ChronicleJournal.open(settings(directory))) {
                appendSteps(writer, day * STEPS + 1, (day + 1) * STEPS);
            }
            now.addAndGet(DAY_MS);
        }
        assertTrue(ChronicleJournal.check(directory).intact());
    }

    @Test
    void shouldSeeFlippedBits() throws IOException {
        flipBits(500);
    }

    @Test
    @Tag("slow")
    void shouldSeeManyFlippedBits() throws IOException {
        flipBits(20_000);
    }

    @Test
    void shouldSeeATruncationAtAnyByteOfTheRecords() throws IOException {
        final List<long[]> records = records();
        final SplittableRandom random = seeded();
        for (int i = 0; i < 200; i++) {
            final long[] record = records.get(i == 0 ? records.size() - 1 : random.nextInt(records.size()));
            final Path copy = copy(directory, temporary.resolve("truncated" + i));
            final Path file = cycleFiles(copy).get((int) record[0]);
            final long length = record[1] + random.nextLong(record[2]);
            try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                access.setLength(length);
            }
            assertSeen(copy, "truncated to " + length + " " + file, i % 20 == 0);
            delete(copy);
        }
    }

    @Test
    void shouldSeeAZeroedPage() throws IOException {
        final List<long[]> records = records();
        int zeroed = 0;
        for (int i = 0; i < records.size(); i += 20) {
            final long[] record = records.get(i);
            final long page = record[1] & -4096L;
            final Path copy = copy(directory, temporary.resolve("zeroed" + i));
            try (RandomAccessFile access =
                    new RandomAccessFile(cycleFiles(copy).get((int) record[0]).toFile(), "rw")) {
                access.seek(page);
                access.write(new byte[4096]);
            }
            assertSeen(copy, "page " + page, i % 100 == 0);
            delete(copy);
            zeroed++;
        }
        assertTrue(zeroed > 10);
    }

    @Test
    void shouldSeeAMissingCycle() throws IOException {
        for (int missing = 0; missing < 3; missing++) {
            final Path copy = copy(directory, temporary.resolve("missing" + missing));
            Files.delete(cycleFiles(copy).get(missing));
            assertSeen(copy, "cycle " + missing + " missing", true);
        }
    }

    @Test
    void shouldSeeSwappedCycles() throws IOException {
        final List<Path> files = cycleFiles(directory);
        final Path aside = directory.resolve("aside");
        Files.move(files.get(1), aside);
        Files.move(files.get(2), files.get(1));
        Files.move(aside, files.get(2));
        assertSeen(directory, "swapped", true);
    }

    @Test
    void shouldSeeAnOlderCopyOfTheLastCycle() throws IOException {
        final Path older = copy(directory, temporary.resolve("older"));
        try (JournalWriter writer = ChronicleJournal.open(settings(directory))) {
            appendSteps(writer, 1, 10);
        }
        Files.copy(directory.resolve("hwm"), older.resolve("hwm"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertSeen(older, "older copy", true);
        final JournalIntegrity check = ChronicleJournal.check(older);
        assertEquals(3 * (STEPS + 2), check.records());
        assertEquals(3 * (STEPS + 2) + 1, check.firstBad().sequence());
        assertTrue(
                check.firstBad().reason().contains("12 records are missing after sequence 456"),
                check.firstBad().reason());
    }

    private void flipBits(final int count) throws IOException {
        final List<long[]> records = records();
        final List<Path> files = cycleFiles(directory);
        final SplittableRandom random = seeded();
        for (int i = 0; i < count; i++) {
            final long[] record = records.get(random.nextInt(records.size()));
            final long at = record[1] + random.nextLong(record[2]);
            final int bit = random.nextInt(8);
            final Path file = files.get((int) record[0]);
            flip(file, at, bit);
            assertSeen(directory, "bit " + bit + " of byte " + at + " in " + file, i % 50 == 0);
            flip(file, at, bit);
        }
        assertTrue(ChronicleJournal.check(directory).intact());
    }

    private static void flip(final Path file, final long at, final int bit) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(at);
            final int value = access.read();
            access.seek(at);
            access.write(value ^ 1 << bit);
        }
    }

    private void assertSeen(final Path damaged, final String what, final boolean alsoAtStart) throws IOException {
        final JournalIntegrity check = ChronicleJournal.check(damaged);
        assertFalse(check.intact(), what);
        assertTrue(check.firstBad().sequence() > 0, what);
        if (alsoAtStart) {
            final String before = fingerprint(damaged);
            assertThrows(JournalDamagedException.class, () -> ChronicleJournal.open(settings(damaged)), what);
            assertEquals(before, fingerprint(damaged), what);
        }
    }

    /** Cycle, first byte (the document's header) and length of each record. */
    private List<long[]> records() throws IOException {
        final List<long[]> records = new ArrayList<>();
        final List<Path> files = cycleFiles(directory);
        try (JournalReader reader = ChronicleJournal.read(directory)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, bytes) -> {})) {
                final long used = Integer.BYTES + (long) ((CycleFileReader) reader).frameLength();
                final long padded = used + 3 & -4L;
                records.add(new long[] {files.indexOf(Path.of(reader.file())), reader.position() - padded, used});
            }
        }
        return records;
    }

    private JournalSettings settings(final Path path) {
        return small(path).withAcceptClockStep(true).withWallClockMs(now::get);
    }

    private static SplittableRandom seeded() {
        final long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dseed=" + seed + ")");
        return new SplittableRandom(seed);
    }

    private static void delete(final Path copy) throws IOException {
        for (final java.io.File file : copy.toFile().listFiles()) {
            Files.delete(file.toPath());
        }
        Files.delete(copy);
    }
}
