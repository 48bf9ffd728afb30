package io.millrace.chronicle;

import static io.millrace.chronicle.JournalTestDirectory.appendSteps;
import static io.millrace.chronicle.JournalTestDirectory.read;
import static io.millrace.chronicle.JournalTestDirectory.small;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.Rolling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PagesAheadTest {
    private static final int SIZE = 8 * 1024 * 1024;
    private static final int KIBIBYTE = 1024;

    @TempDir
    Path directory;

    /** Whatever the order of appends, idle moments and reservations: no byte that was appended is lost. */
    @RepeatedTest(20)
    void shouldNeverWriteWhereAnythingWasAppended(final RepetitionInfo repetition) throws IOException {
        final SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        final Path path = file();
        final byte[] expected = new byte[SIZE];
        int position = random.nextInt(200 * KIBIBYTE);
        long reserved = position;
        try (FileChannel appender = FileChannel.open(path, StandardOpenOption.WRITE);
                PagesAhead pages = new PagesAhead()) {
            append(appender, expected, 0, position);
            pages.enter(path, position);
            long asked = 0;
            while (position < SIZE - 1024 * KIBIBYTE) {
                final int length = 1 + random.nextInt(random.nextInt(10) == 0 ? 400 * KIBIBYTE : 4 * KIBIBYTE);
                if (random.nextBoolean()) {
                    reserved = Math.min(SIZE, position + (long) random.nextInt(2048 * KIBIBYTE));
                }
                if (asked < length) {
                    asked = pages.require(position, length, reserved);
                }
                append(appender, expected, position, length);
                position += length;
                asked -= length;
                for (int idle = random.nextInt(4); idle > 0; idle--) {
                    pages.onIdle(position, reserved);
                }
            }
        }
        assertArrayEquals(expected, Files.readAllBytes(path));
    }

    @Test
    void shouldGiveMemoryToAMebibyteAheadWhileIdleAndNoFurther() throws IOException {
        assertEquals(17 * 64 * KIBIBYTE, idle(100, SIZE, 100));
    }

    @Test
    void shouldStayWithinWhatTheFileHasAPlaceFor() throws IOException {
        assertEquals(3 * 64 * KIBIBYTE, idle(100, 200 * KIBIBYTE, 100));
    }

    @Test
    void shouldStayWithinItAlsoWhenTheAppenderHasPassedWhatWasGiven() throws IOException {
        final Path path = Files.createFile(directory.resolve("passed"));
        try (PagesAhead pages = new PagesAhead()) {
            pages.enter(path, 0);
            pages.onIdle(300 * KIBIBYTE, 370 * KIBIBYTE);
            pages.require(300 * KIBIBYTE, KIBIBYTE, 500 * KIBIBYTE);
            assertEquals(0, Files.size(path));
            pages.onIdle(300 * KIBIBYTE, 384 * KIBIBYTE);
            assertEquals(384 * KIBIBYTE, Files.size(path));
        }
    }

    @Test
    void shouldTakeALargerPieceWhenTheAppenderIsNeverIdle() throws IOException {
        try (PagesAhead pages = new PagesAhead()) {
            final Path path = Files.createFile(directory.resolve("grown"));
            pages.enter(path, 0);
            assertEquals(5 * 64 * KIBIBYTE, pages.require(0, 64 * KIBIBYTE + 1, SIZE));
            assertEquals(5 * 64 * KIBIBYTE, Files.size(path));
        }
    }

    @Test
    void shouldDoNothingAnyMoreAfterAFailure() throws IOException {
        final Path path = file();
        try (PagesAhead pages = new PagesAhead()) {
            pages.enter(path, 0);
            Thread.currentThread().interrupt();
            pages.onIdle(0, SIZE);
            assertTrue(Thread.interrupted(), "the interrupt was swallowed");
            pages.onIdle(0, SIZE);
            assertTrue(pages.require(0, 1_000, SIZE) > SIZE, "something was still asked for");
        }
        assertArrayEquals(new byte[SIZE], Files.readAllBytes(path));
    }

    @Test
    void shouldLeaveTheSameJournalWithIdleMomentsAsWithout() {
        try (JournalWriter writer =
                ChronicleJournal.open(small(directory.resolve("busy")).withRolling(Rolling.NEVER))) {
            appendSteps(writer, 1, 6_000);
        }
        final SplittableRandom random = new SplittableRandom(1);
        for (int run = 0; run < 3; run++) {
            try (JournalWriter writer = ChronicleJournal.open(
                    small(directory.resolve("idle")).withAcceptClockStep(true).withRolling(Rolling.NEVER))) {
                for (long n = run * 2_000L + 1; n <= (run + 1) * 2_000L; n++) {
                    appendSteps(writer, n, n);
                    for (int idle = random.nextInt(3); idle > 0; idle--) {
                        writer.onIdle();
                    }
                }
            }
        }
        final JournalIntegrity check = ChronicleJournal.check(directory.resolve("idle"));
        assertTrue(check.intact(), () -> "" + check.firstBad());
        assertEquals(payloads("busy"), payloads("idle"));
    }

    /** Event times and bytes of all steps: sequences differ by the records with which a run begins and ends. */
    private java.util.List<String> payloads(final String journal) {
        return read(directory.resolve(journal)).stream()
                .filter(text -> text.startsWith("2:"))
                .map(text -> text.substring(text.indexOf(':', 2)))
                .toList();
    }

    /** Is idle until nothing happens any more; the length of the file, which only these writes can make longer. */
    private long idle(final long position, final long reserved, final int times) throws IOException {
        final Path path = Files.createFile(directory.resolve("empty"));
        try (PagesAhead pages = new PagesAhead()) {
            pages.enter(path, position);
            for (int i = 0; i < times; i++) {
                pages.onIdle(position, reserved);
            }
        }
        return Files.size(path);
    }

    private Path file() throws IOException {
        return Files.write(directory.resolve("file"), new byte[SIZE]);
    }

    private static void append(final FileChannel channel, final byte[] expected, final int from, final int length)
            throws IOException {
        java.util.Arrays.fill(expected, from, from + length, (byte) (from | 1));
        channel.write(ByteBuffer.wrap(expected, from, length), from);
    }
}
