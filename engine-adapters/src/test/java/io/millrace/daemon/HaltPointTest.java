package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.pipeline.Layout;
import io.millrace.source.DataSet;
import io.millrace.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * F2: killed between any two things it does, a run goes on as if nothing had happened. One journal goes through all
 * places in turn; after each the checker runs, at the end it is held against an uninterrupted run.
 */
class HaltPointTest {
    private static final int RECORDS = 400;
    private static final int ORDERS = 60;
    private static final int SNAPSHOT_EVERY = 300;

    /** The first cycle is entered at the start, the second when the clock is first looked at. */
    private static final int ROLL = 3;

    /** 1,500 rows a second: days pass on the child's clock while the tape lasts. */
    private static final String PACED = "22500";

    @TempDir
    Path dir;

    private final Random random = Seeds.random("HaltPointTest", 17);
    private final long startMs = System.currentTimeMillis();
    private Path home;
    private Path tape;
    private Path journal;
    private JournalAudit audit = new JournalAudit();

    @Test
    void shouldGoOnAfterADeathBeforeAndAfterTheJournal() throws Exception {
        dieAt(
                Layout.FUSED,
                1_500,
                List.of(HaltPoint.RECORD_COPIED, HaltPoint.BEFORE_MARK, HaltPoint.BEFORE_VENUE, HaltPoint.IN_RECOVERY));
    }

    /** Each start must then use a snapshot that is whole, and arrive where a run without any does. */
    @Test
    @Tag("fault")
    void shouldGoOnAfterADeathAroundASnapshot() throws Exception {
        dieAt(
                Layout.FUSED,
                1_500,
                Stream.of(HaltPoint.values()).filter(HaltPoint::atSnapshot).toList());
    }

    @ParameterizedTest
    @EnumSource(names = {"FUSED", "DUO", "PINNED"})
    @Tag("fault")
    @Timeout(900)
    void shouldGoOnAfterADeathAtEachPlace(Layout layout) throws Exception {
        dieAt(layout, 6_000, List.of(HaltPoint.values()));
    }

    private void dieAt(Layout layout, int bars, List<HaltPoint> points) throws Exception {
        tape = PaperTape.write(dir.resolve("tape"), bars, random.nextLong());
        DataSet data = PaperTape.load(tape);
        new PaperRun(PaperTape.options(dir.resolve("whole"), data), line -> {}).run();
        JournalAudit whole = CrashTest.check(dir.resolve("whole/journal"), "uninterrupted");
        home = dir.resolve("home");
        journal = home.resolve("journal");
        Map<HaltPoint, Long> died = new EnumMap<>(HaltPoint.class);
        for (HaltPoint point : points) {
            died.put(point, dieAt(layout, point));
        }
        try (PaperProcess last = new PaperProcess(home, List.of(), arguments(layout, "max", true))) {
            assertEquals(ExitCodes.DONE, last.awaitExit(), last.output());
        }
        audit = CrashTest.check(journal, "at the end");
        System.err.println("HaltPointTest: " + layout + ", steps at death " + died + ", " + audit.sessions
                + " sessions, " + audit.fills.size() + " fills, " + cycles() + " cycles");
        assertEquals(whole.fills, audit.fills);
        assertEquals(whole.equity, audit.equity);
    }

    /** Steps journaled when it died there. */
    private long dieAt(Layout layout, HaltPoint point) throws Exception {
        int hit = hit(point);
        String when = layout + " " + point + " hit " + hit;
        String speed = point.rolling() ? PACED : "max";
        KilledAtPoint.Result result = KilledAtPoint.run(home, arguments(layout, speed, point.atSnapshot()), point, hit);
        assertTrue(result.killed(), when + " was not met: " + result.output());
        if (!Files.exists(journal.resolve("hwm"))) {
            return 0;
        }
        audit = CrashTest.check(journal, when);
        assertTrue(
                audit.steps >= result.stepShown(),
                when + ": step " + result.stepShown() + " was about to leave, the journal holds " + audit.steps);
        return audit.steps;
    }

    /** So often that it is behind what the recovery does again. */
    private int hit(HaltPoint point) {
        if (point.inJournal()) {
            return 1 + random.nextInt(RECORDS);
        } else if (point.atEachStep()) {
            return (int) audit.steps + 1 + random.nextInt(RECORDS);
        } else if (point.atEachOrder()) {
            // A cancel is an order command too.
            return 2 * (int) audit.orders + 1 + random.nextInt(ORDERS);
        } else if (point == HaltPoint.IN_RECOVERY) {
            return 1 + random.nextInt(Math.max(1, (int) audit.steps));
        }
        if (point == HaltPoint.SNAPSHOT_HALF_WRITTEN) {
            return 2;
        }
        return point.rolling() ? ROLL : 1;
    }

    private List<String> arguments(Layout layout, String speed, boolean snapshots) {
        return List.of(
                home.toString(),
                tape.toString(),
                speed,
                "once",
                layout.name(),
                Long.toString(startMs),
                Long.toString(snapshots ? SNAPSHOT_EVERY : PaperOptions.SNAPSHOT_EVERY));
    }

    private long cycles() throws Exception {
        try (var files = Files.list(journal)) {
            return files.filter(file -> file.toString().endsWith(".cq4")).count();
        }
    }
}
