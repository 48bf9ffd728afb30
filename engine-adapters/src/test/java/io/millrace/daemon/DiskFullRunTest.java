package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.pipeline.Layout;
import io.millrace.source.DataSet;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.SmallDisk;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F11: a run whose disk is full at once, without the guard, stops in order; with space again it goes on as if not. */
@Tag("fault")
@Timeout(300)
class DiskFullRunTest {
    private static final int BARS = 10_000;

    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "DUO", "PINNED"})
    void shouldStopWithTheReasonAndGoOnWhenThereIsSpace(Layout layout) throws Exception {
        Random random = Seeds.random("DiskFullRunTest", 23);
        Path tape = PaperTape.write(dir.resolve("tape"), BARS, random.nextLong());
        DataSet data = PaperTape.load(tape);
        new PaperRun(PaperTape.options(dir.resolve("whole"), data), line -> {}).run();
        JournalAudit whole = CrashTest.check(dir.resolve("whole/journal"), "uninterrupted");
        try (SmallDisk disk = SmallDisk.ext4(dir, 64)) {
            Path home = disk.path().resolve("home");
            long steps = 0;
            for (int round = 0; round < 3; round++) {
                disk.fillUpTo((3L << 19) + random.nextInt(1 << 19));
                try (PaperProcess child = new PaperProcess(home, tape, "max", "once", layout)) {
                    assertEquals(ExitCodes.JOURNAL, child.awaitExit(), child.output());
                    assertTrue(child.output().contains("stopped before step "), child.output());
                    assertTrue(child.output().contains("is full"), child.output());
                    assertTrue(child.output().contains("Free some space"), child.output());
                }
                JournalAudit audit = CrashTest.check(home.resolve("journal"), layout + " full, round " + round);
                assertTrue(audit.steps > steps, layout + ": it must get on in each round");
                assertFalse(audit.fills.equals(whole.fills));
                steps = audit.steps;
                disk.freeSpace();
            }
            try (PaperProcess last = new PaperProcess(home, tape, "max", "once", layout)) {
                assertEquals(ExitCodes.DONE, last.awaitExit(), last.output());
            }
            JournalAudit audit = CrashTest.check(home.resolve("journal"), "at the end");
            assertEquals(whole.fills, audit.fills);
            assertEquals(whole.equity, audit.equity);
        }
    }
}
