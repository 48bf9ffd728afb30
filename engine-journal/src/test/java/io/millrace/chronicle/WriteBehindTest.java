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
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private static final int RECORDS = 10 * BLOCK / RECORD;

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

    private static double append(final Path journal, final boolean behind) throws IOException {
        final JournalSettings settings = JournalSettings.of(journal, "engine=test\n")
                .withRolling(Rolling.NEVER)
                .withBlocks(BLOCK, RECORD * 8)
                .withSpace(0, null)
                .withWriteBehind(behind);
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[RECORD]);
        try (JournalWriter writer = ChronicleJournal.open(settings)) {
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
        final Path file = JournalTestDirectory.cycleFiles(journal).get(0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final long size = RECORDS / 2L * RECORD;
            final MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
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
