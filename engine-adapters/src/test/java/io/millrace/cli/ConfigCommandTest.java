package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {
    private static final Path SHIPPED = Path.of("..", "config");

    @TempDir
    Path folder;

    @Test
    void shouldAcceptTheShippedFiles() {
        for (String file : List.of("paper.yaml", "backtest.yaml")) {
            CommandRun check = CommandRun.of("config", "check", "--config", SHIPPED.resolve(file));
            assertEquals(0, check.exitCode(), check.err());
        }
    }

    /** A file that waits for its data, or for the rest of a configuration, is as right as one that does not. */
    @Test
    void shouldCheckWhatCanBeCheckedOfAPart() throws IOException {
        for (String file : List.of("systems/equity-reversal.yaml", "risk.yaml")) {
            CommandRun check = CommandRun.of("config", "check", "--config", SHIPPED.resolve(file));
            assertEquals(0, check.exitCode(), file + check.err());
            assertTrue(check.out().contains("nothing wrong in what it says"), check.out());
            assertTrue(check.out().contains("wait for"), check.out());
        }
        Path wrong = Files.writeString(folder.resolve("w.yaml"), """
                engine: {mode: backtest}
                strategies:
                  - {name: equity-reversal, symbol: "*", params: {leastNames: 0}}
                """);
        CommandRun check = CommandRun.of("config", "check", "--config", wrong);
        assertEquals(2, check.exitCode(), check.out());
        assertTrue(check.err().contains("leastNames"), check.err());
        CommandRun paper = CommandRun.of("config", "check", "--config", wrong, "--set", "engine.mode=paper");
        assertTrue(paper.err().contains("instruments: none"), paper.err());
    }

    @Test
    void shouldShowEachValueWithItsSource() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), """
                instruments:
                  - symbol: X
                strategies:
                  - name: sma-cross
                """);

        CommandRun show = CommandRun.of("config", "show", "--config", file, "--set", "engine.seed=7", "--json");

        assertEquals(0, show.exitCode(), show.err());
        assertEquals(file + ":2", source(show, "instruments.0.symbol"));
        assertEquals("--set", source(show, "engine.seed"));
        assertEquals("default", source(show, "risk.perAssetCap"));
        for (String key : List.of("layout", "wait", "ringSize", "inletBytes", "maxBatch", "cpus", "sampleEvery")) {
            assertEquals("default", source(show, "pipeline." + key), key);
        }
        CommandRun text = CommandRun.of("config", "show", "--config", file);
        assertTrue(text.out().lines().anyMatch(line -> line.matches("strategies\\.0\\.name +sma-cross +.*:4")));
    }

    /** Every section gives back what it was given: what runs is what is shown. */
    @Test
    void shouldShowTheSchedulesThatRun() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), """
                instruments:
                  - symbol: X
                strategies:
                  - name: sma-cross
                schedules:
                  - {name: a, job: summary, cron: "30 2 * * *", zone: America/New_York, missed: skip}
                  - {name: b, job: summary, cron: "30 2 * * *"}
                """);
        CommandRun show = CommandRun.of("config", "show", "--config", file);
        assertEquals(0, show.exitCode(), show.err());
        for (String line : List.of(
                "schedules.0.zone +America/New_York +.*c.yaml:6",
                "schedules.0.missed +skip +.*c.yaml:6",
                "schedules.1.zone +UTC +default",
                "schedules.1.missed +once +default")) {
            assertTrue(show.out().lines().anyMatch(shown -> shown.matches(line)), line + " in\n" + show.out());
        }
        CommandRun set = CommandRun.of("config", "show", "--config", file, "--set", "schedules.1.zone=Asia/Tokyo");
        assertTrue(
                set.out().lines().anyMatch(shown -> shown.matches("schedules.1.zone +Asia/Tokyo +--set")), set.out());
    }

    /** What a start would refuse is refused here, in the same words, with all the rest that is wrong. */
    @Test
    void shouldRefuseWhatARunWouldRefuse() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), """
                engine: {mode: paper}
                instruments:
                  - symbol: BTC-USD
                strategies:
                  - name: sma-cross
                pipeline: {layout: inline}
                schedules:
                  - {name: a, job: retain, cron: "0 3 * * *"}
                  - {name: b, job: summary, cron: "0 3 31 2 *"}
                feeds:
                  - {url: "ws://127.0.0.1:9443/ws", symbols: "BTCUSDT=BTC-USD,ETHUSDT=ETH-USD"}
                risk: {perAssetCap: lots}
                """);
        CommandRun check = CommandRun.of("config", "check", "--config", file);
        CommandRun run =
                CommandRun.of("run", "--mode", "paper", "--config", file, "--data-dir", folder.resolve("d"), "--once");
        for (CommandRun one : List.of(check, run)) {
            assertEquals(2, one.exitCode(), one.out() + one.err());
            violation(one, ":6)", "no thread for a feed");
            violation(one, ":8)", "neither journal.retainDays nor journal.budgetMb");
            violation(one, ":9)", "which never comes");
            violation(one, ":12)", "expected a number from");
        }
        Files.writeString(file, Files.readString(file).replace("lots", "0.3"));
        violation(CommandRun.of("config", "check", "--config", file), ":11)", "no instrument of the configuration");
        CommandRun kept = CommandRun.of("config", "check", "--config", file, "--set", "journal.retainDays=3");
        assertFalse(kept.err().contains("retain"), kept.err());
        CommandRun bad = CommandRun.of("config", "check", "--config", file, "--set", "journal.retainDays=many");
        assertFalse(bad.err().contains("neither"), "one thing is wrong, so one is said: " + bad.err());
    }

    @Test
    void shouldNoteLimitsThatCanNeverAct() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), """
                engine: {mode: paper}
                instruments:
                  - symbol: X
                strategies:
                  - name: sma-cross
                risk:
                  maxOrderValue: 1000
                  maxPositionValue: 10
                  perAssetCap: 0.4
                  grossLeverage: 0.1
                  dailyLoss: 0.5
                  haltDrawdown: 0.1
                """);
        CommandRun check = CommandRun.of("config", "check", "--config", file);
        assertEquals(0, check.exitCode(), check.err());
        assertTrue(check.out().contains("usable, 1 strategy on 1 instrument"), check.out());
        for (String key : List.of("maxOrderValue (" + file + ":7)", "perAssetCap", "dailyLoss")) {
            assertTrue(
                    check.out().lines().anyMatch(line -> line.startsWith("  note: risk." + key)),
                    key + " in " + check.out());
        }
        Map<?, ?> json =
                CommandRun.of("config", "check", "--config", file, "--json").json();
        assertEquals(3, ((List<?>) json.get("notes")).size());
        assertEquals(true, json.get("valid"));
    }

    private static Object source(CommandRun show, String key) throws IOException {
        for (Object entry : (List<?>) show.json().get("settings")) {
            Map<?, ?> setting = (Map<?, ?>) entry;
            if (setting.get("key").equals(key)) {
                return setting.get("source");
            }
        }
        return null;
    }

    @Test
    void shouldListEveryViolationWithItsLineAndTheNearestName() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), """
                instruments:
                  - symbol: X
                    assetClas: crypto
                strategies:
                  - name: sma-cros
                  - name: sma-cross
                    params:
                      fats: 3
                risk:
                  perAssetCap: lots
                rsik:
                  perAssetCap: 1
                pipeline:
                  wait: backof
                """);

        CommandRun check = CommandRun.of("config", "check", "--config", file);

        assertEquals(2, check.exitCode());
        violation(check, ":3)", "did you mean \"instruments.0.assetClass\"");
        violation(check, ":5)", "did you mean \"sma-cross\"");
        violation(check, ":8)", "did you mean \"fast\"");
        violation(check, ":10)", "expected a number from");
        violation(check, ":12)", "did you mean \"risk\"");
        violation(check, ":14)", "did you mean \"backoff\"");
        CommandRun json = CommandRun.of("config", "check", "--config", file, "--json");
        assertEquals(2, json.exitCode());
        assertEquals(false, json.json().get("valid"));
        assertEquals(6, ((List<?>) json.json().get("violations")).size());
    }

    private static void violation(CommandRun check, String place, String words) {
        assertTrue(
                check.err().lines().anyMatch(line -> line.contains(place) && line.contains(words)),
                place + " " + words + " in\n" + check.err());
    }

    @Test
    void shouldRefuseWhatIsNotPlainYaml() throws IOException {
        refused(":3: not YAML", "a: 1\nb: [1, 2\n");
        refused("tags are not allowed", "engine: {id: !danger x}\n");
        refused("has no value", "engine:\n  id:\n");
        refused("set twice in this section", "engine:\n  id: A\n  id: B\n");
        refused("set twice", "engine.id: A\nengine:\n  id: B\n");
        refused("expected keys and values", "- a\n- b\n");
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        refused("", bomb.toString());
        assertEquals(
                2,
                CommandRun.of("config", "check", "--config", folder.resolve("no.yaml"))
                        .exitCode());
        assertEquals(
                2,
                CommandRun.of("config", "check", "--config", SHIPPED.resolve("paper.yaml"), "--set", "x")
                        .exitCode());
    }

    private void refused(String words, String yaml) throws IOException {
        CommandRun check =
                CommandRun.of("config", "check", "--config", Files.writeString(folder.resolve("r.yaml"), yaml));
        assertEquals(2, check.exitCode(), check.err());
        assertTrue(check.err().contains(words), check.err());
    }
}
