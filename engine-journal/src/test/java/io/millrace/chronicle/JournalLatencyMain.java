package io.millrace.chronicle;

import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import io.millrace.journal.Rolling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Measures appends by hand: open loop, each from the time it was planned for, so that waiting counts. Arguments: a
 * directory on the disk to measure.
 */
final class JournalLatencyMain {
    private static final int PAYLOAD = 128;
    private static final int SECONDS = 3;

    private JournalLatencyMain() {}

    public static void main(final String[] args) throws IOException {
        final Path root = Path.of(args[0]);
        for (int repeat = 0; repeat < 2; repeat++) {
            for (final int rate : new int[] {100_000, 500_000}) {
                openLoop("none", null, rate);
                final Path directory = Files.createTempDirectory(root, "journal");
                try (JournalWriter writer = ChronicleJournal.open(settings(directory))) {
                    openLoop("journal", writer, rate);
                }
                delete(directory);
            }
            throughput(root);
        }
    }

    private static JournalSettings settings(final Path directory) {
        return JournalSettings.of(directory, "bench").withRolling(Rolling.NEVER);
    }

    private static void openLoop(final String name, final JournalWriter writer, final int rate) {
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD]);
        final Histogram histogram = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
        final long intervalNs = 1_000_000_000L / rate;
        final long events = (long) rate * SECONDS;
        final long begin = System.nanoTime();
        for (long n = 0; n < events; n++) {
            final long planned = begin + n * intervalNs;
            while (System.nanoTime() < planned) {
                Thread.onSpinWait();
            }
            if (writer != null) {
                writer.append(RecordType.STEP, n, payload, 0, PAYLOAD);
            }
            if (n > events / 5) {
                histogram.recordValue(System.nanoTime() - planned);
            }
        }
        System.out.printf(
                "%-9s %,9d/s p50 %,d p90 %,d p99 %,d p99.9 %,d max %,d ns%n",
                name,
                rate,
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(90),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getMaxValue());
    }

    private static void throughput(final Path root) throws IOException {
        final Path directory = Files.createTempDirectory(root, "journal");
        final int events = 4_000_000;
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[150]);
        final long begin = System.nanoTime();
        try (JournalWriter writer = ChronicleJournal.open(settings(directory))) {
            final long opened = System.nanoTime();
            for (int n = 0; n < events; n++) {
                writer.append(RecordType.STEP, n, payload, 0, 150);
            }
            final long done = System.nanoTime();
            System.out.printf(
                    "append %.2f M/s (open %d ms)%n", events * 1e3 / (done - opened), (opened - begin) / 1_000_000);
        }
        final long readBegin = System.nanoTime();
        final long[] sum = {0};
        try (JournalReader reader = ChronicleJournal.read(directory)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> sum[0] += length)) {}
        }
        System.out.printf("read %.2f M/s%n", events * 1e3 / (System.nanoTime() - readBegin));
        delete(directory);
    }

    private static void delete(final Path directory) throws IOException {
        for (final java.io.File file : directory.toFile().listFiles()) {
            Files.delete(file.toPath());
        }
        Files.delete(directory);
    }
}
