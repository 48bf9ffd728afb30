package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import io.millrace.config.Settings;
import io.millrace.control.ApiConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads of {@code limits}, {@code schedules} and {@code journal retain}. */
class OperatorCommandsTest {
    @TempDir
    Path dir;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private PaperRun run;
    private Thread thread;

    @BeforeEach
    void startRun() throws Exception {
        PaperTape.write(dir.resolve("tape"), 60, 7);
        Settings shown = PaperTape.settings();
        String[][] schedules = {
            {"schedules.0.name", "day-end"},
            {"schedules.0.job", "summary"},
            {"schedules.0.cron", "30 16 * * 1-5"},
            {"schedules.0.zone", "America/New_York"},
            {"schedules.1.name", "ask"},
            {"schedules.1.job", "evaluate"},
            {"schedules.1.session", "NYSE close +0m"},
        };
        for (String[] pair : schedules) {
            shown.put(pair[0], pair[1], "test.yaml:1");
        }
        PaperOptions options = PaperTape.options(home(), PaperTape.load(dir.resolve("tape")))
                .withOnce(false)
                .withSettings(shown)
                .withApi(new ApiConfig(true, 0));
        run = new PaperRun(options, System.err::println);
        thread = new Thread(run::run);
        thread.start();
        while (!Files.exists(home().resolve("api.port"))) {
            assertTrue(thread.isAlive());
            Thread.sleep(10);
        }
    }

    @AfterEach
    void stopRun() throws Exception {
        run.stop();
        thread.join(20_000);
    }

    private Path home() {
        return dir.resolve("home");
    }

    private List<String> says(int expected, String... arguments) {
        output.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        int code = Millrace.run(arguments, new PrintWriter(output, true), new PrintWriter(errors, true));
        System.err.println(String.join(" ", arguments) + " -> " + code + "\n" + errors + output);
        assertEquals(expected, code, errors.toString());
        assertTrue(code == 0 || errors.toString().startsWith("millrace: "), errors.toString());
        return output.toString().lines().toList();
    }

    private List<String> ask(int expected, String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data-dir";
        all[arguments.length + 1] = home().toString();
        return says(expected, all);
    }

    private static void matches(String pattern, String line) {
        assertTrue(Pattern.matches(pattern, line), line);
    }

    @Test
    void shouldShowAndSetLimits() {
        List<String> before = ask(0, "limits", "show");
        assertEquals(12, before.size());
        matches("risk\\.maxOrderValue +off +test", before.get(0));
        matches("risk\\.perAssetCap +1 +test", before.get(4));
        List<String> set = ask(0, "limits", "set", "risk.perAssetCap", "0.5");
        matches("journaled as step \\d+", set.get(0));
        matches("risk\\.perAssetCap +0\\.5 +command \\d+ by api:\\S+ at \\S+Z \\(configured 1\\)", set.get(1));
        assertEquals(2, set.size());
        ask(1, "limits", "set", "perAssetCap", "0.7");
        matches(
                "(?s)millrace: risk\\.perAssetCap is 0\\.5 and would be looser with 0\\.7: confirm it .*--confirm.*",
                errors.toString());
        matches(
                "risk\\.perAssetCap +0\\.7 .*\\(configured 1\\)",
                ask(0, "limits", "set", "perAssetCap", "0.7", "--confirm").get(1));
        ask(1, "limits", "set", "perAssetCap", "much");
        assertTrue(errors.toString().contains("expected a number"), errors.toString());
        ask(1, "limits", "set", "risk.perAsset", "1");
        assertTrue(errors.toString().contains("expected one of risk.maxOrderValue, "), errors.toString());
        ask(1, "limits", "set", "risk.dailyLoss", "0.02");
        assertTrue(errors.toString().contains("risk.dailyLoss is off in the configuration"), errors.toString());
        matches("risk\\.perAssetCap +0\\.7 .*", ask(0, "limits", "show").get(4));
        assertTrue(ask(0, "limits", "show", "--json").get(0).startsWith("{\"limits\":[{"));
        says(1, "limits", "show", "--data-dir", dir.resolve("nowhere").toString());
        assertTrue(errors.toString().contains("no engine serves its figures on"), errors.toString());
    }

    @Test
    void shouldListAndRunSchedules() throws Exception {
        List<String> before = ask(0, "schedules", "list");
        assertEquals(2, before.size());
        matches("day-end +summary +30 16 \\* \\* 1-5 America/New_York +next \\S+Z, last never", before.get(0));
        matches("ask +evaluate +NYSE close \\+0m +next \\S+, last \\S+", before.get(1));
        assertEquals(
                List.of("day-end: summary has begun; schedules list shows what came of it"),
                ask(0, "schedules", "run", "day-end"));
        String after = "";
        for (int i = 0; i < 100 && !after.contains(": "); i++) {
            after = ask(0, "schedules", "list").get(0);
            Thread.sleep(50);
        }
        assertTrue(after.contains("equity"), after);
        matches(
                "the strategies have been asked: step \\d+",
                ask(0, "schedules", "run", "ask").get(0));
        ask(1, "schedules", "run", "night");
        assertTrue(errors.toString().contains("name is \"night\"; there are [day-end, ask]"), errors.toString());
    }

    @Test
    void shouldSayWhatRetentionWouldRemove() throws Exception {
        stopRun();
        String journal = home().resolve("journal").toString();
        List<String> plan = says(0, "journal", "retain", journal, "--days", "0", "--dry-run");
        matches("  stays +\\S+\\.cq4  [\\d,]+ bytes, to step [\\d,]+", plan.get(0));
        matches(
                "  0 of 1 cycles could go, 0 of [\\d,]+ bytes \\(snapshots are in them\\); nothing was removed",
                plan.get(plan.size() - 1));
        says(2, "journal", "retain", journal, "--days", "0");
        assertTrue(errors.toString().contains("--dry-run is missing"), errors.toString());
        assertTrue(errors.toString().contains(journal + " --days 0 --dry-run"), errors.toString());
        says(2, "journal", "retain", journal, "--dry-run");
        assertTrue(errors.toString().contains("give --days N, --budget-mb N or both"), errors.toString());
        says(3, "journal", "retain", dir.resolve("nothing").toString(), "--days", "1", "--dry-run");
        assertTrue(Files.exists(Path.of(journal)));
    }
}
