package io.millrace.chronicle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** What the journal tests share: small journals, their records as text, copies and hashes of directories. */
final class JournalTestDirectory {
    static final long START_NS = 1_780_000_000_000_000_000L;

    private JournalTestDirectory() {}

    static JournalSettings small(final Path directory) {
        return JournalSettings.of(directory, "engine=test\nversion=1\n")
                .withBlocks(256 * 1024, 16 * 1024)
                .withSpace(0, null);
    }

    /** The payload of record n is a pure function of n, so that a reader can be judged without the writer. */
    static byte[] payload(final long n) {
        final SplittableRandom random = new SplittableRandom(n);
        final byte[] bytes = new byte[16 + random.nextInt(256)];
        random.nextBytes(bytes);
        return bytes;
    }

    static void appendSteps(final JournalWriter writer, final long from, final long to) {
        for (long n = from; n <= to; n++) {
            final byte[] bytes = payload(n);
            writer.append(RecordType.STEP, START_NS + n, new UnsafeBuffer(bytes), 0, bytes.length);
        }
    }

    static List<String> read(final Path directory) {
        final List<String> records = new ArrayList<>();
        try (JournalReader reader = ChronicleJournal.read(directory)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
                final byte[] bytes = new byte[length];
                buffer.getBytes(offset, bytes);
                records.add(type + ":" + sequence + ":"
                        + (type == RecordType.STEP
                                ? Long.toString(timeNs - START_NS) + ":" + hex(bytes)
                                : new String(bytes, UTF_8)));
            })) {}
        }
        return records;
    }

    static String step(final long sequence, final long n) {
        return RecordType.STEP + ":" + sequence + ":" + n + ":" + hex(payload(n));
    }

    static List<Path> cycleFiles(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    static Path copy(final Path from, final Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (final Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    /** Every file with its content and time of change, without the lock, which names its taker. */
    static String fingerprint(final Path directory) throws IOException {
        final StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (final Path file : files.sorted().toList()) {
                if (!file.endsWith("engine.lock")) {
                    text.append(file.getFileName())
                            .append(' ')
                            .append(Files.size(file))
                            .append(' ')
                            .append(java.util.Arrays.hashCode(Files.readAllBytes(file)))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String hex(final byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
