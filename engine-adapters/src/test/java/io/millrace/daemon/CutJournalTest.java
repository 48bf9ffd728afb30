package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.cli.Millrace;
import io.millrace.control.ApiConfig;
import io.millrace.engine.StepListener;
import io.millrace.follow.SavedStates;
import io.millrace.follow.SideReaders;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalIntegrity;
import io.millrace.replay.Replay;
import io.millrace.replay.ReplayException;
import io.millrace.replay.ReplayResult;
import io.millrace.snapshot.SnapshotFolder;
import io.millrace.view.View;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** J8: a run of several days whose oldest cycles are deleted goes on as one that kept them. */
@Timeout(300)
class CutJournalTest {
    private static final long DAY_MS = 86_400_000L;
    private static final int[] BARS = {300, 600, 900, 1_200, 1_500};
    private static final int EVERY = 400;

    @TempDir
    Path dir;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private Path home(String name) {
        return dir.resolve(name);
    }

    private Path journal(String name) {
        return home(name).resolve("journal");
    }

    private PaperOptions options(String name, int session) throws IOException {
        Path tape = PaperTape.write(dir.resolve("tape" + session), BARS[session], 11);
        // The journal's days are those of the sessions; the last is today.
        long behindMs = (BARS.length - 1 - session) * DAY_MS;
        return PaperTape.options(home(name), PaperTape.load(tape))
                .withLogs(LogsTest.config(1L << 30))
                .withApi(new ApiConfig(true, 0, null))
                .withSnapshotEvery(EVERY)
                .withJournal(settings ->
                        PaperTape.small(settings).withWallClockMs(() -> System.currentTimeMillis() - behindMs));
    }

    private PaperRun.Outcome run(String name, int session) throws IOException {
        said.clear();
        return new PaperRun(options(name, session), said::add).run();
    }

    private void runWell(String name, int session) throws IOException {
        PaperRun.Outcome outcome = run(name, session);
        assertEquals(ExitCodes.DONE, outcome.exitCode(), outcome + "\n" + said);
    }

    private String execute(int expected, String... arguments) {
        output.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        int code = Millrace.run(arguments, new PrintWriter(output, true), new PrintWriter(errors, true));
        assertEquals(expected, code, String.join(" ", arguments) + "\n" + errors + output);
        return output + "\n" + errors;
    }

    private static List<Path> cycles(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    /** What a read model knows at the end. */
    private String view(String name) throws Exception {
        SavedStates saved = new SavedStates(
                journal(name), SideReaders.VIEW, PastRun.configHash(options(name, 0)), EVERY, said::add);
        try (View view = new View(PaperTape.config(), saved).start()) {
            while (!view.journal().caughtUp()) {
                Thread.sleep(2);
            }
            // The times of sessions are the wall's; the account's are the tape's.
            return view.account() + "\n" + view.positions() + "\n" + view.trips() + "\n" + view.fillCount() + "\n"
                    + view.equityCurve() + "\n" + view.day() + "\n" + view.symbols();
        }
    }

    @BeforeEach
    void runFourDays() throws IOException {
        for (int session = 0; session < BARS.length - 1; session++) {
            runWell("kept", session);
        }
        copy(home("kept"), home("cut"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private String retain() {
        return execute(0, "journal", "retain", home("cut").toString(), "--days", "0");
    }

    @Test
    void shouldGoOnAsOneThatKeptAll() throws Exception {
        int days = cycles(journal("cut")).size();
        assertEquals(BARS.length - 1, days);
        String plan = execute(0, "journal", "retain", home("cut").toString(), "--days", "0", "--dry-run");
        assertTrue(plan.contains("could go"), plan);
        assertEquals(days, cycles(journal("cut")).size());
        retain();
        int left = cycles(journal("cut")).size();
        assertTrue(left < days, output.toString());
        JournalIntegrity found = ChronicleJournal.check(journal("cut"));
        assertTrue(found.intact(), String.valueOf(found.firstBad()));
        JournalIntegrity whole = ChronicleJournal.check(journal("kept"));
        assertEquals(whole.steps(), found.steps() + found.cut().steps());
        assertEquals(whole.records(), found.records() + found.cut().sequence());

        runWell("cut", BARS.length - 1);
        assertTrue(said.stream().anyMatch(line -> line.startsWith("recovered")), said.toString());
        assertFalse(said.stream().anyMatch(line -> line.contains("not used")), said.toString());
        runWell("kept", BARS.length - 1);
        assertEquals(view("kept"), view("cut"));
        for (String file : List.of("trades.csv", "orders.jsonl", "trades.jsonl", "performance.jsonl")) {
            assertEquals(
                    Files.readString(home("kept").resolve("logs").resolve(file)),
                    Files.readString(home("cut").resolve("logs").resolve(file)),
                    file);
        }

        ReplayResult all = new Replay(journal("kept")).run(true, StepListener.NONE);
        Replay part = new Replay(journal("cut"));
        ReplayResult behind = part.run(true, StepListener.NONE);
        assertTrue(all.identical() && behind.identical(), String.valueOf(behind.difference()));
        assertEquals(all.stateHash(), behind.stateHash());
        assertEquals(all.orderHash(), behind.orderHash());
        assertTrue(behind.steps() > 0 && behind.steps() < all.steps());
        assertTrue(part.begin().contains("run from the snapshot of step"), part.begin());
    }

    @Test
    void shouldSayWhereItBegins() throws Exception {
        retain();
        String cut = "begins at record " + (JournalCut.read(journal("cut")).sequence() + 1) + " (cut on ";
        String folder = home("cut").toString();
        String saved = dir.resolve("saved").toString();
        for (String[] command : new String[][] {
            {"journal", "check", folder},
            {"journal", "info", folder},
            {
                "journal",
                "export",
                folder,
                "--format",
                "jsonl",
                "--out",
                dir.resolve("export").toString()
            },
            {"journal", "salvage", folder, "--out", saved},
            {"journal", "check", saved},
            {"tail", folder},
            {"replay", folder, "--verify"}
        }) {
            String text = execute(0, command);
            assertTrue(
                    text.contains(cut),
                    String.join(" ", command) + "\n" + text.substring(0, Math.min(2_000, text.length())));
        }
        assertTrue(execute(3, "report", folder).contains("a report needs the whole run"));
        assertTrue(execute(0, "journal", "check", folder, "--json").contains("\"cut\":{\"records\":"));
    }

    /** Nothing else says where a cut journal begins: a sentence and exit code 3, whatever was asked. */
    @Test
    void shouldSayWhatIsWrongWithADamagedCut() throws Exception {
        retain();
        Path file = journal("cut").resolve(JournalCut.FILE);
        byte[] whole = Files.readAllBytes(file);
        String folder = home("cut").toString();
        for (String[] damage : new String[][] {
            {"0", "0", "it has 0 bytes, expected 60"},
            {"59", "0", "it has 59 bytes, expected 60"},
            {"60", "0", "it does not begin as such a file does"},
            {"60", "20", "its bytes do not agree with their checksum"},
        }) {
            byte[] bad = Arrays.copyOf(whole, Integer.parseInt(damage[0]));
            if (bad.length == whole.length) {
                bad[Integer.parseInt(damage[1])] ^= 1;
            }
            Files.write(file, bad);
            assertSaysOfTheCut(damage[2], execute(3, "journal", "check", folder));
        }
        String why = "its bytes do not agree with their checksum";
        for (String[] command : new String[][] {
            {"journal", "check", folder, "--json"},
            {"journal", "info", folder},
            {
                "journal",
                "export",
                folder,
                "--format",
                "csv",
                "--out",
                dir.resolve("none").toString()
            },
            {"journal", "salvage", folder, "--out", dir.resolve("nothing").toString()},
            {"journal", "retain", folder, "--days", "0"},
            {"journal", "retain", folder, "--days", "0", "--dry-run"},
            {"tail", folder},
            {"replay", folder},
            {"replay", folder, "--verify"},
            {"report", folder},
        }) {
            assertSaysOfTheCut(why, execute(3, command));
        }
        List<Path> left = cycles(journal("cut"));
        PaperRun.Outcome outcome = run("cut", BARS.length - 1);
        assertEquals(ExitCodes.JOURNAL, outcome.exitCode(), outcome.message());
        assertSaysOfTheCut(why, outcome.message());
        assertEquals(left, cycles(journal("cut")));
        Files.delete(file);
        Files.createDirectory(file);
        assertTrue(execute(3, "journal", "check", folder).contains("cannot be read: "), errors.toString());
        Files.delete(file);
        Files.write(file, whole);
        runWell("cut", BARS.length - 1);
    }

    private void assertSaysOfTheCut(String why, String text) {
        String file = journal("cut").resolve(JournalCut.FILE).toString();
        assertTrue(
                text.contains("The file " + file + ", which says where the journal begins, is damaged: " + why), text);
        assertTrue(text.contains("Restore it from a copy of this journal"), text);
        assertFalse(text.contains("\tat ") || text.contains("Exception"), text);
    }

    @Test
    void shouldRefuseToBeginInTheMiddle() throws Exception {
        retain();
        copy(home("cut"), home("no-snapshot"));
        for (Path file : SnapshotFolder.of(journal("no-snapshot")).newestFirst()) {
            Files.delete(file);
        }
        PaperRun.Outcome outcome = run("no-snapshot", BARS.length - 1);
        assertEquals(ExitCodes.JOURNAL, outcome.exitCode(), outcome.message());
        assertTrue(outcome.message().contains("no snapshot in"), outcome.message());
        assertThrows(ReplayException.class, () -> new Replay(journal("no-snapshot")).run(false, StepListener.NONE));
        said.clear();
        outcome = new PaperRun(options("cut", BARS.length - 1).withSnapshotEvery(0), said::add).run();
        assertEquals(ExitCodes.JOURNAL, outcome.exitCode(), outcome.message());
        assertTrue(outcome.message().contains("journal.snapshotEvery"), outcome.message());

        copy(home("cut"), home("no-view"));
        for (Path file :
                SavedStates.folder(journal("no-view"), SideReaders.VIEW).newestFirst()) {
            Files.delete(file);
        }
        outcome = run("no-view", BARS.length - 1);
        assertEquals(ExitCodes.JOURNAL, outcome.exitCode(), outcome.message());
        assertTrue(outcome.message().contains("api.enabled=false"), outcome.message());

        // The newest snapshot is damaged: the one before, and all else as if nothing was.
        List<Path> snapshots = SnapshotFolder.of(journal("cut")).newestFirst();
        byte[] bytes = Files.readAllBytes(snapshots.get(0));
        bytes[200] ^= 1;
        Files.write(snapshots.get(0), bytes);
        runWell("cut", BARS.length - 1);
        runWell("kept", BARS.length - 1);
        assertEquals(view("kept"), view("cut"));
    }

    @Test
    void shouldKeepWhatAReaderWithoutAStateNeeds() throws Exception {
        for (Path file : SavedStates.folder(journal("cut"), SideReaders.LOGS).newestFirst()) {
            Files.delete(file);
        }
        String text = retain();
        assertTrue(text.contains("there is no state of the log files"), text);
        assertFalse(Files.exists(journal("cut").resolve(JournalCut.FILE)));
        text = execute(0, "journal", "retain", home("cut").toString(), "--days", "0", "--without", "logs");
        assertNotEquals(0, ChronicleJournal.check(journal("cut")).cut().steps(), text);
    }

    @Test
    void shouldStartFromEveryStateOfADeletion() throws Exception {
        List<Path> before = cycles(journal("cut"));
        retain();
        int deleted = before.size() - cycles(journal("cut")).size();
        assertTrue(deleted > 0, output.toString());
        for (int there = 1; there <= deleted; there++) {
            String name = "left" + there;
            copy(home("cut"), home(name));
            // The newest of the deleted ones are still there.
            for (Path file : before.subList(deleted - there, deleted)) {
                Files.copy(
                        journal("kept").resolve(file.getFileName()),
                        journal(name).resolve(file.getFileName()));
            }
            runWell(name, BARS.length - 1);
            JournalIntegrity found = ChronicleJournal.check(journal(name));
            assertTrue(found.intact(), String.valueOf(found.firstBad()));
            assertTrue(new Replay(journal(name)).run(true, StepListener.NONE).identical());
            execute(0, "journal", "retain", home(name).toString(), "--days", "9999");
            assertTrue(output.toString().contains(there + " files were deleted"), output.toString());
        }
        List<Path> rest = new ArrayList<>(before.subList(deleted, before.size()));
        assertEquals(rest.size(), cycles(journal("cut")).size());
    }
}
