package io.millrace.chronicle;

import static io.millrace.chronicle.JournalTestDirectory.appendSteps;
import static io.millrace.chronicle.JournalTestDirectory.cycleFiles;
import static io.millrace.chronicle.JournalTestDirectory.fingerprint;
import static io.millrace.chronicle.JournalTestDirectory.read;
import static io.millrace.chronicle.JournalTestDirectory.small;
import static io.millrace.chronicle.JournalTestDirectory.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.Durability;
import io.millrace.journal.JournalClockException;
import io.millrace.journal.JournalDamagedException;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalLockedException;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalSpaceException;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.journal.Rolling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChronicleJournalTest {
    private static final String HEADER = "engine=test\nversion=1\n";
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final long NOON_MS = 20_000 * DAY_MS + DAY_MS / 2;

    @TempDir
    Path directory;

    @Test
    void shouldReadBackWhatWasAppendedAcrossRuns() {
        try (JournalWriter writer = ChronicleJournal.open(accepting(small(directory)))) {
            appendSteps(writer, 1, 2);
        }
        try (JournalWriter writer = ChronicleJournal.open(accepting(small(directory)))) {
            assertEquals(5, writer.sequence());
            appendSteps(writer, 3, 3);
        }
        assertEquals(
                List.of("1:1:" + HEADER, step(2, 1), step(3, 2), "3:4:", "1:5:" + HEADER, step(6, 3), "3:7:"),
                read(directory));
        final JournalIntegrity check = ChronicleJournal.check(directory);
        assertTrue(check.intact(), () -> "" + check.firstBad());
        assertEquals(7, check.records());
        assertEquals(3, check.steps());
        assertEquals(7, check.highWaterMark());
    }

    @Test
    void shouldHandOverRecordsWhileTheWriterIsAtWork() {
        final long[] last = {0};
        try (JournalWriter writer = ChronicleJournal.open(accepting(small(directory)));
                JournalReader reader = ChronicleJournal.read(directory)) {
            for (long n = 1; n <= 5_000; n++) {
                appendSteps(writer, n, n);
                while (reader.next((type, sequence, timeNs, buffer, offset, length) -> last[0] = sequence)) {}
                assertEquals(writer.sequence(), last[0]);
                assertEquals(writer.chainCrc(), reader.chainCrc());
            }
        }
    }

    @Test
    void shouldBeginEachCycleWithAHeaderAndKeepOrderWhenTheClockGoesBackOverARoll() throws IOException {
        final AtomicLong now = new AtomicLong(NOON_MS);
        final JournalSettings settings = accepting(small(directory)).withWallClockMs(now::get);
        long n = 0;
        final long[] stepsMs = {0, DAY_MS, -3 * DAY_MS, 1_000, 4 * DAY_MS, -2 * DAY_MS};
        for (final long stepMs : stepsMs) {
            now.addAndGet(stepMs);
            try (JournalWriter writer = ChronicleJournal.open(settings)) {
                appendSteps(writer, n + 1, n + 10);
                n += 10;
            }
        }
        assertEquals(3, cycleFiles(directory).size());
        final List<String> steps =
                read(directory).stream().filter(text -> text.startsWith("2:")).toList();
        assertEquals(n, steps.size());
        for (int i = 0; i < n; i++) {
            assertTrue(steps.get(i).contains(":" + (i + 1) + ":"), steps.get(i));
        }
        assertTrue(ChronicleJournal.check(directory).intact());
    }

    @Test
    void shouldRollByTheWallClockWhileOpen() throws Exception {
        final AtomicLong now = new AtomicLong(NOON_MS);
        try (JournalWriter writer =
                ChronicleJournal.open(accepting(small(directory)).withWallClockMs(now::get))) {
            appendSteps(writer, 1, 1);
            now.addAndGet(DAY_MS);
            for (long n = 2; cycleFiles(directory).size() < 2; n++) {
                appendSteps(writer, n, n);
                Thread.sleep(5);
            }
            now.addAndGet(-DAY_MS);
            Thread.sleep(250);
            appendSteps(writer, 1000, 1010);
        }
        assertEquals(
                2,
                read(directory).stream().filter(text -> text.startsWith("1:")).count());
        assertTrue(ChronicleJournal.check(directory).intact());
    }

    @Test
    void shouldNotRollByEventTime() throws IOException {
        try (JournalWriter writer =
                ChronicleJournal.open(accepting(small(directory)).withRolling(Rolling.NEVER))) {
            for (int day = 0; day < 1_000; day++) {
                writer.append(RecordType.STEP, day * DAY_MS * 1_000_000, new UnsafeBuffer(new byte[8]), 0, 8);
            }
        }
        assertEquals(1, cycleFiles(directory).size());
    }

    @Test
    void shouldRefuseASecondWriterAndNameTheOwner() throws IOException {
        try (JournalWriter writer = ChronicleJournal.open(accepting(small(directory)))) {
            appendSteps(writer, 1, 1);
            final String before = settledFingerprint();
            final JournalLockedException refused = assertThrows(
                    JournalLockedException.class, () -> ChronicleJournal.open(accepting(small(directory))));
            assertTrue(
                    refused.getMessage()
                            .contains("pid=" + ProcessHandle.current().pid()),
                    refused.getMessage());
            assertEquals(before, fingerprint(directory));
            appendSteps(writer, 2, 2);
        }
        assertTrue(ChronicleJournal.check(directory).intact());
    }

    @Test
    void shouldRefuseAClockBehindTheLastRecord() throws IOException {
        final JournalSettings late = small(directory).withWallClockMs(() -> NOON_MS);
        try (JournalWriter writer = ChronicleJournal.open(late)) {
            writer.append(RecordType.STEP, NOON_MS * 1_000_000, new UnsafeBuffer(new byte[8]), 0, 8);
        }
        final String before = fingerprint(directory);
        final JournalSettings early = late.withWallClockMs(() -> NOON_MS - 1_001);
        assertThrows(JournalClockException.class, () -> ChronicleJournal.open(early));
        assertEquals(before, fingerprint(directory));
        ChronicleJournal.open(late.withWallClockMs(() -> NOON_MS - 1_000)).close();
        ChronicleJournal.open(early.withAcceptClockStep(true)).close();
        final JournalSettings earlier = late.withWallClockMs(() -> NOON_MS - 180_000);
        assertThrows(JournalClockException.class, () -> ChronicleJournal.open(earlier));
        ChronicleJournal.open(earlier.withAcceptClockStep(true)).close();
        ChronicleJournal.open(earlier).close();
    }

    /** A feed recorded in another year, before or after today, says nothing about this machine's clock. */
    @Test
    void shouldHoldTheClockAgainstTheLastWriteAndNotAgainstTheMarketsTime() {
        final long yearMs = 366 * DAY_MS;
        for (final long marketMs : new long[] {NOON_MS - 10 * yearMs, NOON_MS + 10 * yearMs}) {
            final JournalSettings settings =
                    small(directory.resolve("at-" + marketMs)).withWallClockMs(() -> NOON_MS);
            try (JournalWriter writer = ChronicleJournal.open(settings)) {
                writer.append(RecordType.STEP, marketMs * 1_000_000, new UnsafeBuffer(new byte[8]), 0, 8);
            }
            ChronicleJournal.open(settings).close();
            assertThrows(
                    JournalClockException.class,
                    () -> ChronicleJournal.open(settings.withWallClockMs(() -> NOON_MS - 180_000)));
        }
    }

    @Test
    void shouldRefuseTooLittleSpaceAndWarnAtTwiceThat() throws Exception {
        final AtomicLong free = new AtomicLong(999_999);
        final JournalSettings settings = accepting(small(directory)).withSpace(1_000_000, free::get);
        assertThrows(JournalSpaceException.class, () -> ChronicleJournal.open(settings));
        free.set(1_999_999);
        try (JournalWriter writer = ChronicleJournal.open(settings)) {
            assertTrue(writer.spaceWarning());
            assertFalse(writer.spaceLow());
            free.set(999_999);
            while (!writer.spaceLow()) {
                Thread.sleep(10);
            }
        }
    }

    @Test
    void shouldKeepRecordsInPowerMode() {
        try (JournalWriter writer =
                ChronicleJournal.open(accepting(small(directory)).withDurability(Durability.POWER))) {
            for (long n = 1; n <= 20; n++) {
                appendSteps(writer, n, n);
                writer.sync();
            }
        }
        assertTrue(ChronicleJournal.check(directory).intact());
    }

    @Test
    void shouldAppendThroughManyTurnsOfTheWindow() {
        final long records = 20_000;
        try (JournalWriter writer = ChronicleJournal.open(accepting(small(directory)))) {
            appendSteps(writer, 1, records);
        }
        final JournalIntegrity check = ChronicleJournal.check(directory);
        assertTrue(check.intact(), () -> "" + check.firstBad());
        assertEquals(records, check.steps());
    }

    /** What could not begin another cycle must not go on in the one before, which says that another follows. */
    @Test
    void shouldTakeNoMoreRecordsWhenARollFails() throws Exception {
        final AtomicLong clockMs =
                new AtomicLong(Instant.parse("2026-11-21T12:00:00Z").toEpochMilli());
        final JournalSettings settings = small(directory).withWallClockMs(clockMs::get);
        final Path next = CycleFiles.of(directory, CycleFiles.cycle(clockMs.get()) + 1);
        final JournalWriter writer = ChronicleJournal.open(settings);
        try (writer) {
            appendSteps(writer, 1, 300);
            Files.createDirectories(next);
            clockMs.addAndGet(86_400_000);
            assertThrows(JournalException.class, () -> {
                while (true) {
                    appendSteps(writer, 301, 301);
                    Thread.sleep(1);
                }
            });
            assertThrows(JournalException.class, () -> appendSteps(writer, 302, 302));
        }
        Files.delete(next);
        assertTrue(ChronicleJournal.check(directory).intact());
        try (JournalWriter again = ChronicleJournal.open(settings)) {
            assertTrue(again.sequence() > 301, () -> again.sequence() + " records");
        }
        assertTrue(ChronicleJournal.check(directory).intact());
    }

    @Test
    void shouldSayWhatIsWrongWithAPathThatHoldsNoJournal() {
        final String absent = assertThrows(
                        JournalException.class, () -> ChronicleJournal.read(directory.resolve("absent")))
                .getMessage();
        assertTrue(absent.contains("does not exist"), absent);
        final String empty = assertThrows(JournalException.class, () -> ChronicleJournal.check(directory))
                .getMessage();
        assertTrue(empty.contains("neither cycle files"), empty);
    }

    @Test
    void shouldRefuseAPayloadThatIsTooLongAndGoOn() {
        try (JournalWriter writer = ChronicleJournal.open(accepting(small(directory)))) {
            final UnsafeBuffer longest = new UnsafeBuffer(new byte[16 * 1024 + 1]);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> writer.append(RecordType.STEP, 0, longest, 0, longest.capacity()));
            writer.append(RecordType.STEP, 0, longest, 0, 16 * 1024);
            writer.append(RecordType.STEP, 0, longest, 0, 0);
        }
        assertTrue(ChronicleJournal.check(directory).intact());
    }

    @Test
    void shouldChangeNothingByReading() throws IOException {
        try (JournalWriter writer = ChronicleJournal.open(accepting(small(directory)))) {
            appendSteps(writer, 1, 100);
        }
        final String before = fingerprint(directory);
        read(directory);
        ChronicleJournal.check(directory);
        assertEquals(before, fingerprint(directory));
    }

    @Test
    void shouldRefuseAJournalWithoutItsHighWaterMark() throws IOException {
        try (JournalWriter writer = ChronicleJournal.open(accepting(small(directory)))) {
            appendSteps(writer, 1, 10);
        }
        Files.delete(directory.resolve("hwm"));
        assertThrows(JournalDamagedException.class, () -> ChronicleJournal.open(accepting(small(directory))));
        assertFalse(ChronicleJournal.check(directory).intact());
    }

    /** The writer's own helper thread maps its next block, which makes the file longer: wait until it has. */
    private String settledFingerprint() throws IOException {
        String seen = fingerprint(directory);
        for (int equal = 0; equal < 10; ) {
            LockSupport.parkNanos(20_000_000);
            final String now = fingerprint(directory);
            equal = now.equals(seen) ? equal + 1 : 0;
            seen = now;
        }
        return seen;
    }

    private static JournalSettings accepting(final JournalSettings settings) {
        return settings.withAcceptClockStep(true);
    }
}
