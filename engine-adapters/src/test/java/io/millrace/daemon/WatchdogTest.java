package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalIntegrity;
import io.millrace.plugin.JarBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A2: a stage that hangs halts the run, names itself and shows where; real processes with a real plug-in. */
@Timeout(120)
class WatchdogTest {
    private static final String FACTORY = """
            import io.millrace.strategy.*;
            import java.util.List;
            public final class StuckFactory implements StrategyFactory {
                private static final StrategyDescriptor IT =
                        new StrategyDescriptor("stuck", "Hangs at 7777.", "1m", List.of(), List.of());
                @Override public StrategyDescriptor descriptor() { return IT; }
                @Override public Strategy create(StrategySetup setup) { return new Stuck(); }
            }
            """;

    /** At three prices that no made-up market has: an endless loop, an exception, an error that nobody foresees. */
    private static final String STRATEGY = """
            import io.millrace.book.ClosedBar;
            import io.millrace.event.*;
            import io.millrace.strategy.*;
            public final class Stuck implements Strategy {
                private long seen;
                @Override public void onBar(ClosedBar bar, StrategyContext context) {
                    seen++;
                    double close = bar.closeAsDouble();
                    while (close == 7777) {
                        seen++;
                    }
                    if (close == 7778) {
                        throw new IllegalStateException("thrown on purpose");
                    }
                    if (close == 7779) {
                        throw new Error("an error on purpose");
                    }
                }
                @Override public void writeState(StateSink sink) { sink.putLong(seen); }
                @Override public void readState(StateSource source) { seen = source.getLong(); }
            }
            """;

    private static final int BARS = 200;
    private static final int AT = 120;

    @TempDir
    static Path shared;

    private static Path plugins;

    @TempDir
    Path dir;

    @BeforeAll
    static void build() throws IOException {
        plugins = Files.createDirectory(shared.resolve("plugins"));
        new JarBuilder(shared)
                .source("StuckFactory", FACTORY)
                .source("Stuck", STRATEGY)
                .service("StuckFactory")
                .build(plugins.resolve("stuck.jar"));
    }

    private PaperProcess run(String layout, int price) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < BARS; i++) {
            int close = i == AT ? price : 7700;
            text.append(1_600_000_000L + i * 60L).append(",7700,").append(Math.max(7700, close));
            text.append(",7700,").append(close).append(",1000\n");
        }
        Path data = Files.writeString(dir.resolve("X.csv"), text);
        return new PaperProcess(
                dir.resolve("home"),
                List.of(),
                List.of(
                        "cli",
                        "run",
                        "--mode=paper",
                        "--plugins=" + plugins,
                        "--strategy=stuck",
                        "--data=" + data,
                        "--data-dir=" + dir.resolve("home"),
                        "--speed=max",
                        "--once",
                        "--layout=" + layout,
                        "--set=pipeline.wait=yield",
                        "--set=market.outlierMads=0",
                        "--set=api.enabled=false"));
    }

    private JournalIntegrity journal() {
        JournalIntegrity found = ChronicleJournal.check(dir.resolve("home/journal"));
        assertTrue(found.intact(), String.valueOf(found.firstBad()));
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fused", "duo", "pinned"})
    void shouldHaltWhenAStrategyHangs(String layout) throws Exception {
        // Once is enough of going on behind a hang.
        int sessions = layout.equals("fused") ? 2 : 1;
        for (int session = 1; session <= sessions; session++) {
            try (PaperProcess process = run(layout, 7777)) {
                assertTrue(process.awaitLine("running"), process.output());
                long running = System.nanoTime();
                assertEquals(ExitCodes.FAULT, process.awaitExit(), process.output());
                System.err.println("WatchdogTest: " + layout + ", session " + session + ": ended "
                        + (System.nanoTime() - running) / 1_000_000 + " ms behind the start of a hang");
                String said = process.output();
                assertTrue(said.contains("halted in stage decide"), said);
                assertTrue(said.contains("at the same step for 1500 ms"), said);
                assertTrue(said.contains("Stuck.onBar"), said);
                // The second session runs the journal again and meets the same bar behind it.
                assertEquals(session == 2, said.contains("recovered "), said);
            }
            String health = Files.readString(dir.resolve("home/health.json"));
            assertTrue(health.contains("\"HALTED\"") && health.contains("stage decide"), health);
            assertTrue(journal().steps() >= AT, "steps before the hang");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fused", "duo", "pinned"})
    void shouldHaltAtAnErrorAndGoOnBehindAnException(String layout) throws Exception {
        try (PaperProcess process = run(layout, 7778)) {
            assertEquals(ExitCodes.REFUSED, process.awaitExit(), process.output());
            assertTrue(process.output().contains("after " + BARS + " rows"), process.output());
        }
        journal();
        Path home = dir.resolve("home");
        Files.move(home, dir.resolve("first"));
        try (PaperProcess process = run(layout, 7779)) {
            assertEquals(ExitCodes.FAULT, process.awaitExit(), process.output());
            assertTrue(process.output().contains("halted in stage decide"), process.output());
            assertTrue(process.output().contains("an error on purpose"), process.output());
        }
        assertTrue(Files.readString(home.resolve("health.json")).contains("\"HALTED\""));
        journal();
    }
}
