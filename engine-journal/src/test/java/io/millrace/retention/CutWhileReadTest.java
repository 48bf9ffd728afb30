package io.millrace.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.event.StateBuffer;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalCutMeanwhileException;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.journal.VerifiedPart;
import io.millrace.snapshot.Snapshot;
import io.millrace.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is cut while it is written and while others read it: nobody takes that for damage. */
class CutWhileReadTest {
    private static final long DAY_MS = 86_400_000L;
    private static final int DAYS = 4;
    private static final int STEPS_A_DAY = 3_000;
    private static final int PAYLOAD = 100;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final RetentionPolicy ALL = new RetentionPolicy(0, 0);

    @TempDir
    Path dir;

    private final AtomicLong now = new AtomicLong(FIRST.toEpochDay() * DAY_MS + 1_000);
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD]);
    private final JournalPlace[] places = new JournalPlace[3 * DAYS * STEPS_A_DAY];

    /** The newest step of the first so many days. */
    private final int[] lastOfDay = new int[DAYS + 3];

    private int days;
    private Path journal;
    private JournalWriter writer;
    private int steps;

    @BeforeEach
    void write() throws Exception {
        journal = dir.resolve("journal");
        writer = ChronicleJournal.open(JournalSettings.of(journal, "a=b\n")
                .withBlocks(256 * 1024, 32 * 1024)
                .withSpace(0, () -> Long.MAX_VALUE)
                .withWallClockMs(now::get));
        for (int day = 0; day < DAYS; day++) {
            writeDay();
        }
    }

    @AfterEach
    void close() {
        writer.close();
    }

    /** The rest of a day, until the writer has seen that it is over, and the first step of the next one. */
    private void writeDay() throws Exception {
        for (int i = 0; i < STEPS_A_DAY; i++) {
            append();
        }
        final int cycle = writer.place().cycle();
        now.addAndGet(DAY_MS);
        while (writer.place().cycle() == cycle) {
            // The writer looks at the clock some times a second.
            Thread.sleep(5);
            append();
        }
        lastOfDay[++days] = steps - 1;
    }

    private void append() {
        writer.append(RecordType.STEP, now.get() * 1_000_000, payload, 0, PAYLOAD);
        places[++steps] = writer.place();
    }

    private void snapshot(final int step) {
        try {
            SnapshotFolder.of(journal).write(new Snapshot(1, step, places[step], 2, 3, new StateBuffer()));
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JournalRetention.Outcome cutBehind(final int step) {
        snapshot(step);
        snapshot(step + 1);
        return beside(List.of());
    }

    private RetentionPlan plan(final List<KeptReader> readers) {
        return RetentionPlan.of(journal, ALL, FIRST.plusDays(9), readers, RetentionPlan.ANY_CONFIG);
    }

    private JournalRetention.Outcome beside(final List<KeptReader> readers) {
        return new JournalRetention(journal, now.get())
                .runBeside(ALL, FIRST.plusDays(9), readers, RetentionPlan.ANY_CONFIG, () -> false);
    }

    private static boolean read(final JournalReader reader, final int records) {
        for (int i = 0; i < records; i++) {
            if (!reader.next((type, sequence, timeNs, buffer, offset, length) -> {})) {
                return false;
            }
        }
        return true;
    }

    @Test
    void shouldGoOnWritingAndVerify() throws Exception {
        assertEquals(2, cutBehind(lastOfDay[2] + 5).deleted().size());
        writeDay();
        writeDay();
        final JournalIntegrity found = ChronicleJournal.check(journal);
        assertTrue(found.intact(), String.valueOf(found.firstBad()));
        assertEquals(lastOfDay[2], found.cut().steps());
        assertEquals(steps - lastOfDay[2], found.steps());
    }

    @Test
    void shouldTellAReaderThatIsOvertakenAndLetTheOthersReadOn() {
        try (JournalReader behind = ChronicleJournal.read(journal);
                JournalReader atTheCut = ChronicleJournal.read(journal);
                JournalReader beyond = ChronicleJournal.read(journal)) {
            assertTrue(read(behind, 10));
            // A header of each day beside its steps.
            assertTrue(read(atTheCut, lastOfDay[2] + 2));
            assertTrue(read(beyond, lastOfDay[2] + 10));
            cutBehind(lastOfDay[2] + 5);
            final JournalCutMeanwhileException told =
                    assertThrows(JournalCutMeanwhileException.class, () -> read(behind, steps));
            assertTrue(told.getMessage().contains("was cut while it was read"), told.getMessage());
            assertFalse(read(atTheCut, 2 * steps));
            assertFalse(read(beyond, 2 * steps));
            assertEquals(writer.sequence(), atTheCut.sequence());
            assertEquals(writer.sequence(), beyond.sequence());
        }
    }

    /** As a deletion is in its middle: the cut is behind three days, the files of the first two are gone. */
    private void cutBehindThreeDaysAndDeleteTwo() {
        snapshot(lastOfDay[3] + 4);
        snapshot(lastOfDay[3] + 5);
        final RetentionPlan plan = plan(List.of());
        assertEquals(3, plan.going());
        try {
            new JournalRetention(journal, now.get()).cut(plan).write(journal);
            Files.delete(plan.cycles().get(0).file());
            Files.delete(plan.cycles().get(1).file());
        } catch (final IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldTellAReaderThatIsOvertakenInTheMiddleOfADeletion() {
        try (JournalReader behind = ChronicleJournal.read(journal)) {
            assertTrue(read(behind, 10));
            cutBehindThreeDaysAndDeleteTwo();
            assertThrows(JournalCutMeanwhileException.class, () -> read(behind, steps));
        }
        assertTrue(ChronicleJournal.check(journal).intact());
    }

    /** It has looked for a cut and found none; then one came, and some files went before it looked for those. */
    @Test
    void shouldTellAReaderThatBeganInTheMiddleOfADeletion() throws Exception {
        cutBehindThreeDaysAndDeleteTwo();
        final Path cut = journal.resolve(JournalCut.FILE);
        final byte[] bytes = Files.readAllBytes(cut);
        Files.delete(cut);
        try (JournalReader begun = ChronicleJournal.read(journal)) {
            Files.write(cut, bytes);
            assertThrows(JournalCutMeanwhileException.class, () -> read(begun, steps));
        }
        Files.delete(cut);
        try (JournalReader begun = ChronicleJournal.read(journal)) {
            // Without a cut the same is damage.
            assertThrows(JournalDamagedException.class, () -> read(begun, steps));
        }
    }

    @Test
    void shouldVerifyFromTheCutWhenItComesInTheMiddleOfADeletion() {
        final AtomicBoolean cut = new AtomicBoolean();
        final VerifiedPart part = ChronicleJournal.verifyTo(journal, places[lastOfDay[4]], () -> {
            // On the second day.
            if (!cut.getAndSet(true)) {
                cutBehindThreeDaysAndDeleteTwo();
            }
            return false;
        });
        assertEquals(VerifiedPart.SOUND, part);
        assertTrue(cut.get());
    }

    @Test
    void shouldVerifyFromTheCutWhenItComesMeanwhile() {
        final AtomicBoolean cut = new AtomicBoolean();
        final VerifiedPart part = ChronicleJournal.verifyTo(journal, places[lastOfDay[4]], () -> {
            if (!cut.getAndSet(true)) {
                cutBehind(lastOfDay[3] + 5);
            }
            return false;
        });
        assertEquals(VerifiedPart.SOUND, part);
        assertTrue(cut.get());
        // The part that was to be verified may itself be gone.
        assertEquals(VerifiedPart.DELETED, ChronicleJournal.verifyTo(journal, places[lastOfDay[1]], () -> false));
    }

    @Test
    void shouldKeepWhatIsBeingRead() {
        final SnapshotFolder view = new SnapshotFolder(dir.resolve("journal-view"));
        final KeptReader reads = new KeptReader("state of the view", view, null, () -> lastOfDay[1] + 1L);
        final String why = cutOneDayFor(reads);
        assertTrue(why.contains("is at step " + (lastOfDay[1] + 1) + ", still in "), why);
    }

    private String cutOneDayFor(final KeptReader reader) {
        snapshot(lastOfDay[3]);
        snapshot(lastOfDay[3] + 1);
        final RetentionPlan plan = plan(List.of(reader));
        assertEquals(1, plan.going());
        return plan.why();
    }

    @Test
    void shouldStopWhenToldToBeforeAnythingIsCut() {
        assertThrows(
                CancellationException.class,
                () -> new JournalRetention(journal, now.get())
                        .runBeside(ALL, FIRST.plusDays(9), List.of(), RetentionPlan.ANY_CONFIG, () -> true));
        assertEquals(null, ChronicleJournal.check(journal).cut());
    }
}
