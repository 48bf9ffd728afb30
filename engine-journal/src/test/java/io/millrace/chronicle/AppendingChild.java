package io.millrace.chronicle;

import io.millrace.journal.Durability;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/** A process to be killed, refused or measured. Arguments: mode, directory, acknowledgement file. */
final class AppendingChild {
    private static final int RECORDS_PER_SYNC = 64;

    private AppendingChild() {}

    public static void main(final String[] args) throws IOException {
        try (JournalWriter writer = ChronicleJournal.open(JournalTestDirectory.small(Path.of(args[1]))
                .withBlocks(args[0].equals("measure") ? 16 << 20 : 256 << 10, 16 << 10)
                .withDurability(args[0].equals("synced") ? Durability.POWER : Durability.PROCESS)
                .withAcceptClockStep(true))) {
            if (args[0].equals("measure")) {
                measure(writer);
            } else {
                appendForEver(writer, Path.of(args[2]), args[0].equals("synced") ? RECORDS_PER_SYNC : 1);
            }
        } catch (final JournalException e) {
            System.out.println(e.getMessage());
            System.exit(3);
        }
    }

    private static void appendForEver(final JournalWriter writer, final Path acknowledgements, final int atOnce)
            throws IOException {
        try (FileChannel channel = FileChannel.open(
                acknowledgements, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            final MappedByteBuffer acknowledged = channel.map(FileChannel.MapMode.READ_WRITE, 0, 8);
            while (true) {
                final long n = writer.sequence() + 1;
                JournalTestDirectory.appendSteps(writer, n, n + atOnce - 1);
                writer.sync();
                acknowledged.putLong(0, writer.sequence());
            }
        }
    }

    private static void measure(final JournalWriter writer) {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long id = Thread.currentThread().getId();
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[128]);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 40; round++) {
            // As a live engine does, leave the attendant the time to reserve the place of the next records.
            LockSupport.parkNanos(30_000_000);
            final long before = threads.getThreadAllocatedBytes(id);
            for (int i = 0; i < 500; i++) {
                writer.append(RecordType.STEP, i, payload, 0, 128);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
        }
        System.out.println("allocated " + least);
    }
}
