package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordHandler;
import io.millrace.source.DataSet;
import io.millrace.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damage in the part of a journal that a start from a snapshot has not read; real processes. */
@Timeout(120)
class JournalPatrolTest {
    private static final int BARS = 1_500;
    private static final int EVERY = 1_000;
    private static final int DAMAGED_STEP = 200;
    private static final RecordHandler IGNORED = (type, sequence, timeNs, buffer, offset, length) -> {};

    @TempDir
    Path dir;

    private final Random random = Seeds.random("JournalPatrolTest", 23);
    private Path tape;
    private Path home;
    private Path cycle;

    @Test
    void shouldHaltAtDamageBehindTheStartAndReadEverythingNextTime() throws Exception {
        record();
        Path note = dir.resolve("home/journal-damaged");
        byte[] whole = Files.readAllBytes(cycle);
        RecordBits.flip(home.resolve("journal"), DAMAGED_STEP, random);

        String first = endsDamaged();
        assertTrue(first.contains("(snapshot of step"), first);
        assertTrue(first.contains("running"), first);
        assertTrue(first.contains("halted in stage journal check"), first);
        String place = "damaged at sequence " + (DAMAGED_STEP + 1);
        assertTrue(first.contains(place), first);
        assertTrue(Files.readString(note).contains(place), Files.readString(note));
        assertTrue(Files.readString(home.resolve("health.json")).contains("\"HALTED\""));

        String second = endsDamaged();
        assertFalse(second.contains("running"), second);
        assertTrue(second.contains(place), second);
        assertTrue(Files.exists(note), "the damage is still there");

        // The session that halted has written behind the damage: only the byte goes back.
        byte[] now = Files.readAllBytes(cycle);
        System.arraycopy(whole, 0, now, 0, used(whole) / 2);
        Files.write(cycle, now);
        String mended = endsWell();
        assertFalse(mended.contains("(snapshot of step"), mended);
        assertTrue(mended.contains("recovered"), mended);
        assertFalse(Files.exists(note), "nothing is damaged any more");
        String after = endsWell();
        assertTrue(after.contains("(snapshot of step"), after);
        CrashTest.check(home.resolve("journal"), "at the end");
    }

    /** A cut went past the part before it was read: nobody has verified that. */
    @Test
    void shouldNotSayThatItVerifiedWhatWasDeleted() throws Exception {
        record();
        Path journal = home.resolve("journal");
        JournalPlace early;
        JournalPlace last;
        try (JournalReader reader = ChronicleJournal.read(journal)) {
            reader.next(IGNORED);
            early = reader.place();
            while (reader.next(IGNORED)) {
                continue;
            }
            last = reader.place();
        }
        assertEquals("journal verified from its begin to record 1", patrol(journal, early));
        new JournalCut(last.sequence(), last.chainCrc(), 1, 1, last.timeNs(), last.cycle(), 0).write(journal);
        assertEquals(
                "journal not verified to record 1: that part was deleted before it was read", patrol(journal, early));
        assertFalse(Files.exists(JournalPatrol.distrust(journal)));
    }

    private static String patrol(Path journal, JournalPlace upTo) throws Exception {
        CompletableFuture<String> said = new CompletableFuture<>();
        try (JournalPatrol patrol = new JournalPatrol(journal, upTo, said::completeExceptionally, said::complete)) {
            patrol.start();
            return said.get(20, TimeUnit.SECONDS);
        }
    }

    private void record() throws Exception {
        tape = PaperTape.write(dir.resolve("tape"), BARS, random.nextLong());
        home = dir.resolve("home");
        DataSet data = PaperTape.load(tape);
        PaperRun.Outcome outcome =
                new PaperRun(PaperTape.options(home, data).withSnapshotEvery(EVERY), line -> {}).run();
        assertEquals(ExitCodes.DONE, outcome.exitCode(), outcome.message());
        try (Stream<Path> files = Files.list(home.resolve("journal"))) {
            cycle = files.filter(file -> file.toString().endsWith(".cq4"))
                    .min(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static int used(byte[] bytes) {
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    /** It would wait for a stop; only the patrol can end it. */
    private String endsDamaged() throws Exception {
        return run("wait", ExitCodes.JOURNAL);
    }

    private String endsWell() throws Exception {
        return run("once", ExitCodes.DONE);
    }

    private String run(String end, int exitCode) throws Exception {
        List<String> arguments =
                List.of(home.toString(), tape.toString(), "max", end, "FUSED", "0", Integer.toString(EVERY));
        try (PaperProcess process =
                new PaperProcess(home, List.of("-D" + PaperMain.VERIFY_AT_START + "=0"), arguments)) {
            assertEquals(exitCode, process.awaitExit(), process.output());
            return process.output();
        }
    }
}
