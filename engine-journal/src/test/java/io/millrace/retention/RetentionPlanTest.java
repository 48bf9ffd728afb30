package io.millrace.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.event.StateBuffer;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.snapshot.Snapshot;
import io.millrace.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cycles may go: by age, by size, and never what a snapshot needs. */
class RetentionPlanTest {
    private static final long DAY_MS = 86_400_000L;
    private static final int STEPS_A_DAY = 10;
    private static final int PAYLOAD = 1_000;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);

    @TempDir
    Path dir;

    private Path journal;
    private final JournalPlace[] places = new JournalPlace[5 * STEPS_A_DAY + 1];

    /** Five days of ten steps each. */
    @BeforeEach
    void write() {
        journal = dir.resolve("journal");
        final AtomicLong now = new AtomicLong(FIRST.toEpochDay() * DAY_MS + 1_000);
        final JournalSettings settings = JournalSettings.of(journal, "a=b\n")
                .withBlocks(256 * 1024, 32 * 1024)
                .withSpace(0, () -> Long.MAX_VALUE)
                .withWallClockMs(now::get);
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD]);
        for (int day = 0; day < 5; day++) {
            now.set((FIRST.toEpochDay() + day) * DAY_MS + 1_000);
            try (JournalWriter writer = ChronicleJournal.open(settings)) {
                for (int step = day * STEPS_A_DAY + 1; step <= (day + 1) * STEPS_A_DAY; step++) {
                    writer.append(RecordType.STEP, now.get() * 1_000_000, payload, 0, PAYLOAD);
                    places[step] = writer.place();
                }
            }
        }
    }

    /** The chain behind a record. */
    private int chainBehind(final long record) {
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (reader.sequence() < record) {
                reader.next((type, sequence, timeNs, buffer, offset, length) -> {});
            }
            return reader.chainCrc();
        }
    }

    private void snapshot(final int step) throws IOException {
        snapshot(step, places[step]);
    }

    private void snapshot(final int step, final JournalPlace place) throws IOException {
        SnapshotFolder.of(journal).write(new Snapshot(1, step, place, 2, 3, new StateBuffer()));
    }

    private RetentionPlan plan(final long days, final long bytes) {
        return RetentionPlan.of(journal, new RetentionPolicy(days, bytes), FIRST.plusDays(5));
    }

    @Test
    void shouldLetNothingGoWithoutASnapshot() {
        final RetentionPlan plan = plan(0, 0);
        assertEquals(5, plan.cycles().size());
        assertEquals(0, plan.going());
        assertTrue(plan.why().contains("no snapshot"), plan.why());
    }

    /** What is deleted is the way back from a snapshot that cannot be read: one alone is not enough. */
    @Test
    void shouldLetNothingGoWithOneSnapshotThatFits() throws IOException {
        snapshot(45);
        assertOnlyOne(plan(0, 0));
        // One that cannot be read is none.
        snapshot(46);
        assertEquals(4, plan(0, 0).going());
        final Path newest = SnapshotFolder.of(journal).newestFirst().get(0);
        final byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        assertOnlyOne(plan(0, 0));
    }

    private static void assertOnlyOne(final RetentionPlan plan) {
        assertEquals(0, plan.going());
        assertEquals(45, plan.snapshotStep());
        assertTrue(plan.why().startsWith("only one snapshot fits the journal, of step 45: "), plan.why());
    }

    @Test
    void shouldNotBelieveASnapshotOfAnotherJournal() throws IOException {
        final JournalPlace place = places[25];
        snapshot(
                25,
                new JournalPlace(
                        place.sequence(),
                        place.chainCrc() + 1,
                        place.timeNs(),
                        place.cycle(),
                        place.position(),
                        place.readFrom()));
        assertEquals(0, plan(0, 0).going());
        snapshot(26, place);
        assertEquals(0, plan(0, 0).going());
        assertTrue(plan(0, 0).why().contains("no snapshot"), plan(0, 0).why());
    }

    @Test
    void shouldKeepTheCycleOfTheOldestSnapshotAndAllBehindIt() throws IOException {
        snapshot(25);
        snapshot(45);
        final RetentionPlan plan = plan(0, 0);
        assertEquals(25, plan.snapshotStep());
        assertEquals(2, plan.going());
        assertEquals(20, plan.cut().lastStep());
        // A header and an end beside the steps of each day.
        assertEquals(2 * (STEPS_A_DAY + 2), plan.cut().lastRecord());
        assertEquals(chainBehind(plan.cut().lastRecord()), plan.cut().chainCrc());
        assertTrue(plan.why().contains("20260304"), plan.why());
    }

    /** The reading behind a snapshot begins in the file of its last record, although no step is left there. */
    @Test
    void shouldKeepTheCycleInWhichASnapshotsReadingBegins() throws IOException {
        snapshot(30);
        snapshot(31);
        final RetentionPlan plan = plan(0, 0);
        assertEquals(2, plan.going());
        delete(plan);
        int steps = 0;
        try (JournalReader reader = ChronicleJournal.readBehind(journal, places[30])) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {})) {
                steps++;
            }
            reader.requireWhole();
        }
        // The end of the third day, then two days with a header and an end each.
        assertEquals(1 + 2 * (STEPS_A_DAY + 2), steps);
    }

    private static void delete(final RetentionPlan plan) throws IOException {
        for (int i = 0; i < plan.going(); i++) {
            Files.delete(plan.cycles().get(i).file());
        }
    }

    @Test
    void shouldGoByAge() throws IOException {
        snapshot(49);
        snapshot(50);
        // Today is 7 March: cycles of 2 and 3 March are older than three days.
        assertEquals(2, plan(3, RetentionPolicy.OFF).going());
        assertEquals("", plan(3, RetentionPolicy.OFF).why());
        assertEquals(0, plan(30, RetentionPolicy.OFF).going());
    }

    @Test
    void shouldGoByBudgetAndKeepTheNewestCycle() throws IOException {
        snapshot(49);
        snapshot(50);
        final RetentionPlan all = plan(RetentionPolicy.OFF, RetentionPolicy.OFF);
        assertEquals(lengths(journal) + lengths(SnapshotFolder.of(journal).directory()), all.bytes());
        assertEquals(all.bytes(), JournalSize.bytes(journal));
        assertEquals(0, plan(RetentionPolicy.OFF, all.bytes()).going());
        final RetentionPlan one = plan(RetentionPolicy.OFF, all.bytes() - 1);
        assertEquals(1, one.going());
        delete(one);
        assertEquals(one.stayingBytes(), JournalSize.bytes(journal));
    }

    @Test
    void shouldKeepTheNewestCycle() throws IOException {
        snapshot(49);
        snapshot(50);
        final RetentionPlan most = plan(RetentionPolicy.OFF, 0);
        assertEquals(4, most.going());
        assertTrue(most.why().contains("newest"), most.why());
    }

    private static long lengths(final Path folder) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (final Path file : files) {
                sum += file.toFile().length();
            }
        }
        return sum;
    }
}
