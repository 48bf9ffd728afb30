package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineConfig;
import io.millrace.live.Arming;
import io.millrace.live.LiveGate;
import io.millrace.live.LiveRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seven conditions of live trading: all 128 sets of them, and what each run then did. */
class LiveGateTest {
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final int ALL = 127;

    @TempDir
    Path dir;

    private LiveRequest request(int conditions) {
        String binding = Arming.binding("config", "key", "1");
        return new LiveRequest(
                has(conditions, 0) ? List.of() : List.of("engine.mode is not live"),
                has(conditions, 1),
                has(conditions, 2) ? new Arming(NOW_MS - 1_000, binding) : null,
                null,
                binding,
                NOW_MS,
                has(conditions, 3) ? List.of() : List.of("risk.dailyLoss"),
                "simulated",
                has(conditions, 4) ? "simulated" : "paper",
                has(conditions, 5) ? List.of() : List.of("risk.startUpGate is off"));
    }

    private static boolean has(int conditions, int bit) {
        return (conditions & 1 << bit) != 0;
    }

    private PaperOptions live(int conditions) {
        EngineConfig config = EngineConfig.read(PaperTape.settings().put("engine.mode", "live", "test"));
        return PaperTape.options(dir.resolve("data-" + conditions), PaperTape.load(dir.resolve("tape")), config)
                .withLive(new LiveStart(request(conditions), "ACC-1", 30));
    }

    @Test
    void shouldSendAnOrderOnlyWhenAllSevenConditionsHold() throws Exception {
        PaperTape.write(dir.resolve("tape"), 60, 7);
        for (int conditions = 0; conditions < ALL; conditions++) {
            boolean countdown = has(conditions, 6);
            LiveGate.Outcome outcome = LiveGate.open(request(conditions), () -> countdown);
            assertNull(outcome.permit(), "set " + conditions);
            int missingBefore = 6 - Integer.bitCount(conditions & 63);
            assertEquals(
                    missingBefore == 0 ? 1 : missingBefore, outcome.refusals().size(), "set " + conditions);
            PaperRun stopped = new PaperRun(live(conditions), line -> {});
            if (!countdown) {
                stopped.stop();
            }
            PaperRun.Outcome run = stopped.run();
            Path journal = dir.resolve("data-" + conditions).resolve("journal");
            if (missingBefore > 0) {
                assertEquals(ExitCodes.USAGE, run.exitCode(), run.message());
                assertTrue(Files.notExists(journal), "set " + conditions);
            } else {
                assertEquals(ExitCodes.REFUSED, run.exitCode(), run.message());
                assertTrue(run.message().contains("condition 7"), run.message());
                assertEquals(0, ChronicleJournal.check(journal).steps());
            }
        }
        PaperRun.Outcome run = new PaperRun(live(ALL), line -> {}).run();
        assertEquals(ExitCodes.DONE, run.exitCode(), run.message());
        Path journal = dir.resolve("data-" + ALL).resolve("journal");
        assertTrue(JournalAudit.of(journal, new long[] {500_000, 40_000}).fills.size() > 0);
    }

    @Test
    void shouldBindTheArmingToItsTimeAndPurpose() throws Exception {
        Path file = dir.resolve("armed");
        assertNull(Arming.read(file));
        assertThrows(IllegalArgumentException.class, () -> Arming.make("ACC-1234", "1235", "b", 0));
        assertThrows(IllegalArgumentException.class, () -> Arming.make("123", "123", "b", 0));
        String binding = Arming.binding("config", "key", "1");
        Arming made = Arming.make("ACC-1234", "1234", binding, NOW_MS);
        made.write(file);
        assertEquals(made, Arming.read(file));
        assertEquals(
                "rw-------",
                java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.writeString(file, "not an arming\n");
        assertNull(Arming.read(file));
        assertNotNull(
                LiveGate.open(with(made, binding, NOW_MS + 900_000), () -> true).permit());
        assertNull(
                LiveGate.open(with(made, binding, NOW_MS + 900_001), () -> true).permit());
        assertNull(LiveGate.open(with(made, binding, NOW_MS - 1), () -> true).permit(), "armed in the future");
        assertNull(LiveGate.open(with(made, Arming.binding("config", "key", "2"), NOW_MS), () -> true)
                .permit());
        assertNull(LiveGate.open(with(made, Arming.binding("configk", "ey", "1"), NOW_MS), () -> true)
                .permit());
    }

    private static LiveRequest with(Arming arming, String binding, long nowMs) {
        return new LiveRequest(
                List.of(), true, arming, null, binding, nowMs, List.of(), "simulated", "simulated", List.of());
    }
}
