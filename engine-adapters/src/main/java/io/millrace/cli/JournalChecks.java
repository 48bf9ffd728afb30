package io.millrace.cli;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.event.OffHeap;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordHandler;
import io.millrace.journal.RecordType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;

/** Journals are written, read, found damaged when they are, and survive a kill of their process. */
final class JournalChecks {
    private static final int RECORDS = 20_000;
    private static final RecordHandler IGNORED = (type, sequence, timeNs, buffer, offset, length) -> {};
    private static final long ENOUGH = 2_000;
    private static final long CHILD_LIMIT_S = 20;

    private final Path scratch;

    JournalChecks(Path scratch) {
        this.scratch = scratch;
    }

    void run(Validation validation) {
        Path journal = scratch.resolve("journal-check");
        validation.check("journal write and check", () -> write(journal));
        validation.check("journal finds damage", () -> damage(journal));
        validation.check("journal after kill -9", () -> kill(scratch.resolve("journal-killed")));
    }

    private static ValidationCheck write(Path journal) {
        UnsafeBuffer payload = OffHeap.allocate(128);
        payload.setMemory(0, 128, (byte) 'm');
        long begin = System.nanoTime();
        try (JournalWriter writer = ChronicleJournal.open(JournalChild.settings(journal))) {
            for (int i = 0; i < RECORDS; i++) {
                writer.append(RecordType.STEP, 1 + i, payload, 0, payload.capacity());
            }
            writer.sync();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        JournalIntegrity integrity = ChronicleJournal.check(journal);
        return integrity.intact() && integrity.steps() == RECORDS
                ? ValidationCheck.ok(
                        String.format(Locale.ROOT, "%,d records, intact, %,.0f a second", RECORDS, RECORDS / seconds))
                : ValidationCheck.fail(integrity.steps() + " of " + RECORDS + " records read back, first bad: "
                        + integrity.firstBad());
    }

    /** One bit of the record in the middle. */
    private static ValidationCheck damage(Path journal) throws IOException {
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            while (reader.sequence() < RECORDS / 2 && reader.next(IGNORED)) {
                continue;
            }
            try (RandomAccessFile open = new RandomAccessFile(reader.file(), "rw")) {
                // Behind it; padding has three bytes at most.
                long at = reader.position() - Integer.BYTES;
                open.seek(at);
                int value = open.read();
                open.seek(at);
                open.write(value ^ 1);
            }
        }
        JournalIntegrity integrity = ChronicleJournal.check(journal);
        return integrity.intact()
                ? ValidationCheck.fail("a changed bit was not noticed")
                : ValidationCheck.ok("one changed bit found at record "
                        + integrity.firstBad().sequence());
    }

    private static ValidationCheck kill(Path journal) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(command(journal))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long acknowledged = 0;
        Thread guard = guard(child);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged = Long.parseLong(line);
                if (acknowledged >= ENOUGH) {
                    child.destroyForcibly();
                }
            }
        } catch (IOException | NumberFormatException e) {
            // The pipe breaks, or its last line is cut, when the child dies; the records it acknowledged are counted.
            acknowledged = Math.max(acknowledged, 0);
        } finally {
            child.destroyForcibly();
            guard.interrupt();
        }
        child.waitFor(CHILD_LIMIT_S, TimeUnit.SECONDS);
        return judge(journal, acknowledged);
    }

    private static ValidationCheck judge(Path journal, long acknowledged) {
        if (acknowledged < ENOUGH) {
            return ValidationCheck.fail("the process that writes ended after " + acknowledged + " records; expected "
                    + ENOUGH + " before its kill");
        }
        JournalIntegrity before = ChronicleJournal.check(journal);
        try (JournalWriter writer = ChronicleJournal.open(JournalChild.settings(journal))) {
            writer.append(RecordType.STEP, before.toNs() + 1, OffHeap.allocate(16), 0, 16);
        }
        JournalIntegrity after = ChronicleJournal.check(journal);
        boolean kept = before.intact() && before.records() >= acknowledged && after.intact();
        String text = acknowledged + " records acknowledged, " + before.records() + " found, appended to again";
        return kept
                ? ValidationCheck.ok(text)
                : ValidationCheck.fail(
                        text + "; first bad: " + (before.intact() ? after.firstBad() : before.firstBad()));
    }

    private static Thread guard(Process child) {
        Thread guard = new Thread(
                () -> {
                    try {
                        if (!child.waitFor(CHILD_LIMIT_S, TimeUnit.SECONDS)) {
                            child.destroyForcibly();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "validate-guard");
        guard.setDaemon(true);
        guard.start();
        return guard;
    }

    /** This Java with its module flags, another main class. */
    private static List<String> command(Path journal) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Dchronicle") || flag.startsWith("-Dslf4j")) {
                command.add(flag);
            }
        }
        command.add("-XX:+UseSerialGC");
        command.add("-Xmx128m");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(JournalChild.class.getName());
        command.add(journal.toString());
        return command;
    }
}
