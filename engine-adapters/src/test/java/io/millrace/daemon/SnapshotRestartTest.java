package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;
import io.millrace.replay.Replay;
import io.millrace.snapshot.SnapshotFolder;
import io.millrace.source.DataSet;
import io.millrace.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** J4: a run that goes on from a snapshot ends where an uninterrupted one does. */
class SnapshotRestartTest {
    private static final int BARS = 1_500;
    private static final int EVERY = 150;

    @TempDir
    Path dir;

    private final Random random = Seeds.random("SnapshotRestartTest", 51);

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "PINNED"})
    void shouldGoOnFromASnapshotAfterKills(Layout layout) throws Exception {
        Path tape = PaperTape.write(dir.resolve("tape"), BARS, random.nextLong());
        DataSet data = PaperTape.load(tape);
        new PaperRun(PaperTape.options(dir.resolve("whole"), data).withSnapshotEvery(0), line -> {}).run();
        JournalAudit whole = CrashTest.check(dir.resolve("whole/journal"), "uninterrupted");
        Path home = dir.resolve("home");
        Path journal = home.resolve("journal");
        List<String> arguments =
                List.of(home.toString(), tape.toString(), "22500", "once", layout.name(), "0", Integer.toString(EVERY));
        int resumed = 0;
        for (int kill = 0; kill < 4; kill++) {
            try (PaperProcess process = new PaperProcess(home, List.of(), arguments)) {
                if (process.awaitLine("running")) {
                    // A busy disk takes its time for a snapshot: every other life is long enough for one.
                    awaitSnapshots(process, journal, kill % 2 == 0 ? 0 : kill / 2 + 1);
                    Thread.sleep(random.nextInt(500));
                }
                process.kill();
                resumed += process.output().contains("(snapshot of step") ? 1 : 0;
            }
            if (Files.exists(journal.resolve("hwm"))) {
                CrashTest.check(journal, layout + " kill " + kill);
            }
        }
        try (PaperProcess last = new PaperProcess(home, List.of(), arguments)) {
            assertEquals(ExitCodes.DONE, last.awaitExit(), last.output());
            resumed += last.output().contains("(snapshot of step") ? 1 : 0;
        }
        assertTrue(resumed > 0, "no start used a snapshot");
        JournalAudit audit = CrashTest.check(journal, "at the end");
        assertEquals(whole.fills, audit.fills);
        assertEquals(whole.equity, audit.equity);
    }

    private static void awaitSnapshots(PaperProcess process, Path journal, int count) throws InterruptedException {
        while (process.isAlive() && SnapshotFolder.of(journal).newestFirst().size() < count) {
            Thread.sleep(5);
        }
    }

    @Test
    void shouldPassOverDamagedSnapshotsAndRunTheJournalWithoutAny() throws Exception {
        DataSet data = PaperTape.load(PaperTape.write(dir.resolve("tape"), BARS, random.nextLong()));
        Path home = dir.resolve("home");
        List<String> said = new ArrayList<>();
        run(home, data, said);
        assertFalse(said.toString().contains("snapshot of step"), said.toString());
        // While one is being written none is taken; but every run writes one at its end.
        for (int i = 1; i < SnapshotFolder.KEPT; i++) {
            run(home, data, said);
        }
        List<Path> files = SnapshotFolder.of(home.resolve("journal")).newestFirst();
        assertEquals(SnapshotFolder.KEPT, files.size(), said.toString());
        for (int damaged = 0; damaged <= files.size(); damaged++) {
            List<Path> now = SnapshotFolder.of(home.resolve("journal")).newestFirst();
            for (int i = 0; i < damaged && i < now.size(); i++) {
                byte[] bytes = Files.readAllBytes(now.get(i));
                bytes[random.nextInt(bytes.length)] ^= 4;
                Files.write(now.get(i), bytes);
            }
            said.clear();
            run(home, data, said);
            String all = said.toString();
            assertEquals(
                    damaged < SnapshotFolder.KEPT, all.contains("(snapshot of step"), damaged + " damaged: " + all);
            assertEquals(
                    Math.min(damaged, now.size()),
                    said.stream().filter(s -> s.startsWith("not used")).count(),
                    all);
        }
        assertTrue(new Replay(home.resolve("journal")).run(true, step -> {}).identical());
    }

    private static void run(Path home, DataSet data, List<String> said) {
        PaperOptions options = PaperTape.options(home, data)
                .withSnapshotEvery(EVERY)
                .withPipeline(PipelineConfig.of(Layout.FUSED, WaitMode.BACKOFF));
        PaperRun.Outcome outcome = new PaperRun(options, said::add).run();
        assertEquals(ExitCodes.DONE, outcome.exitCode(), outcome.message());
    }
}
