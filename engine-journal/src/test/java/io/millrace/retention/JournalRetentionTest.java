package io.millrace.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.event.StateBuffer;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalLockedException;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.OwnerLock;
import io.millrace.journal.RecordType;
import io.millrace.journal.SalvagedJournal;
import io.millrace.journal.VerifiedPart;
import io.millrace.snapshot.Snapshot;
import io.millrace.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cycles that were let go are gone, and what is left verifies, at every moment of the deletion. */
class JournalRetentionTest {
    private static final long DAY_MS = 86_400_000L;
    private static final int DAYS = 5;
    private static final int STEPS_A_DAY = 10;
    /** A header and an end beside the steps. */
    private static final int RECORDS_A_DAY = STEPS_A_DAY + 2;

    private static final int PAYLOAD = 1_000;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final RetentionPolicy ALL = new RetentionPolicy(0, 0);

    @TempDir
    Path dir;

    private Path journal;
    private final AtomicLong now = new AtomicLong();
    private final JournalPlace[] places = new JournalPlace[(DAYS + 1) * STEPS_A_DAY + 1];

    @BeforeEach
    void write() {
        journal = dir.resolve("journal");
        for (int day = 0; day < DAYS; day++) {
            write(journal, day);
        }
    }

    private void write(final Path to, final int day) {
        now.set((FIRST.toEpochDay() + day) * DAY_MS + 1_000);
        final JournalSettings settings = JournalSettings.of(to, "a=b\n")
                .withBlocks(256 * 1024, 32 * 1024)
                .withSpace(0, () -> Long.MAX_VALUE)
                .withWallClockMs(now::get);
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD]);
        try (JournalWriter writer = ChronicleJournal.open(settings)) {
            for (int step = day * STEPS_A_DAY + 1; step <= (day + 1) * STEPS_A_DAY; step++) {
                writer.append(RecordType.STEP, now.get() * 1_000_000, payload, 0, PAYLOAD);
                places[step] = writer.place();
            }
        }
    }

    private void snapshot(final SnapshotFolder folder, final int step) throws IOException {
        folder.write(new Snapshot(1, step, places[step], 2, 3, new StateBuffer()));
    }

    /** The fewest with which cycles go: this step's and the next one's. */
    private void twoSnapshots(final SnapshotFolder folder, final int step) throws IOException {
        snapshot(folder, step);
        snapshot(folder, step + 1);
    }

    private static List<Path> cycles(final Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Long> records(final Path journal) {
        final List<Long> found = new ArrayList<>();
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> found.add(sequence))) {
                continue;
            }
            reader.requireWhole();
        }
        return found;
    }

    private JournalRetention.Outcome retain(final KeptReader... readers) {
        return new JournalRetention(journal, now.get())
                .run(ALL, FIRST.plusDays(9), List.of(readers), RetentionPlan.ANY_CONFIG);
    }

    /** As it must be behind two days. */
    private void assertCutBehindTwoDays() {
        final JournalIntegrity found = ChronicleJournal.check(journal);
        assertTrue(found.intact(), String.valueOf(found.firstBad()));
        assertEquals(3 * RECORDS_A_DAY, found.records());
        assertEquals(3 * STEPS_A_DAY, found.steps());
        assertEquals(2 * RECORDS_A_DAY, found.cut().sequence());
        assertEquals(2 * STEPS_A_DAY, found.cut().steps());
        final List<Long> records = records(journal);
        assertEquals(2 * RECORDS_A_DAY + 1, records.get(0));
        assertEquals(DAYS * RECORDS_A_DAY, records.get(records.size() - 1));
    }

    @Test
    void shouldDeleteWhatNoStateNeedsAndVerifyOn() throws IOException {
        twoSnapshots(SnapshotFolder.of(journal), 25);
        final long before = JournalSize.bytes(journal);
        assertNull(ChronicleJournal.check(journal).cut());
        final JournalRetention.Outcome outcome = retain();
        assertEquals(2, outcome.deleted().size());
        assertEquals(3, cycles(journal).size());
        // The cut itself takes a few bytes.
        assertEquals(outcome.plan().stayingBytes() + 60, JournalSize.bytes(journal));
        assertTrue(JournalSize.bytes(journal) < before);
        assertCutBehindTwoDays();
        final String said = ChronicleJournal.check(journal).cut().describe();
        assertTrue(said.startsWith("begins at record 25 (cut on 2026-03-06, 24 records before are deleted"), said);
        assertEquals(VerifiedPart.SOUND, ChronicleJournal.verifyTo(journal, places[25], () -> false));
        // Written on, and cut again, further.
        write(journal, DAYS);
        assertTrue(ChronicleJournal.check(journal).intact());
        snapshot(SnapshotFolder.of(journal), 45);
        snapshot(SnapshotFolder.of(journal), 46);
        snapshot(SnapshotFolder.of(journal), 47);
        assertEquals(2, retain().deleted().size());
        assertEquals(4 * RECORDS_A_DAY + 1, records(journal).get(0));
        assertTrue(ChronicleJournal.check(journal).intact());
        assertEquals(4 * STEPS_A_DAY, ChronicleJournal.check(journal).cut().steps());
        assertEquals(0, retain().deleted().size());
    }

    @Test
    void shouldVerifyWhereverTheDeletionEnded() throws IOException {
        twoSnapshots(SnapshotFolder.of(journal), 25);
        final RetentionPlan plan = RetentionPlan.of(journal, ALL, FIRST.plusDays(9));
        final JournalCut cut = new JournalRetention(journal, now.get()).cut(plan);
        final List<Path> files = cycles(journal);
        // A cut that was not renamed into place is none.
        Files.write(journal.resolve(JournalCut.FILE + ".new"), new byte[17]);
        assertEquals(DAYS * RECORDS_A_DAY, ChronicleJournal.check(journal).records());
        cut.write(journal);
        for (int deleted = 0; deleted <= 2; deleted++) {
            if (deleted > 0) {
                Files.delete(files.get(deleted - 1));
            }
            assertCutBehindTwoDays();
            assertEquals(deleted < 2, JournalRetention.hasLeftOver(journal));
            assertEquals(
                    3,
                    RetentionPlan.of(journal, ALL, FIRST.plusDays(9)).cycles().size());
            assertThrows(
                    JournalDamagedException.class,
                    () -> ChronicleJournal.readBehind(journal, places[15]).close());
            try (JournalReader reader = ChronicleJournal.readBehind(journal, places[25])) {
                assertTrue(reader.next((type, sequence, timeNs, buffer, offset, length) -> {}));
            }
        }
        write(journal, DAYS);
        assertTrue(ChronicleJournal.check(journal).intact());
    }

    @Test
    void shouldWriteOnWhileDeletedCyclesAreStillThere() throws IOException {
        twoSnapshots(SnapshotFolder.of(journal), 25);
        new JournalRetention(journal, now.get())
                .cut(RetentionPlan.of(journal, ALL, FIRST.plusDays(9)))
                .write(journal);
        write(journal, DAYS);
        assertTrue(ChronicleJournal.check(journal).intact());
        assertEquals(2, retain().deleted().size());
        assertTrue(ChronicleJournal.check(journal).intact());
        assertFalse(JournalRetention.hasLeftOver(journal));
    }

    @Test
    void shouldSeeAnythingThatIsChangedBehindTheCut() throws IOException {
        twoSnapshots(SnapshotFolder.of(journal), 25);
        retain();
        final Path file = journal.resolve(JournalCut.FILE);
        final byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            final byte[] bad = whole.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            assertThrows(
                    JournalDamagedException.class,
                    () -> ChronicleJournal.read(journal).close(),
                    "byte " + i);
        }
        // A cut of another journal, whole in itself.
        final JournalCut cut = new JournalCut(2 * RECORDS_A_DAY, 77, 20, 0, 0, (int) FIRST.toEpochDay() + 1, 0);
        cut.write(journal);
        assertFalse(ChronicleJournal.check(journal).intact());
        // Without it what is left is the middle of a journal.
        Files.delete(file);
        assertFalse(ChronicleJournal.check(journal).intact());
        Files.write(file, whole);
        assertCutBehindTwoDays();
        Files.delete(cycles(journal).get(0));
        assertFalse(ChronicleJournal.check(journal).intact());
    }

    @Test
    void shouldKeepWhatAnyReaderNeeds() throws IOException {
        twoSnapshots(SnapshotFolder.of(journal), 45);
        final SnapshotFolder view = new SnapshotFolder(dir.resolve("journal-view"));
        final KeptReader needed = new KeptReader("state of the view", view, "the view has saved nothing");
        JournalRetention.Outcome outcome = retain(needed);
        assertEquals(0, outcome.deleted().size());
        assertEquals("the view has saved nothing", outcome.plan().why());
        snapshot(view, 15);
        outcome = retain(needed);
        assertEquals(0, outcome.deleted().size());
        assertTrue(
                outcome.plan().why().startsWith("only one state of the view fits the journal, of step 15: "),
                outcome.plan().why());
        snapshot(view, 16);
        outcome = retain(needed, new KeptReader("other", new SnapshotFolder(dir.resolve("none")), null));
        assertEquals(1, outcome.deleted().size());
        assertTrue(
                outcome.plan().why().contains("state of the view, of step 15"),
                outcome.plan().why());
        assertTrue(ChronicleJournal.check(journal).intact());
    }

    @Test
    void shouldNotCountStatesOfAnotherBuild() throws IOException {
        twoSnapshots(SnapshotFolder.of(journal), 25);
        assertEquals(
                0,
                RetentionPlan.of(journal, ALL, FIRST.plusDays(9), List.of(), 7).going());
        assertEquals(
                2,
                RetentionPlan.of(journal, ALL, FIRST.plusDays(9), List.of(), 1).going());
    }

    @Test
    void shouldRefuseAJournalThatIsOwned() throws IOException {
        twoSnapshots(SnapshotFolder.of(journal), 25);
        final OwnerLock lock = OwnerLock.take(journal, now.get());
        assertThrows(JournalLockedException.class, this::retain);
        lock.close();
        assertEquals(DAYS, cycles(journal).size());
        assertNull(JournalCut.read(journal));
        assertThrows(
                JournalException.class,
                () -> new JournalRetention(dir.resolve("nothing"), 0)
                        .run(ALL, FIRST, List.of(), RetentionPlan.ANY_CONFIG));
        assertFalse(Files.exists(dir.resolve("nothing")), "nothing is made where no journal is");
    }

    @Test
    void shouldSalvageWhatIsBehindTheCut() throws IOException {
        twoSnapshots(SnapshotFolder.of(journal), 25);
        retain();
        final SalvagedJournal saved = ChronicleJournal.salvage(journal, dir.resolve("saved"));
        assertEquals(3 * STEPS_A_DAY, saved.steps());
        assertEquals(records(journal), records(dir.resolve("saved")));
        assertTrue(ChronicleJournal.check(dir.resolve("saved")).intact());
    }
}
