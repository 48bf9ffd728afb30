package io.millrace.siderun;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.control.JsonTree;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of backtests, and what is ended with their daemon. */
@Timeout(120)
class SideRunsTest {
    @TempDir
    Path dir;

    private final List<String> said = new CopyOnWriteArrayList<>();

    private SideRuns open(boolean enabled) throws IOException {
        return new SideRuns(dir, new BacktestConfig(enabled, "", 60), new Settings(), JsonTree::isObject, said::add);
    }

    private static BacktestOrder order(long key) {
        return new BacktestOrder("api:eva", key, "buy-and-hold", "", "embedded:aapl", "", "", "");
    }

    private Path folder(String id) {
        return dir.resolve(SideRuns.FOLDER).resolve(id);
    }

    private void keep(String id, long second, SideRun.State state) throws IOException {
        RunRecord files = new RunRecord(folder(id));
        SideRun run = new SideRun(id, "api", second, "x", Instant.ofEpochSecond(second), SideRun.State.RUNNING, "", "");
        files.writeAsked(run);
        if (state != SideRun.State.RUNNING) {
            files.writeEnded(run.ended(state, "", ""));
        }
    }

    private static Properties process(Path folder) throws IOException {
        Properties process = new Properties();
        try (BufferedReader in = Files.newBufferedReader(folder.resolve("process"))) {
            process.load(in);
        }
        return process;
    }

    @Test
    void shouldTakeNoneWhenSwitchedOff() throws Exception {
        try (SideRuns runs = open(false)) {
            RefusedException refused = assertThrows(RefusedException.class, () -> runs.begin(order(1)));
            assertTrue(refused.getMessage().contains("api.backtests"), refused.getMessage());
            assertFalse(refused.busy());
        }
        assertFalse(Files.exists(dir.resolve(SideRuns.FOLDER)));
    }

    @Test
    void shouldForgetTheOldestWhenThereAreTwoHundred() throws Exception {
        for (int i = 0; i < 200; i++) {
            keep("run-" + i, 1_000 + i, SideRun.State.FAILED);
        }
        Files.createDirectories(folder("run-0").resolve("result/deep"));
        Files.writeString(dir.resolve("elsewhere"), "stays");
        Files.createSymbolicLink(folder("run-0").resolve("result/link"), dir.resolve("elsewhere"));
        try (SideRuns runs = open(true)) {
            assertThrows(
                    RefusedException.class,
                    () -> runs.begin(new BacktestOrder("api", 9, "buy-and-hold", "", "embedded:none", "", "", "")));
            assertEquals(200, runs.list().size(), "a refused one pushes none out");
            assertNotNull(runs.find("run-0"));
            SideRun begun = runs.begin(order(7));
            assertEquals(200, runs.list().size());
            assertEquals("run-1", runs.list().get(0).id());
            assertEquals(begun.id(), runs.list().get(199).id());
        }
        assertFalse(Files.exists(folder("run-0")));
        assertTrue(Files.exists(folder("run-1")));
        assertTrue(Files.exists(dir.resolve("elsewhere")));
        assertTrue(
                said.stream().anyMatch(line -> line.startsWith("backtest run-0 by api: forgotten")), said.toString());
    }

    @Test
    void shouldLeaveNothingOfOneThatCannotBeStarted() throws Exception {
        Files.writeString(dir.resolve(SideRuns.FOLDER), "in the way");
        try (SideRuns runs = open(true)) {
            assertThrows(RefusedException.class, () -> runs.begin(order(3)));
            assertEquals(List.of(), runs.list());
            Files.delete(dir.resolve(SideRuns.FOLDER));
            assertEquals(3, runs.begin(order(3)).requestKey());
        }
    }

    @Test
    void shouldKeepAResultThatWasCompleteAtTheClose() throws Exception {
        SideRun begun;
        SideRuns runs = open(true);
        // Nothing can be settled meanwhile; the close gives up waiting for that.
        synchronized (runs) {
            begun = runs.begin(order(1));
            while (ProcessHandle.of(Long.parseLong(process(folder(begun.id())).getProperty("pid")))
                    .isPresent()) {
                Thread.sleep(20);
            }
            runs.close();
        }
        while (!Files.exists(folder(begun.id()).resolve("ended"))) {
            Thread.sleep(20);
        }
        try (SideRuns again = open(true)) {
            SideRun found = again.find(begun.id());
            assertEquals(SideRun.State.DONE, found.state(), found.error());
            assertTrue(again.figures(found).contains("\"finalEquity\""), again.figures(found));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldEndAnOrphanButNoOtherProcessOfItsNumber() throws Exception {
        Process other = new ProcessBuilder("sleep", "100").start();
        try {
            ProcessMark mark = ProcessMark.of(other.pid());
            keep("orphan", 1_000, SideRun.State.RUNNING);
            for (ProcessMark wrong : List.of(
                    new ProcessMark(mark.pid(), mark.tick() + "1", mark.boot()),
                    new ProcessMark(mark.pid(), mark.tick(), "another"),
                    new ProcessMark(mark.pid(), "", ""))) {
                write("orphan", wrong);
                open(true).close();
                assertTrue(other.isAlive(), wrong.toString());
            }
            write("orphan", mark);
            try (SideRuns runs = open(true)) {
                assertEquals(SideRun.State.LOST, runs.find("orphan").state());
            }
            assertEquals(128 + 9, other.waitFor());
            assertFalse(Files.exists(folder("orphan").resolve("tmp")));
        } finally {
            other.destroyForcibly();
        }
    }

    private void write(String id, ProcessMark mark) throws IOException {
        Properties process = new Properties();
        process.setProperty("pid", Long.toString(mark.pid()));
        process.setProperty("tick", mark.tick());
        process.setProperty("boot", mark.boot());
        try (BufferedWriter out = Files.newBufferedWriter(folder(id).resolve("process"))) {
            process.store(out, null);
        }
    }

    @Test
    void shouldEndItselfWhenItsDaemonIsKilled() throws Exception {
        Path market = Files.createDirectories(dir.resolve("market"));
        try (BufferedWriter out = Files.newBufferedWriter(market.resolve("long.csv"))) {
            out.write("timestamp,open,high,low,close,volume\n");
            for (int i = 0; i < 1_500_000; i++) {
                out.write((1_000_000_000L + i * 60L) + ",100.5,101.5,99.5,100.25,12345\n");
            }
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(DeskMain.class.getName(), dir.toString(), market.toString(), "long.csv"));
        Process daemon = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String id;
        try (BufferedReader lines = daemon.inputReader()) {
            id = lines.readLine().split(" ")[1];
            assertEquals("begun", lines.readLine());
        } finally {
            daemon.destroyForcibly().waitFor();
        }
        long pid = Long.parseLong(process(folder(id)).getProperty("pid"));
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
            Thread.sleep(20);
        }
        assertFalse(Files.exists(folder(id).resolve("result/report.html")), "it did not go on to its end");
        try (SideRuns runs = open(true)) {
            assertEquals(SideRun.State.LOST, runs.find(id).state());
        }
    }
}
