package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.config.Settings;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import io.millrace.source.DataSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** K20 in a running daemon: by file, command, signal and disk; latched until resume, also across a restart. */
class KillSwitchTest {
    private static final int BARS = 4_000;

    /** Some thousand rows a second. */
    private static final double SPEED = 30_000;

    @TempDir
    static Path shared;

    private static Path tape;
    private static DataSet data;

    @TempDir
    Path home;

    @BeforeAll
    static void load() throws Exception {
        tape = PaperTape.write(shared.resolve("tape"), BARS, 11);
        data = PaperTape.load(tape);
    }

    /** A run on a thread of its own. */
    private static final class Running {
        final PaperRun run;
        final Thread thread;
        PaperRun.Outcome outcome;

        Running(PaperOptions options) {
            run = new PaperRun(options, System.err::println);
            thread = new Thread(() -> outcome = run.run());
            thread.start();
        }

        PaperRun.Outcome end() throws InterruptedException {
            thread.join(20_000);
            assertFalse(thread.isAlive(), "the run must end");
            return outcome;
        }
    }

    /** Filled by {@link #events}: orders open at the first KILL and not being cancelled yet, and those it cancelled. */
    private final Set<Long> openAtKill = new HashSet<>();

    private final Set<Long> cancelledByKill = new HashSet<>();

    /** What the journal says happened, in order: NEW, CANCEL, KILL file, RESUME ops, ... */
    private List<String> events() {
        List<String> events = new ArrayList<>();
        Set<Long> open = new HashSet<>();
        openAtKill.clear();
        cancelledByKill.clear();
        ExecutionReportDecoder report = new ExecutionReportDecoder();
        Step step = new Step();
        MessageCursor cursor = new MessageCursor();
        OrderCommandDecoder order = new OrderCommandDecoder();
        CommandDecoder command = new CommandDecoder();
        try (JournalReader reader = ChronicleJournal.read(home.resolve("journal"))) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
                if (type != RecordType.STEP) {
                    return;
                }
                step.load(buffer, offset, length);
                if (step.inputTemplate() == CommandDecoder.TEMPLATE_ID) {
                    command.wrap(step.buffer(), step.inputBlock(), CommandDecoder.BLOCK_LENGTH, 1);
                    events.add(command.kind() + " " + command.actor());
                }
                boolean firstKill = step.inputTemplate() == CommandDecoder.TEMPLATE_ID
                        && command.kind() == CommandKind.KILL
                        && events.indexOf(events.get(events.size() - 1)) == events.size() - 1;
                if (firstKill) {
                    openAtKill.addAll(open);
                }
                if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
                    report.wrap(step.buffer(), step.inputBlock(), ExecutionReportDecoder.BLOCK_LENGTH, 1);
                    if (report.leavesQuantity() == 0) {
                        open.remove(report.orderId());
                    }
                }
                cursor.outputs(step);
                while (cursor.next()) {
                    if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                        order.wrap(step.buffer(), cursor.block(), OrderCommandDecoder.BLOCK_LENGTH, 1);
                        boolean fresh = order.action() == OrderAction.NEW;
                        events.add(fresh ? "NEW" : "CANCEL");
                        if (fresh) {
                            open.add(order.orderId());
                        } else {
                            open.remove(order.orderId());
                        }
                        if (firstKill) {
                            cancelledByKill.add(order.orderId());
                        }
                    }
                }
            })) {
                continue;
            }
        }
        return events;
    }

    private ControlClient.Answer send(String command) throws Exception {
        return new ControlClient(home, 5_000).send(command, "ops");
    }

    private String awaitStatus(String text) throws Exception {
        for (int i = 0; i < 500; i++) {
            String status = send("status").text();
            if (status.contains(text)) {
                return status;
            }
            Thread.sleep(10);
        }
        throw new AssertionError(text + " did not come: " + send("status").text());
    }

    private Running start() throws Exception {
        Running running =
                new Running(PaperTape.options(home, data).withSpeed(SPEED).withOnce(false));
        for (int i = 0; i < 500 && !Files.exists(home.resolve(Health.FILE)); i++) {
            Thread.sleep(10);
        }
        return running;
    }

    @Test
    void shouldStopTradingByFileUntilResumeAlsoAcrossARestart() throws Exception {
        Running first = start();
        awaitStatus("\"openOrders\":[1");
        Files.createFile(home.resolve("KILL"));
        awaitStatus("\"state\":\"KILLED\"");
        awaitStatus("\"openOrders\":[]");
        Thread.sleep(200);
        assertEquals(ExitCodes.REFUSED, send("resume").exitCode());
        first.run.stop();
        assertEquals(ExitCodes.KILLED, first.end().exitCode());
        List<String> events = events();
        int kill = events.indexOf("KILL file");
        assertTrue(kill > 0, events.toString());
        assertFalse(events.subList(kill, events.size()).contains("NEW"), "no order after the kill");
        assertEquals(openAtKill, cancelledByKill, "exactly what was open is cancelled, in the step of the kill");

        Running second = start();
        awaitStatus("\"state\":\"KILLED\"");
        Files.delete(home.resolve("KILL"));
        Thread.sleep(300);
        assertTrue(send("status").text().contains("\"kill\":true"), "latched without the file");
        int before = events().size();
        ControlClient.Answer resumed = send("resume");
        assertEquals(ExitCodes.DONE, resumed.exitCode(), resumed.text());
        awaitStatus("\"state\":\"RUNNING\"");
        awaitStatus("\"openOrders\":[2814");
        second.run.stop();
        assertEquals(ExitCodes.DONE, second.end().exitCode());
        events = events();
        int resume = events.indexOf("RESUME ops");
        assertFalse(events.subList(kill, resume).contains("NEW"), "no order while killed");
        assertTrue(resume >= before, events.toString());
        assertTrue(events.subList(resume, events.size()).contains("NEW"), "trades again");
        assertEquals(List.of(), JournalAudit.of(home.resolve("journal"), 500_000, 40_000).violations);
    }

    @Test
    void shouldBlockFromTheFirstRowWhenTheFileIsThereAtTheStart() throws Exception {
        Files.createFile(home.resolve("KILL"));
        PaperRun.Outcome outcome = new PaperRun(PaperTape.options(home, data), System.err::println).run();
        assertEquals(ExitCodes.KILLED, outcome.exitCode());
        assertEquals(List.of("KILL file"), events());
    }

    /** The configuration of a run: nobody resumes it, and the switch outlasts it. */
    @Test
    void shouldBlockByConfigurationUntilThatAndAResumeTakeItBack() throws Exception {
        PaperOptions options = PaperTape.options(home, data).withSpeed(SPEED).withOnce(false);
        Settings killed = options.config().toSettings().put(KillSection.AT_START, "true", "test");
        Running running = new Running(options.withSettings(killed));
        for (int i = 0; i < 500 && !Files.exists(home.resolve(Health.FILE)); i++) {
            Thread.sleep(10);
        }
        awaitStatus("\"state\":\"KILLED\"");
        ControlClient.Answer refused = send("resume");
        assertEquals(ExitCodes.REFUSED, refused.exitCode());
        assertTrue(refused.text().contains("kill.atStart is true in the configuration"), refused.text());
        String stays = "by kill.atStart; until a start without it, then the command resume";
        assertTrue(StatusTable.of(send("status").text()).contains("kill       SET " + stays), stays);
        running.run.stop();
        PaperRun.Outcome stopped = running.end();
        assertEquals(ExitCodes.KILLED, stopped.exitCode());
        assertTrue(stopped.message().contains("; the kill switch is set " + stays), stopped.message());
        assertEquals(List.of("KILL configuration"), events());

        Files.delete(home.resolve(Health.FILE));
        Running second = start();
        awaitStatus("\"state\":\"KILLED\"");
        assertEquals(ExitCodes.DONE, send("resume").exitCode());
        awaitStatus("\"state\":\"RUNNING\"");
        second.run.stop();
        assertEquals(ExitCodes.DONE, second.end().exitCode());
        assertEquals(List.of("KILL configuration", "RESUME ops"), events().subList(0, 2));
    }

    @Test
    void shouldObeyCommandsAndAnswerWhenTheyAreJournaled() throws Exception {
        Running running = start();
        awaitStatus("\"openOrders\":[1");
        assertEquals(ExitCodes.DONE, send("reduce").exitCode());
        assertTrue(events().contains("REDUCE ops"), "answered, so it is in the journal");
        assertEquals(ExitCodes.DONE, send("halt").exitCode());
        assertTrue(events().contains("HALT ops"), "answered, so it is in the journal");
        ControlClient.Answer killed = send("kill");
        assertEquals(ExitCodes.DONE, killed.exitCode(), killed.text());
        assertTrue(events().contains("KILL ops"), "answered, so it is in the journal");
        assertEquals(ExitCodes.DONE, send("flatten").exitCode());
        awaitStatus("\"quantity\":0},{");
        awaitStatus("\"quantity\":0}]");
        assertEquals(ExitCodes.USAGE, send("dance").exitCode());
        ControlClient.Answer stopped = send("stop");
        assertEquals(ExitCodes.DONE, stopped.exitCode(), stopped.text());
        assertEquals(ExitCodes.KILLED, running.end().exitCode());
        assertEquals("STOP ops", events().get(events().size() - 1));
        assertEquals(ExitCodes.REFUSED, send("status").exitCode());
    }

    @Test
    void shouldOutliveFilesThatAreNoCommandsAndStaleResumes() throws Exception {
        Files.createFile(home.resolve("KILL"));
        assertEquals(
                ExitCodes.KILLED,
                new PaperRun(PaperTape.options(home, data).withSpeed(SPEED), System.err::println)
                        .run()
                        .exitCode());
        Files.delete(home.resolve("KILL"));
        Path folder = home.resolve(ControlFiles.FOLDER);
        Files.writeString(folder.resolve("1-resume.cmd"), "resume\nghost\n");
        Files.delete(home.resolve(Health.FILE));
        Running running = start();
        awaitStatus("\"state\":\"KILLED\"");
        Files.createDirectory(folder.resolve("x.cmd"));
        Files.write(folder.resolve("y.cmd"), new byte[] {(byte) 0xC3, 0x28});
        // Every heartbeat fails from here.
        Files.createDirectories(home.resolve(Health.FILE + ".new"));
        Thread.sleep(1_500);
        assertTrue(Files.exists(folder.resolve("x.cmd.bad")) && Files.exists(folder.resolve("y.cmd.bad")));
        running.run.kill("signal");
        assertEquals(ExitCodes.DONE, send("flatten").exitCode());
        running.run.stop();
        assertEquals(ExitCodes.KILLED, running.end().exitCode());
        assertFalse(events().contains("RESUME ghost"), events().toString());
        assertTrue(events().contains("KILL signal"), "also when it is set already");
    }

    @Test
    void shouldTakeNoNewRiskWhenTheDiskIsNearlyFull() throws Exception {
        AtomicLong free = new AtomicLong(Long.MAX_VALUE);
        PaperOptions options = PaperTape.options(home, data)
                .withSpeed(SPEED)
                .withOnce(false)
                .withJournal(settings -> PaperTape.small(settings).withSpace(1 << 30, free::get));
        Running running = new Running(options);
        for (int i = 0; i < 500 && !Files.exists(home.resolve(Health.FILE)); i++) {
            Thread.sleep(10);
        }
        awaitStatus("\"openOrders\":[1");
        free.set(1 << 29);
        awaitStatus("\"state\":\"KILLED\"");
        assertTrue(send("status").text().contains("disk space is low"));
        assertEquals(ExitCodes.REFUSED, send("resume").exitCode());
        free.set(Long.MAX_VALUE);
        // The room is looked at now and then; until it is seen, resume is refused.
        ControlClient.Answer resumed = send("resume");
        for (int i = 0; i < 100 && resumed.exitCode() != ExitCodes.DONE; i++) {
            Thread.sleep(50);
            resumed = send("resume");
        }
        assertEquals(ExitCodes.DONE, resumed.exitCode(), resumed.text());
        running.run.stop();
        assertEquals(ExitCodes.DONE, running.end().exitCode());
        List<String> events = events();
        int kill = events.indexOf("KILL disk");
        int resume = events.indexOf("RESUME ops");
        assertTrue(kill > 0 && resume > kill, events.toString());
        assertFalse(events.subList(kill, resume).contains("NEW"));
    }

    @Test
    void shouldEndInOrderOnTermUnderLoadAndKillOnItsSignal() throws Exception {
        try (PaperProcess child = new PaperProcess(home, tape, "20000", "wait")) {
            assertTrue(child.awaitLine("running"), child.output());
            assertTrue(child.output().contains("kill switch by USR1"), child.output());
            Thread.sleep(300);
            child.signal("USR1");
            assertTrue(child.awaitLine("kill switch set by signal"), child.output());
            child.signal("TERM");
            long start = System.nanoTime();
            assertEquals(ExitCodes.KILLED, child.awaitExit(), child.output());
            System.err.println("TERM to exit: " + (System.nanoTime() - start) / 1_000_000 + " ms\n" + child.output());
        }
        assertTrue(events().contains(CommandKind.KILL + " signal"), events().toString());
        try (PaperProcess child = new PaperProcess(home, tape, "20000", "wait")) {
            assertTrue(child.awaitLine("running"), child.output());
            assertEquals(ExitCodes.DONE, send("resume").exitCode());
            Thread.sleep(300);
            child.signal("TERM");
            assertEquals(ExitCodes.DONE, child.awaitExit(), child.output());
        }
        assertTrue(ChronicleJournal.check(home.resolve("journal")).intact());
        assertTrue(Files.readString(home.resolve(Health.FILE)).contains("\"state\":\"STOPPED\""));
    }
}
