package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.follow.SavedStates;
import io.millrace.follow.SideReaders;
import io.millrace.journal.JournalIntegrity;
import io.millrace.snapshot.SnapshotFolder;
import io.millrace.source.DataSet;
import io.millrace.view.AccountFigures;
import io.millrace.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * J4: how long a start takes on a journal of ten million steps, in fresh processes: from the newest snapshot, from one
 * a whole period older, and without any. Prints the times; holds only that all three arrive at the same state. {@code
 * -Drestart.bars=N} makes it smaller: a bar is four steps.
 */
@Tag("slow")
@Timeout(1_200)
class RestartTimeTest {
    private static final int EVERY = 1_000_000;

    @TempDir
    Path dir;

    @Test
    void shouldStartFromASnapshotAsFromTheWholeJournal() throws Exception {
        Path tape = PaperTape.write(dir.resolve("tape"), Integer.getInteger("restart.bars", 2_490_000), 3);
        Path home = dir.resolve("home");
        DataSet data = PaperTape.load(tape);
        PaperRun.Outcome outcome =
                new PaperRun(PaperTape.options(home, data).withSnapshotEvery(EVERY), line -> {}).run();
        assertEquals(ExitCodes.DONE, outcome.exitCode(), outcome.message());
        Path journal = home.resolve("journal");
        JournalIntegrity found = ChronicleJournal.check(journal);
        System.err.println("RestartTimeTest: " + found.steps() + " steps, " + found.bytes() + " bytes");

        List<Path> snapshots = SnapshotFolder.of(journal).newestFirst();
        // One restart takes snapshots of its own, which push this one out.
        Path oldest = snapshots.stream()
                .filter(file -> found.steps() - stepOf(file) > EVERY / 2)
                .findFirst()
                .orElse(snapshots.get(snapshots.size() - 1));
        byte[] kept = Files.readAllBytes(oldest);
        String newest = ready(home, tape, EVERY, "newest snapshot");
        for (Path file : SnapshotFolder.of(journal).newestFirst()) {
            Files.delete(file);
        }
        Files.write(oldest, kept);
        String older = ready(home, tape, EVERY, "snapshot one period older");
        String whole = ready(home, tape, 0, "no snapshot");
        assertEquals(whole, newest);
        assertEquals(whole, older);
    }

    /** How long commands wait for the view: of the whole journal, and behind what it saved. */
    @Test
    void shouldHaveTheViewSoon() throws Exception {
        Path tape = PaperTape.write(dir.resolve("tape"), Integer.getInteger("restart.bars", 2_490_000), 3);
        PaperOptions options = PaperTape.options(dir.resolve("home"), PaperTape.load(tape));
        assertEquals(ExitCodes.DONE, new PaperRun(options, line -> {}).run().exitCode());
        Path journal = options.journalDir();
        AccountFigures whole = viewOf(SavedStates.none(journal), "the whole journal");
        SavedStates saved =
                new SavedStates(journal, SideReaders.VIEW, PastRun.configHash(options), EVERY, System.err::println);
        assertEquals(whole, viewOf(saved, "the whole journal, saving"));
        assertEquals(whole, viewOf(saved, "behind the newest"));
    }

    private static AccountFigures viewOf(SavedStates saved, String from) throws InterruptedException {
        long begun = System.nanoTime();
        try (View view = new View(PaperTape.config(), saved).start()) {
            while (!view.journal().caughtUp()) {
                Thread.sleep(1);
            }
            System.err.println("RestartTimeTest: view, " + from + ": " + (System.nanoTime() - begun) / 1_000_000
                    + " ms, " + view.journal().steps() + " steps");
            return view.account();
        }
    }

    private static long stepOf(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().substring(0, 19));
    }

    /** What the start says it recovered, without how; prints how long it took. */
    private static String ready(Path home, Path tape, long every, String from) throws Exception {
        List<String> arguments =
                List.of(home.toString(), tape.toString(), "max", "once", "FUSED", "0", Long.toString(every));
        try (PaperProcess process = new PaperProcess(home, List.of("-XX:TieredStopAtLevel=4"), arguments)) {
            assertTrue(process.awaitLine("running"), process.output());
            assertEquals(ExitCodes.DONE, process.awaitExit(), process.output());
            String said = process.output();
            System.err.println(
                    "RestartTimeTest: " + from + ": " + line(said, "ready") + "; " + line(said, "recovered"));
            String recovered = line(said, "recovered");
            return recovered.substring(recovered.indexOf("equity"));
        }
    }

    private static String line(String output, String start) throws IOException {
        return output.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new IOException("no line " + start + ": " + output));
    }
}
