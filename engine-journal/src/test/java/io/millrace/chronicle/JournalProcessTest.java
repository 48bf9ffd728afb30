package io.millrace.chronicle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalReader;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.RecordType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What needs a second process: kills, a second owner, missing flags, allocation without escape analysis. */
@Timeout(180)
class JournalProcessTest {
    @TempDir
    Path temporary;

    @Test
    void shouldLoseNothingAcknowledgedWhenKilled() throws Exception {
        kill(5, List.of());
    }

    @Test
    @Tag("fault")
    void shouldLoseNothingAcknowledgedWhenKilledOften() throws Exception {
        kill(40, List.of());
    }

    @Test
    @Tag("fault")
    void shouldRestartUnderTheProcessIdOfTheKilled() throws Exception {
        final List<String> unshare = List.of("unshare", "-pf", "--kill-child");
        final List<String> probe = new ArrayList<>(unshare);
        probe.add("true");
        boolean available;
        try {
            available = new ProcessBuilder(probe).start().waitFor() == 0;
        } catch (final IOException e) {
            available = false;
        }
        assumeTrue(available, "no PID namespaces here: unshare -pf is refused");
        kill(6, unshare);
    }

    @Test
    void shouldRefuseASecondProcess() throws Exception {
        final Path directory = temporary.resolve("journal");
        try (JournalWriter writer = ChronicleJournal.open(JournalTestDirectory.small(directory))) {
            final Process child = child(flags(), List.of("append", directory.toString(), "unused"));
            final String said = new String(child.getInputStream().readAllBytes(), UTF_8);
            assertEquals(3, child.waitFor(), said);
            assertTrue(said.contains("pid=" + ProcessHandle.current().pid()), said);
            assertEquals(1, writer.sequence());
        }
    }

    @Test
    void shouldNameTheFlagsThatAreMissing() throws Exception {
        final Process child =
                child(List.of(), List.of("append", temporary.resolve("journal").toString(), "unused"));
        final String said = new String(child.getInputStream().readAllBytes(), UTF_8);
        assertEquals(3, child.waitFor(), said);
        assertTrue(said.contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"), said);
    }

    @Test
    void shouldAllocateNothingPerAppendWithAndWithoutEscapeAnalysis() throws Exception {
        for (final String extra : List.of("-XX:+DoEscapeAnalysis", "-XX:-DoEscapeAnalysis")) {
            final List<String> flags = new ArrayList<>(flags());
            flags.add(extra);
            final Process child = child(
                    flags,
                    List.of(
                            "measure",
                            temporary.resolve("journal" + extra.charAt(4)).toString()));
            final String said = new String(child.getInputStream().readAllBytes(), UTF_8);
            assertEquals(0, child.waitFor(), said);
            assertTrue(said.contains("allocated 0\n"), extra + ": " + said);
        }
    }

    private void kill(final int times, final List<String> prefix) throws Exception {
        final long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dseed=" + seed + ")");
        final SplittableRandom random = new SplittableRandom(seed);
        final Path directory = temporary.resolve("journal");
        final Path acknowledgements = temporary.resolve("acknowledged");
        long acknowledged = 0;
        for (int i = 0; i < times; i++) {
            final List<String> command = new ArrayList<>(prefix);
            command.addAll(command(flags(), List.of("append", directory.toString(), acknowledgements.toString())));
            final Process child = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(temporary.resolve("output").toFile())
                    .start();
            final long wanted = acknowledged + 1 + random.nextInt(3_000);
            while (acknowledged(acknowledgements) < wanted) {
                assertTrue(child.isAlive(), () -> output());
                Thread.sleep(1);
            }
            child.destroyForcibly();
            assertTrue(child.waitFor(10, TimeUnit.SECONDS));
            Thread.sleep(prefix.isEmpty() ? 0 : 300);
            acknowledged = acknowledged(acknowledgements);
            assertKept(directory, acknowledged);
        }
    }

    private static void assertKept(final Path directory, final long acknowledged) {
        final JournalIntegrity check = ChronicleJournal.check(directory);
        assertTrue(check.intact(), () -> "" + check.firstBad());
        assertTrue(check.records() >= acknowledged, check.records() + " records, acknowledged " + acknowledged);
        assertTrue(check.records() <= acknowledged + 2, check.records() + " records, acknowledged " + acknowledged);
        try (JournalReader reader = ChronicleJournal.read(directory)) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
                if (type == RecordType.STEP) {
                    final byte[] bytes = new byte[length];
                    buffer.getBytes(offset, bytes);
                    assertArrayEquals(JournalTestDirectory.payload(sequence), bytes);
                }
            })) {}
        }
    }

    private String output() {
        try {
            return Files.readString(temporary.resolve("output"));
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private static long acknowledged(final Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) < 8) {
            return 0;
        }
        return ByteBuffer.wrap(Files.readAllBytes(file)).getLong();
    }

    private Process child(final List<String> flags, final List<String> args) throws IOException {
        return new ProcessBuilder(command(flags, args))
                .redirectError(temporary.resolve("output").toFile())
                .start();
    }

    private static List<String> command(final List<String> flags, final List<String> args) {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags);
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.add(AppendingChild.class.getName());
        command.addAll(args);
        return command;
    }

    private static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-"))
                .toList();
    }
}
