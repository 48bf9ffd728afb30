package io.millrace.chronicle;

import static io.millrace.chronicle.JournalTestDirectory.appendSteps;
import static io.millrace.chronicle.JournalTestDirectory.copy;
import static io.millrace.chronicle.JournalTestDirectory.cycleFiles;
import static io.millrace.chronicle.JournalTestDirectory.fingerprint;
import static io.millrace.chronicle.JournalTestDirectory.read;
import static io.millrace.chronicle.JournalTestDirectory.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a killed run leaves in the window is part of the journal, for readers and for the next run. */
@Timeout(60)
class LeftBehindTest {
    private static final int STEPS = 5_000;

    @TempDir
    Path temporary;

    private Path killed;
    private List<String> whole;
    private JournalPlace inWindow;
    private JournalPlace inFile;
    private JournalPlace atEnd;

    /** The files as a kill leaves them: a copy while the writer is at rest. */
    @BeforeEach
    void kill() throws IOException {
        final Path journal = temporary.resolve("journal");
        killed = temporary.resolve("killed");
        try (JournalWriter writer = ChronicleJournal.open(small(journal))) {
            appendSteps(writer, 1, STEPS);
            long archivedTo;
            do {
                inWindow = writer.place();
                appendSteps(writer, 1, 20);
                try (LiveTail live = LiveTail.open(journal)) {
                    archivedTo = live.archivedTo();
                }
            } while (archivedTo >= inWindow.position());
            atEnd = writer.place();
            copy(journal, killed);
            whole = read(journal);
        }
        inFile = place(killed, 100);
        try (LiveTail live = LiveTail.open(killed)) {
            assertTrue(live.archivedTo() > inFile.position(), "nothing had been archived");
            assertTrue(live.archivedTo() < inWindow.readFrom(), "too little was left in the window");
        }
    }

    @Test
    void shouldBeReadWhereItIs() throws IOException {
        final String before = fingerprint(killed);
        assertEquals(whole, read(killed));
        assertTrue(ChronicleJournal.check(killed).intact());
        assertEquals(
                whole.size(),
                ChronicleJournal.salvage(killed, temporary.resolve("saved")).records());
        assertEquals(before, fingerprint(killed));
        assertEquals(whole, read(temporary.resolve("saved")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "file", "window", "end"})
    void shouldBeTakenToTheFileByTheNextRun(final String verifyFrom) throws IOException {
        goOn(verifyFrom);
    }

    /** Then no page of the window is known to be the last that was written: more must be verified. */
    @ParameterizedTest
    @ValueSource(strings = {"start", "file", "window", "end"})
    void shouldBeTakenToTheFileAfterAnotherStartOfTheMachine(final String verifyFrom) throws IOException {
        overwrite(LiveWindow.BOOT_AT, new byte[16]);
        goOn(verifyFrom);
    }

    /** A start that is killed after it took everything to the file, and before it appended: nothing seems to follow. */
    @Test
    void shouldEndWhereItsLastRecordDoes() throws IOException {
        final Path journal = temporary.resolve("again");
        try (JournalWriter writer = ChronicleJournal.open(small(journal))) {
            appendSteps(writer, 1, STEPS);
            for (int i = 0; i < 60; i++) {
                appendSteps(writer, i, i + 2);
                final Path image = copy(journal, temporary.resolve("image" + i));
                new StartupCheck(small(image).withAcceptClockStep(true))
                        .run()
                        .leftBehind()
                        .takeToFile();
                Files.delete(image.resolve(LiveWindow.FILE));
                final JournalIntegrity found = ChronicleJournal.check(image);
                assertTrue(found.intact(), () -> "" + found.firstBad());
                assertEquals(writer.sequence(), found.records());
            }
        }
    }

    @Test
    void shouldEndTheFileWhereTheNextRunBeginsAnother() throws IOException {
        final Path file = cycleFiles(killed).get(0);
        final long tomorrowMs = System.currentTimeMillis() + 86_400_000;
        try (JournalWriter writer = ChronicleJournal.open(small(killed).withWallClockMs(() -> tomorrowMs))) {
            appendSteps(writer, 1, 10);
        }
        assertEquals(2, cycleFiles(killed).size());
        assertEquals(CycleReader.endOf(file) + Integer.BYTES, Files.size(file));
        assertTrue(ChronicleJournal.check(killed).intact());
        assertEquals(whole.size() + 12, LibraryReadsTest.documents(killed));
    }

    @Test
    void shouldBeMissedWhenItIsGone() throws IOException {
        Files.delete(killed.resolve(LiveWindow.FILE));
        assertFalse(ChronicleJournal.check(killed).intact());
        assertThrows(JournalDamagedException.class, () -> ChronicleJournal.open(small(killed)));
    }

    @Test
    void shouldBeRefusedWhenABitIsNotWhatItWas() throws IOException {
        final long archivedTo;
        try (LiveTail live = LiveTail.open(killed)) {
            archivedTo = live.archivedTo();
        }
        final long victim = (archivedTo + inWindow.position()) / 2;
        final long at = LiveWindow.PAGE + victim % (256 * 1024);
        final byte[] one = new byte[1];
        try (RandomAccessFile file = new RandomAccessFile(live().toFile(), "r")) {
            file.seek(at);
            file.readFully(one);
        }
        overwrite(at, new byte[] {(byte) (one[0] ^ 4)});
        assertFalse(ChronicleJournal.check(killed).intact());
        final String before = fingerprint(killed);
        assertThrows(JournalDamagedException.class, () -> ChronicleJournal.open(small(killed)));
        assertEquals(before, fingerprint(killed));
        final long good = ChronicleJournal.check(killed).records();
        assertTrue(good > 1_000 && good < whole.size(), good + " records");
    }

    /** It was there before the run that follows it: one that was opened then sees the records of both. */
    @Test
    void shouldBeFollowedIntoTheNextRun() {
        try (JournalReader reader = ChronicleJournal.read(killed)) {
            assertEquals(whole.size(), readOn(reader));
            for (int run = 0; run < 3; run++) {
                try (JournalWriter writer = ChronicleJournal.open(small(killed).withAcceptClockStep(true))) {
                    appendSteps(writer, 1, 100);
                    assertEquals(101, readOn(reader));
                    appendSteps(writer, 101, STEPS);
                    assertEquals(STEPS - 100, readOn(reader));
                }
                assertEquals(1, readOn(reader));
            }
        }
    }

    private void goOn(final String verifyFrom) throws IOException {
        final JournalPlace from = switch (verifyFrom) {
            case "file" -> inFile;
            case "window" -> inWindow;
            case "end" -> atEnd;
            default -> null;
        };
        try (JournalWriter writer =
                ChronicleJournal.open(small(killed).withVerifyFrom(from).withAcceptClockStep(true))) {
            assertEquals(whole.size() + 1, writer.sequence());
            appendSteps(writer, 1, 10);
        }
        assertFalse(Files.exists(live()));
        assertTrue(ChronicleJournal.check(killed).intact());
        final List<String> now = read(killed);
        assertEquals(whole, now.subList(0, whole.size()));
        assertEquals(whole.size() + 12, now.size());
    }

    private Path live() {
        return killed.resolve(LiveWindow.FILE);
    }

    private void overwrite(final long at, final byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(live().toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }

    private static int readOn(final JournalReader reader) {
        final int[] seen = new int[1];
        while (reader.next((type, sequence, timeNs, buffer, offset, length) -> seen[0]++)) {}
        return seen[0];
    }

    private static JournalPlace place(final Path journal, final int records) throws IOException {
        assertEquals(1, cycleFiles(journal).size());
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            for (int i = 0; i < records; i++) {
                assertTrue(reader.next((type, sequence, timeNs, buffer, offset, length) -> {}));
            }
            return reader.place();
        }
    }
}
