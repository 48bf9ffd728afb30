package io.millrace.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalIntegrity;
import io.millrace.pipeline.Layout;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * I1 with many steps under way: killed at any moment, the journal holds every step that was let out, and what it holds
 * is the beginning of the whole run, byte for byte.
 */
@Timeout(300)
class DirectRunCrashTest {
    private static final int MINUTES = 6_000;

    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(names = {"DUO", "PINNED"})
    void shouldHoldEveryStepThatWasLetOutWhenKilled(final Layout layout) throws Exception {
        final int kills = Integer.getInteger("kills", 3);
        final Random random = Seeds.random("DirectRunCrashTest", 43);
        final Path whole = dir.resolve("whole");
        RecordedRun.record(
                RandomMarket.config(),
                RandomMarket.inputs(new Random(random.nextLong()), MINUTES).source(),
                whole);
        final List<byte[]> expected = RecordedRun.steps(whole);
        long most = 0;
        for (int kill = 1; kill <= kills; kill++) {
            final Path target = dir.resolve("target" + kill);
            final Path witness = dir.resolve("witness" + kill);
            final long letOut = runUntil(whole, target, layout, witness, 1 + random.nextInt(expected.size() / 2));
            final JournalIntegrity found = ChronicleJournal.check(target);
            final String what = layout + ", kill " + kill + ": " + letOut + " let out, " + found;
            assertTrue(found.intact(), what);
            assertTrue(found.steps() >= letOut, what);
            final List<byte[]> kept = RecordedRun.steps(target);
            for (int i = 0; i < kept.size(); i++) {
                assertArrayEquals(expected.get(i), kept.get(i), what + ", step " + (i + 1));
            }
            most = Math.max(most, kept.size() - letOut);
        }
        System.err.println("DirectRunCrashTest: " + layout + ", " + expected.size() + " steps, " + kills
                + " kills, at most " + most + " steps journaled and not yet let out");
    }

    /** The last step that was let out, as the witness says. */
    private long runUntil(
            final Path whole, final Path target, final Layout layout, final Path witness, final long wanted)
            throws Exception {
        final Path output = dir.resolve("output");
        final Process child = new ProcessBuilder(command(whole, target, layout, witness))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            while (letOut(witness) < wanted) {
                assertTrue(child.isAlive(), Files.readString(output));
                Thread.sleep(1);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return letOut(witness);
    }

    private static long letOut(final Path witness) throws Exception {
        return !Files.exists(witness) || Files.size(witness) < Long.BYTES
                ? 0
                : ByteBuffer.wrap(Files.readAllBytes(witness)).getLong();
    }

    private static List<String> command(final Path whole, final Path target, final Layout layout, final Path witness) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--add-") || flag.startsWith("-Dchronicle")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-ea", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(DirectRunChild.class.getName());
        command.addAll(List.of(whole.toString(), target.toString(), layout.name(), witness.toString()));
        return command;
    }
}
