package io.millrace.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.journal.Rolling;
import io.millrace.testkit.AllocationProbe;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WriteBehindTest {
    private static final int PAGE = 4096;
    private static final int BLOCK = 4 * 1024 * 1024;
    private static final int RECORD = 1000;
    private static final int RECORDS = 16 * BLOCK / RECORD;

    @TempDir
    Path directory;

    interface LibC extends Library {
        int mincore(Pointer address, NativeLong length, byte[] pages);
    }

    @Test
    void shouldLetPagesBehindTheAppenderGoAndKeepTheirBytes() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "page cache control is written for Linux");
        final double kept = append(directory.resolve("kept"), false);
        final double letGo = append(directory.resolve("letGo"), true);
        assertTrue(kept > 0.9, "without write-behind only " + kept + " of the pages were in memory");
        assertTrue(letGo < 0.25, "with write-behind " + letGo + " of the pages were still in memory");
        final JournalIntegrity check = ChronicleJournal.check(directory.resolve("letGo"));
        assertTrue(check.intact(), () -> "" + check.firstBad());
        assertEquals(RECORDS, check.steps());
    }

    @Test
    void shouldLeaveTheWaitingToTheAttendantWhileTheAppenderHelps() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "page cache control is written for Linux");
        final Path file = Files.write(directory.resolve("file"), new byte[3 * BLOCK]);
        final WriteBehind behind = new WriteBehind(BLOCK, true);
        behind.follow(file.toString(), 0);
        try {
            assertEquals(
                    0, steps(behind, 0, mapped(file)), "there was work behind an appender that has appended nothing");
            assertTrue(steps(behind, 3 * BLOCK, mapped(file)) > 0, "nothing was written");
            assertEquals(1.0, resident(file, 0, 3 * BLOCK), "pages went before anyone knew them on the disk");
            assertTrue(stepsAndWaits(behind, 3 * BLOCK, mapped(file)) > 0, "nothing was let go");
        } finally {
            behind.close();
        }
        assertEquals(0, resident(file, 0, 2 * BLOCK), "pages far behind the appender were still in memory");
        assertEquals(1.0, resident(file, 2 * BLOCK, BLOCK), "pages near the appender went");
    }

    @Test
    void shouldLeaveWhatIsNotMappedAnyMoreToTheAttendant() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "page cache control is written for Linux");
        final Path file = Files.write(directory.resolve("file"), new byte[3 * BLOCK]);
        final WriteBehind behind = new WriteBehind(BLOCK, true);
        behind.follow(file.toString(), 0);
        try {
            assertEquals(1, steps(behind, BLOCK, position -> 0));
            behind.advance(BLOCK, position -> 0);
            assertTrue(
                    steps(behind, 2 * BLOCK, mapped(file)) > 0, "nothing was left to do behind what the attendant did");
        } finally {
            behind.close();
        }
    }

    @Test
    void shouldLetTheAttendantGoOnInTheMiddleOfAnArea() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "page cache control is written for Linux");
        final Path file = Files.write(directory.resolve("file"), new byte[4 * BLOCK]);
        final WriteBehind behind = new WriteBehind(BLOCK, true);
        behind.follow(file.toString(), 0);
        final WriteBehind.Mapping mapping = mapped(file);
        try {
            for (int i = 0; i < 3; i++) {
                behind.step(BLOCK, mapping);
            }
            // First as far as the appender leaves it behind, then all.
            behind.advance(3 * BLOCK, mapping);
            assertTrue(stepsAndWaits(behind, 4 * BLOCK, mapping) > 0, "nothing was left to do");
        } finally {
            behind.close();
        }
        assertEquals(0, resident(file, 0, 3 * BLOCK));
    }

    @Test
    void shouldNotTouchPagesAheadOfTheAppender() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "page cache control is written for Linux");
        final Path file = Files.write(directory.resolve("file"), new byte[3 * BLOCK]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // Clean pages are those that a wrong advice would drop.
            channel.force(true);
        }
        final WriteBehind behind = new WriteBehind(BLOCK, false);
        behind.follow(file.toString(), 0);
        try {
            behind.advance(2 * BLOCK, position -> 0);
        } finally {
            behind.close();
        }
        assertEquals(1.0, resident(file, 2 * BLOCK, BLOCK));
        assertEquals(0, resident(file, 0, BLOCK), "pages behind the appender were not let go");
    }

    @Test
    void shouldNotAllocateWhileTheAppenderHelps() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "page cache control is written for Linux");
        final Path file = Files.write(directory.resolve("file"), new byte[4 * BLOCK]);
        final WriteBehind behind = new WriteBehind(BLOCK, true);
        behind.follow(file.toString(), 0);
        try {
            final WriteBehind.Mapping mapping = mapped(file);
            steps(behind, BLOCK, mapping);
            behind.settle();
            final int[] taken = new int[1];
            final long bytes =
                    new AllocationProbe().allocatedBytes(0, () -> taken[0] = stepsAndWaits(behind, 4 * BLOCK, mapping));
            assertTrue(taken[0] > 100, () -> "only " + taken[0] + " steps were taken");
            // The smallest object has 16 bytes, and the JVM may charge a thread a few hundred of its own.
            assertTrue(bytes < 8L * taken[0], () -> bytes + " bytes in " + taken[0] + " steps");
        } finally {
            behind.close();
        }
    }

    @Test
    void shouldKeepTheJournalWholeWhenTheAppenderHelpsInItsIdleMoments() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "page cache control is written for Linux");
        final Path journal = directory.resolve("idle");
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[RECORD]);
        try (JournalWriter writer =
                ChronicleJournal.open(settings(journal).withPrepareBlocks(false).withWriteBehind(true))) {
            for (int i = 0; i < RECORDS; i++) {
                payload.setMemory(0, RECORD, (byte) i);
                writer.append(RecordType.STEP, i, payload, 0, RECORD);
                writer.onIdle();
                writer.onIdle();
                if (i % 100 == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
            final double left = resident(journal);
            assertTrue(left < 0.25, left + " of the pages were still in memory");
        }
        final JournalIntegrity check = ChronicleJournal.check(journal);
        assertTrue(check.intact(), () -> "" + check.firstBad());
        assertEquals(RECORDS, check.steps());
    }

    @Test
    void shouldKeepTheJournalWholeOverARollInTheMiddleOfWhatTheAppenderWrites() throws IOException {
        final Path journal = directory.resolve("roll");
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[RECORD]);
        final AtomicLong clockMs =
                new AtomicLong(Instant.parse("2026-11-22T23:59:59Z").toEpochMilli());
        final JournalSettings daily = settings(journal)
                .withRolling(Rolling.DAILY)
                .withPrepareBlocks(false)
                .withWriteBehind(true)
                .withWallClockMs(clockMs::get)
                .withSteadyNs(() -> clockMs.get() * 1_000_000);
        try (JournalWriter writer = ChronicleJournal.open(daily)) {
            for (int i = 0; i < RECORDS; i++) {
                payload.setMemory(0, RECORD, (byte) i);
                writer.append(RecordType.STEP, i, payload, 0, RECORD);
                writer.onIdle();
                if (i == RECORDS / 3) {
                    clockMs.addAndGet(2_000);
                    // The attendant looks at the clock twice a second.
                    LockSupport.parkNanos(1_000_000_000);
                } else if (i % 100 == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
        assertEquals(2, JournalTestDirectory.cycleFiles(journal).size());
        final JournalIntegrity check = ChronicleJournal.check(journal);
        assertTrue(check.intact(), () -> "" + check.firstBad());
        assertEquals(RECORDS, check.steps());
    }

    /** Steps until there is nothing to do any more, or far more than there can be. */
    private static int steps(final WriteBehind behind, final long appendedTo, final WriteBehind.Mapping mapping) {
        int steps = 0;
        while (behind.wants(appendedTo) && steps < 10_000) {
            behind.step(appendedTo, mapping);
            steps++;
        }
        return steps;
    }

    /** The same with an attendant who waits for the disk in between. */
    private static int stepsAndWaits(
            final WriteBehind behind, final long appendedTo, final WriteBehind.Mapping mapping) {
        int all = 0;
        int some;
        do {
            behind.settle();
            some = steps(behind, appendedTo, mapping);
            all += some;
        } while (some > 0);
        return all;
    }

    private static WriteBehind.Mapping mapped(final Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return position -> BufferUtil.address(map) + position;
        }
    }

    private static JournalSettings settings(final Path journal) {
        return JournalSettings.of(journal, "engine=test\n")
                .withRolling(Rolling.NEVER)
                .withBlocks(BLOCK, RECORD * 8)
                .withSpace(0, null);
    }

    private static double append(final Path journal, final boolean behind) throws IOException {
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[RECORD]);
        try (JournalWriter writer = ChronicleJournal.open(settings(journal).withWriteBehind(behind))) {
            for (int i = 0; i < RECORDS; i++) {
                payload.setMemory(0, RECORD, (byte) i);
                writer.append(RecordType.STEP, i, payload, 0, RECORD);
                if (i % 100 == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
            return resident(journal);
        }
    }

    /** Share of the pages of the first half of the cycle file that are in memory. */
    private static double resident(final Path journal) throws IOException {
        return resident(JournalTestDirectory.cycleFiles(journal).get(0), 0, RECORDS / 2L * RECORD);
    }

    private static double resident(final Path file, final long from, final long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_ONLY, from, size);
            final byte[] pages = new byte[(int) ((size + PAGE - 1) / PAGE)];
            Native.load("c", LibC.class).mincore(new Pointer(BufferUtil.address(map)), new NativeLong(size), pages);
            int count = 0;
            for (final byte page : pages) {
                count += page & 1;
            }
            return (double) count / pages.length;
        }
    }
}
