package io.millrace.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.testkit.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CycleArchiveTest {
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
    void shouldKeepNoPagesInMemoryButOnRequest() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "pages in memory are asked for by a call of Linux");
        final double kept = append(directory.resolve("kept"), false);
        final double past = append(directory.resolve("past"), true);
        assertTrue(kept > 0.9, "through the page cache only " + kept + " of the pages were in memory");
        assertTrue(past < 0.1, "past the page cache " + past + " of the pages were in memory");
    }

    /** The disk refuses what was appended: the appender is told, and nothing that it was told is written is lost. */
    @Test
    void shouldStopWhenTheFileCannotBeWrittenAndGoOnWhenItCan() throws Exception {
        final Path shell = Path.of("/bin/bash");
        assumeTrue(Files.isExecutable(shell), "a limit on the length of files is set by bash");
        final Path journal = directory.resolve("journal");
        final Path acknowledgements = directory.resolve("acknowledged");
        final Path java = limited(shell);
        for (int round = 0; round < 2; round++) {
            final ChildJvm.Result failed = ChildJvm.run(
                    java,
                    AppendingChild.class,
                    List.of("-Xmx128m", "-XX:+UseSerialGC"),
                    List.of("append", journal.toString(), acknowledgements.toString()),
                    60);
            assertEquals(3, failed.exitCode(), failed.output());
            final String said = round == 0 ? "Cannot write the cycle file" : "Cannot complete the cycle file";
            assertTrue(failed.output().contains(said), failed.output());
            final JournalIntegrity check = ChronicleJournal.check(journal);
            assertTrue(check.intact(), () -> "" + check.firstBad());
            final long acknowledged =
                    ByteBuffer.wrap(Files.readAllBytes(acknowledgements)).getLong();
            assertTrue(check.records() >= acknowledged, check.records() + " of " + acknowledged);
        }
        final long before = ChronicleJournal.check(journal).records();
        try (JournalWriter writer =
                ChronicleJournal.open(JournalTestDirectory.small(journal).withAcceptClockStep(true))) {
            JournalTestDirectory.appendSteps(writer, 1, 5_000);
        }
        final JournalIntegrity check = ChronicleJournal.check(journal);
        assertTrue(check.intact(), () -> "" + check.firstBad());
        assertEquals(before + 5_002, check.records());
    }

    /** Files may have 700 KiB. */
    private Path limited(final Path shell) throws IOException {
        final Path script = directory.resolve("limited-java");
        final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(script, "#!" + shell + "\nulimit -f 700\nexec " + java + " \"$@\"\n");
        assertTrue(script.toFile().setExecutable(true));
        return script;
    }

    private static double append(final Path journal, final boolean behind) throws IOException {
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[RECORD]);
        try (JournalWriter writer = ChronicleJournal.open(JournalTestDirectory.small(journal)
                .withBlocks(BLOCK, RECORD * 8)
                .withDirectWrites(behind))) {
            for (int i = 0; i < RECORDS; i++) {
                payload.setMemory(0, RECORD, (byte) i);
                payload.putInt(4 * (i % 200), i);
                writer.append(RecordType.HEADER, i, payload, 0, RECORD);
            }
        }
        return resident(JournalTestDirectory.cycleFiles(journal).get(0));
    }

    private static double resident(final Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final long size = channel.size() - BLOCK;
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
