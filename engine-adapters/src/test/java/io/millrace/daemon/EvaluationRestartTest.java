package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.engine.EngineConfig;
import io.millrace.event.Messages;
import io.millrace.event.Step;
import io.millrace.event.StepLayout;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.ResourcesDecoder;
import io.millrace.event.codec.SessionDownDecoder;
import io.millrace.event.codec.SessionUpDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.source.DataSet;
import io.millrace.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strategies are asked by a schedule at the same places whether a run is killed or not, also when it dies among the
 * venue's reports that come before a question. The oracle is an uninterrupted run.
 */
@Timeout(120)
class EvaluationRestartTest {
    /** Every minute, between the rows of the tape. */
    private static final String[][] SCHEDULES = {{"minute", "* * * * *"}, {"third", "*/3 * * * *"}};

    @TempDir
    Path dir;

    private final EngineConfig config = EngineConfig.read(PaperTape.settings()
            .put("venue.orderLatencyNs", "7000000000", "test")
            .put("venue.reportLatencyNs", "14000000000", "test"));
    private DataSet data;

    private PaperRun.Outcome run(Path home) {
        var settings = config.toSettings();
        for (int i = 0; i < SCHEDULES.length; i++) {
            settings.put("schedules." + i + ".name", SCHEDULES[i][0], "test");
            settings.put("schedules." + i + ".cron", SCHEDULES[i][1], "test");
            settings.put("schedules." + i + ".job", "evaluate", "test");
        }
        PaperOptions options = PaperTape.options(home, data, config).withSettings(settings);
        return new PaperRun(options, line -> {}).run();
    }

    private static int template(byte[] step) {
        return Messages.templateId(new UnsafeBuffer(step), Step.INPUT_OFFSET);
    }

    /** Its inputs in their order, but for those of the sessions and of the machine. */
    private static List<String> inputs(Path journal) {
        List<String> inputs = new ArrayList<>();
        for (byte[] step : CrashTest.steps(journal)) {
            int template = template(step);
            if (template != SessionUpDecoder.TEMPLATE_ID
                    && template != SessionDownDecoder.TEMPLATE_ID
                    && template != ResourcesDecoder.TEMPLATE_ID) {
                UnsafeBuffer buffer = new UnsafeBuffer(step);
                inputs.add(template + " at " + InputMessage.eventTimeNs(buffer, Step.INPUT_OFFSET) + " engine "
                        + StepLayout.engineTimeNs(buffer, 0));
            }
        }
        return inputs;
    }

    private static void assertSame(List<String> expected, List<String> found, String when) {
        int i = 0;
        while (i < Math.min(expected.size(), found.size()) && expected.get(i).equals(found.get(i))) {
            i++;
        }
        int from = Math.max(0, i - 2);
        assertEquals(
                expected.subList(from, Math.min(expected.size(), i + 3)),
                found.subList(from, Math.min(found.size(), i + 3)),
                when);
    }

    @Test
    void shouldAskAtTheSamePlacesAfterADeath() throws Exception {
        Random random = Seeds.random("EvaluationRestartTest", 11);
        data = PaperTape.load(PaperTape.write(dir.resolve("tape"), 300, random.nextLong()));
        assertEquals(ExitCodes.DONE, run(dir.resolve("whole")).exitCode());
        List<String> expected = inputs(dir.resolve("whole/journal"));
        JournalAudit whole = CrashTest.check(dir.resolve("whole/journal"), "uninterrupted");
        List<byte[]> steps = CrashTest.steps(dir.resolve("whole/journal"));
        int insideQuestion = 0;
        for (int place = 2; place < steps.size(); place++) {
            boolean question = template(steps.get(place)) == CommandDecoder.TEMPLATE_ID;
            boolean inside = question && CrashTest.isReport(steps.get(place - 1));
            boolean chosen = inside
                    ? insideQuestion < 25
                    : random.nextInt(question || CrashTest.isReport(steps.get(place - 1)) ? 60 : 150) == 0;
            if (!chosen) {
                continue;
            }
            insideQuestion += inside ? 1 : 0;
            String when = "cut before step " + (place + 1);
            Path home = dir.resolve("at" + place);
            CrashTest.write(steps.subList(0, place), home.resolve("journal"), config);
            if (random.nextInt(4) == 0) {
                // The kill switch goes between the session's begin and the rest of the event; it is lifted with it.
                Files.createFile(home.resolve("KILL"));
                assertEquals(ExitCodes.KILLED, run(home).exitCode(), when);
                CrashTest.check(home.resolve("journal"), when + ", killed");
                continue;
            }
            assertEquals(ExitCodes.DONE, run(home).exitCode(), when);
            assertSame(expected, inputs(home.resolve("journal")), when);
            PaperRun.Outcome again = run(home);
            assertEquals(ExitCodes.DONE, again.exitCode(), when + ", again: " + again);
            JournalAudit audit = CrashTest.check(home.resolve("journal"), when);
            assertEquals(whole.fills, audit.fills, when);
            assertEquals(whole.equity, audit.equity, when);
        }
        assertTrue(insideQuestion > 5, insideQuestion + " places inside a question");
    }
}
