package io.millrace.chronicle;

import static io.millrace.chronicle.JournalTestDirectory.appendSteps;
import static io.millrace.chronicle.JournalTestDirectory.cycleFiles;
import static io.millrace.chronicle.JournalTestDirectory.read;
import static io.millrace.chronicle.JournalTestDirectory.small;
import static io.millrace.chronicle.JournalTestDirectory.step;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents go through a window of memory to their file: none is lost, torn or met twice, whoever reads when. */
@Timeout(120)
class LiveWindowTest {
    private static final int WINDOW = 64 * 1024;
    private static final int LONGEST = WINDOW / 8;
    private static final long DAY_MS = 86_400_000;

    @TempDir
    Path directory;

    /** The window is taken again some five hundred times under readers that are now at its tip, now far behind. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHandOverEveryDocumentWhileItsPlaceIsTakenAgain(final boolean direct) throws Exception {
        final int documents = 20_000;
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final AtomicLong archiving = new AtomicLong(1);
        final List<Thread> threads = new ArrayList<>();
        try (CycleWriter writer = new CycleWriter(directory, new CycleClock(0), WINDOW, direct)) {
            writer.enter(directory, 0);
            threads.add(start(failure, () -> {
                while (archiving.get() != 0) {
                    writer.writeAreas();
                }
            }));
            for (int reader = 0; reader < 2; reader++) {
                final int pause = reader * 20_000;
                threads.add(start(failure, () -> follow(writer.file(), documents, pause)));
            }
            final UnsafeBuffer content = new UnsafeBuffer(new byte[LONGEST]);
            for (int n = 0; n < documents; n++) {
                writer.append(content, fill(content, n));
                if (n % 16 == 0) {
                    writer.publish();
                }
            }
            for (final Thread thread : threads.subList(1, threads.size())) {
                thread.join();
            }
            archiving.set(0);
            threads.get(0).join();
        }
        assertNull(failure.get(), () -> "" + failure.get());
        follow(cycleFiles(directory).get(0), documents, 0);
        assertFalse(Files.exists(directory.resolve(LiveWindow.FILE)));
    }

    @Test
    void shouldWriteTheSameBytesPastThePageCacheAndThroughIt() throws IOException {
        final byte[] direct = written(directory.resolve("direct"), true);
        assertArrayEquals(direct, written(directory.resolve("cached"), false));
        assertTrue(direct.length > 10 * WINDOW, direct.length + " bytes");
    }

    /** What a turn before has left in the window must neither be met nor reach the end of the file. */
    @Test
    void shouldEndTheFileBehindItsLastDocument() throws IOException {
        final byte[] bytes = written(directory, true);
        final long end = CycleReader.endOf(cycleFiles(directory).get(0));
        assertEquals(end + Integer.BYTES, bytes.length);
        assertArrayEquals(new byte[Integer.BYTES], java.util.Arrays.copyOfRange(bytes, (int) end, bytes.length));
    }

    @Test
    void shouldGoOnInAnotherCycleWhereThatBeforeIsComplete() throws IOException {
        final CycleClock clock = new CycleClock(0);
        final UnsafeBuffer content = new UnsafeBuffer(new byte[LONGEST]);
        try (CycleWriter writer = new CycleWriter(directory, clock, WINDOW, true)) {
            for (int day = 0; day < 3; day++) {
                clock.advance(day * DAY_MS);
                writer.enter(day == 0 ? directory : writer.file(), writer.position());
                for (int n = 0; n < 500; n++) {
                    writer.append(content, fill(content, n));
                }
                follow(writer.file(), 500, 0);
                writer.leave();
                assertEquals(CycleReader.NOTHING_YET, endOf(writer.file(), 500));
            }
        }
        final List<Path> files = cycleFiles(directory);
        assertEquals(3, files.size());
        assertEquals(CycleReader.CYCLE_END, endOf(files.get(0), 500));
        assertEquals(CycleReader.CYCLE_END, endOf(files.get(1), 500));
        assertEquals(CycleReader.NOTHING_YET, endOf(files.get(2), 500));
    }

    @Test
    void shouldLeaveNoWindowBehindAnOrderlyEnd() {
        final Path live = directory.resolve(LiveWindow.FILE);
        try (JournalWriter writer = ChronicleJournal.open(small(directory))) {
            appendSteps(writer, 1, 10);
            assertTrue(Files.exists(live));
        }
        assertFalse(Files.exists(live));
        assertEquals(step(2, 1), read(directory).get(1));
    }

    private static byte[] written(final Path directory, final boolean direct) throws IOException {
        Files.createDirectories(directory);
        final UnsafeBuffer content = new UnsafeBuffer(new byte[LONGEST]);
        try (CycleWriter writer = new CycleWriter(directory, new CycleClock(0), WINDOW, direct)) {
            writer.enter(directory, 0);
            for (int n = 0; n < 1_000; n++) {
                writer.append(content, fill(content, n));
            }
        }
        return Files.readAllBytes(cycleFiles(directory).get(0));
    }

    private static void follow(final Path file, final int documents, final int pauseNs) {
        final byte[] expected = new byte[LONGEST];
        try (CycleReader reader = new CycleReader(file)) {
            for (int n = 0; n < documents; ) {
                if (reader.seek() == CycleReader.RECORD) {
                    final int length = fill(new UnsafeBuffer(expected), n);
                    final UnsafeBuffer found = new UnsafeBuffer(reader.buffer(), reader.documentAt(), length);
                    assertEquals(length, reader.documentLength(), "document " + n);
                    assertEquals(new UnsafeBuffer(expected, 0, length), found, "document " + n);
                    reader.advance();
                    n++;
                    if (pauseNs > 0 && n % 500 == 0) {
                        java.util.concurrent.locks.LockSupport.parkNanos(pauseNs * 100L);
                    }
                }
            }
        }
    }

    private static int endOf(final Path file, final int documents) {
        try (CycleReader reader = new CycleReader(file)) {
            for (int n = 0; n < documents; n++) {
                assertEquals(CycleReader.RECORD, reader.seek());
                reader.advance();
            }
            return reader.seek();
        }
    }

    /** A pure function of its number; any length up to the longest. */
    private static int fill(final UnsafeBuffer content, final int n) {
        final SplittableRandom random = new SplittableRandom(n);
        final int length = 1 + random.nextInt(n % 10 == 0 ? LONGEST - 8 : 500);
        for (int i = 0; i < length; i += Long.BYTES) {
            final long word = random.nextLong();
            for (int at = i; at < Math.min(length, i + Long.BYTES); at++) {
                content.putByte(at, (byte) (word >>> ((at - i) * Byte.SIZE)));
            }
        }
        return length;
    }

    private static Thread start(final AtomicReference<Throwable> failure, final Runnable work) {
        final Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, fault) -> failure.compareAndSet(null, fault));
        thread.start();
        return thread;
    }
}
