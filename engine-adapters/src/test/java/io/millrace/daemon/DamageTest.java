package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.source.DataSet;
import io.millrace.testkit.Seeds;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged journal is refused, with the place, and left as it was found. */
class DamageTest {
    private static final Pattern PLACE = Pattern.compile("damaged at sequence \\d+");

    @TempDir
    Path dir;

    private DataSet data;
    private Path home;
    private Path cycle;
    private final Random random = Seeds.random("DamageTest", 3);

    @BeforeEach
    void record() throws Exception {
        data = PaperTape.load(PaperTape.write(dir.resolve("tape"), 200, 5));
        home = dir.resolve("home");
        new PaperRun(PaperTape.options(home, data), line -> {}).run();
        try (Stream<Path> files = Files.list(home.resolve("journal"))) {
            cycle = files.filter(file -> file.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void shouldBeRefused() throws Exception {
        byte[] before = Files.readAllBytes(cycle);
        PaperRun.Outcome outcome = new PaperRun(PaperTape.options(home, data), line -> {}).run();
        assertEquals(ExitCodes.JOURNAL, outcome.exitCode(), outcome.toString());
        assertTrue(PLACE.matcher(outcome.message()).find(), outcome.message());
        assertArrayEquals(before, Files.readAllBytes(cycle));
    }

    @Test
    void shouldRefuseAFlippedBit() throws Exception {
        int steps = CrashTest.steps(home.resolve("journal")).size();
        RecordBits.flip(home.resolve("journal"), 1 + random.nextInt(steps), random);
        shouldBeRefused();
    }

    @Test
    void shouldRefuseAMissingTail() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(cycle.toFile(), "rw")) {
            byte[] bytes = Files.readAllBytes(cycle);
            int end = bytes.length;
            while (bytes[end - 1] == 0) {
                end--;
            }
            file.setLength(end - 5_000);
        }
        shouldBeRefused();
    }
}
