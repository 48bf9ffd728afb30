package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.config.Settings;
import io.millrace.event.Step;
import io.millrace.fixed.Fixed;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import io.millrace.notify.DailySummary;
import io.millrace.notify.Notice;
import io.millrace.notify.NotifyConfig;
import io.millrace.notify.Receiver;
import io.millrace.view.AccountReplica;
import io.millrace.view.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A7: notices of whole runs; the oracle is the journal, audited by itself. */
@Timeout(120)
class NoticesTest {
    @TempDir
    Path dir;

    private static NotifyConfig config(String url, String... more) {
        Settings settings = new Settings()
                .put("notify.0.name", "ops", "test")
                .put("notify.0.url", url, "test")
                .put("notify.0.queue", "100000", "test");
        for (int i = 0; i < more.length; i += 2) {
            settings.put("notify.0." + more[i], more[i + 1], "test");
        }
        return NotifyConfig.of(settings);
    }

    @Test
    void shouldTellOfEachFillAndOfTheKillSwitch() throws Exception {
        Path tape = PaperTape.write(dir.resolve("tape"), 600, 5);
        Path home = dir.resolve("home");
        try (Receiver receiver = new Receiver()) {
            PaperOptions options = PaperTape.options(home, PaperTape.load(tape))
                    .withOnce(false)
                    .withNotices(config(receiver.url()));
            List<String> said = new java.util.concurrent.CopyOnWriteArrayList<>();
            PaperRun run = new PaperRun(options, said::add);
            PaperRun.Outcome[] outcome = new PaperRun.Outcome[1];
            Thread thread = new Thread(() -> outcome[0] = run.run());
            thread.start();
            while (said.stream().noneMatch(line -> line.startsWith("all rows"))) {
                Thread.sleep(5);
            }
            run.kill("test");
            while (receiver.requests.stream()
                    .noneMatch(request -> request.body().contains("\"event\":\"kill\""))) {
                Thread.sleep(5);
            }
            run.stop();
            thread.join();
            JournalAudit audit = CrashTest.check(home.resolve("journal"), "run");
            List<String> fills = new ArrayList<>();
            for (Receiver.Request request : receiver.requests) {
                if (request.body().contains("\"event\":\"fill\"")) {
                    fills.add(request.id());
                }
            }
            assertTrue(audit.fills.size() > 50, "too few fills: " + audit.fills.size());
            assertEquals(audit.fills.size(), fills.size());
            assertEquals(audit.fills.size(), new TreeSet<>(fills).size());
            assertEquals(ExitCodes.KILLED, outcome[0].exitCode());
            String last = receiver.requests.get(receiver.requests.size() - 1).body();
            assertTrue(last.contains("\"event\":\"halted\""), last);
            // What was sent is not sent again.
            int before = receiver.requests.size();
            new PaperRun(options.withOnce(true), line -> {}).run();
            assertTrue(
                    receiver.requests.subList(before, receiver.requests.size()).stream()
                            .noneMatch(request -> request.body().contains("\"event\":\"fill\"")),
                    receiver.requests.toString());
        }
    }

    @Test
    void shouldTradeTheSameWhenNobodyListens() throws Exception {
        Path tape = PaperTape.write(dir.resolve("tape"), 600, 5);
        new PaperRun(PaperTape.options(dir.resolve("whole"), PaperTape.load(tape)), line -> {}).run();
        JournalAudit whole = CrashTest.check(dir.resolve("whole/journal"), "alone");
        List<String> said = new ArrayList<>();
        PaperOptions options = PaperTape.options(dir.resolve("home"), PaperTape.load(tape))
                .withNotices(config("http://127.0.0.1:1/hook", "queue", "5"));
        assertEquals(ExitCodes.DONE, new PaperRun(options, said::add).run().exitCode());
        JournalAudit audit = CrashTest.check(dir.resolve("home/journal"), "nobody listens");
        assertEquals(whole.fills, audit.fills);
        assertEquals(whole.equity, audit.equity);
        assertTrue(String.join("\n", said).contains("ops cannot be reached: ConnectException"), said.toString());
    }

    @Test
    void shouldSumUpADayAsTheMarksSay() throws Exception {
        Path tape = PaperTape.write(dir.resolve("tape"), 3_000, 5);
        Path journal = dir.resolve("home/journal");
        new PaperRun(PaperTape.options(dir.resolve("home"), PaperTape.load(tape)), line -> {}).run();
        JournalAudit audit = CrashTest.check(journal, "run");
        try (View view = new View(journal, PaperTape.config()).start()) {
            while (!view.journal().caughtUp() || view.journal().steps() < audit.steps) {
                Thread.sleep(5);
            }
            DailySummary today = DailySummary.ofToday(view);
            DailySummary before = DailySummary.ofDayBefore(view);
            long worth =
                    audit.equity.values().stream().mapToLong(Long::longValue).sum();
            assertEquals(worth, today.figures().equity());
            assertEquals(before.figures().equity(), today.figures().startEquity());
            assertEquals(before.date().plusDays(1), today.date());
            long midnightNs = today.figures().startNs();
            long fills = audit.fills.stream()
                    .filter(fill -> Long.parseLong(fill.substring(0, fill.indexOf(' '))) >= midnightNs)
                    .count();
            assertEquals(fills, today.figures().fills());
            Notice notice = today.toNotice();
            assertEquals("day-" + today.date() + "-" + audit.steps, notice.id());
            assertTrue(notice.text().startsWith(today.date() + " so far, to " + notice.time() + ": "), notice.text());
            assertTrue(notice.time().startsWith(today.date() + "T"), notice.time());
            assertEquals("day-" + before.date(), before.toNotice().id());
            assertEquals(today.date() + "T00:00:00Z", before.toNotice().time());
            assertEquals(Fixed.format(worth), notice.fields().get("equity"));
            assertEquals(audit.fills.size(), view.fillCount());
            // The replica without a thread says the same.
            AccountReplica replica = new AccountReplica(PaperTape.config());
            Step step = new Step();
            try (JournalReader reader = ChronicleJournal.read(journal)) {
                while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
                    if (type == RecordType.STEP) {
                        step.load(buffer, offset, length);
                        replica.onStep(step);
                    }
                })) {
                    continue;
                }
            }
            assertEquals(view.day(), replica.day());
            assertEquals(view.account().equity(), replica.account().equity());
        }
    }
}
