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

import io.millrace.journal.JournalException;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.SalvagedJournal;
import io.millrace.testkit.Seeds;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved of a damaged journal is its good beginning, to the byte, and can be appended to. */
class JournalSalvageTest {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final int STEPS = 150;
    private static final int RECORDS = 3 * (STEPS + 2);

    @TempDir
    Path temporary;

    private Path journal;
    private List<String> whole;
    private final AtomicLong now = new AtomicLong(20_000 * DAY_MS);

    @BeforeEach
    void writeThreeCycles() {
        journal = temporary.resolve("journal");
        for (int day = 0; day < 3; day++) {
            try (JournalWriter writer = ChronicleJournal.open(settings(journal))) {
                appendSteps(writer, day * STEPS + 1, (day + 1) * STEPS);
            }
            now.addAndGet(DAY_MS);
        }
        whole = read(journal);
        assertEquals(RECORDS, whole.size());
    }

    @Test
    void shouldKeepWhatStandsBeforeAnyFlippedBit() throws Exception {
        final Random random = Seeds.random("JournalSalvageTest", 5);
        for (int i = 0; i < 12; i++) {
            final Path damaged = copy(journal, temporary.resolve("damaged" + i));
            final Path file = cycleFiles(damaged).get(random.nextInt(3));
            final byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (bytes[end - 1] == 0) {
                end--;
            }
            // The records stand behind the pages of the library's index, which no record needs, nor what pads them.
            int at = end - 1_000 - random.nextInt(20_000);
            while (bytes[at] == 0) {
                at--;
            }
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            shouldSave(damaged, "bit at " + at + " of " + file);
        }
    }

    @Test
    void shouldKeepWhatStandsBeforeALostTail() throws Exception {
        final Path damaged = copy(journal, temporary.resolve("damaged"));
        final Path file = cycleFiles(damaged).get(2);
        final byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(end - 3_000);
        }
        final SalvagedJournal saved = shouldSave(damaged, "lost tail");
        assertEquals(RECORDS - saved.records(), saved.lost());
        assertTrue(saved.records() > 2 * (STEPS + 2) && saved.records() < RECORDS);
    }

    @Test
    void shouldKeepAllWhenOnlyTheHighWaterMarkIsLost() throws Exception {
        final Path damaged = copy(journal, temporary.resolve("damaged"));
        Files.delete(damaged.resolve("hwm"));
        final SalvagedJournal saved = shouldSave(damaged, "no mark");
        assertEquals(RECORDS, saved.records());
        assertEquals(0, saved.lost());
    }

    @Test
    void shouldSayThatThereIsNothingToSave() throws Exception {
        final Path damaged = copy(journal, temporary.resolve("damaged"));
        Files.delete(cycleFiles(damaged).get(0));
        final Path out = temporary.resolve("out");
        assertThrows(JournalException.class, () -> ChronicleJournal.salvage(damaged, out));
        assertFalse(Files.exists(out));
        assertThrows(JournalException.class, () -> ChronicleJournal.salvage(journal, journal));
    }

    private SalvagedJournal shouldSave(final Path damaged, final String what) throws Exception {
        final String before = fingerprint(damaged);
        assertFalse(ChronicleJournal.check(damaged).intact(), what);
        final Path out = temporary.resolve(damaged.getFileName() + "-saved");

        final SalvagedJournal saved = ChronicleJournal.salvage(damaged, out);

        assertEquals(before, fingerprint(damaged), what + ": the damaged journal is only read");
        assertTrue(ChronicleJournal.check(out).intact(), what);
        assertEquals(whole.subList(0, (int) saved.records()), read(out), what);
        assertEquals(ChronicleJournal.check(damaged).records(), saved.records(), what);
        try (JournalWriter writer = ChronicleJournal.open(settings(out))) {
            assertEquals(saved.records() + 1, writer.sequence(), what + ": a header follows");
            appendSteps(writer, 1, 300);
        }
        assertTrue(ChronicleJournal.check(out).intact(), what);
        assertEquals(saved.records() + 302, read(out).size(), what);
        return saved;
    }

    private JournalSettings settings(final Path path) {
        return small(path).withAcceptClockStep(true).withWallClockMs(now::get);
    }
}
