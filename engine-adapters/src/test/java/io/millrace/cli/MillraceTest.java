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

class MillraceTest {
    @TempDir
    Path folder;

    @Test
    void shouldHelpOnEveryCommand() {
        CommandRun all = CommandRun.of("--help");
        assertEquals(0, all.exitCode());
        for (String name : Commands.names()) {
            assertTrue(all.out().contains("  " + name), name);
            CommandRun help = CommandRun.of(name, "--help");
            assertEquals(0, help.exitCode(), help.err());
            assertTrue(help.out().startsWith("Usage: millrace " + name), help.out());
            assertFalse(
                    help.out().contains("=<"),
                    "a value as a person writes it, not as the program calls it: " + help.out());
        }
        assertEquals(2, CommandRun.of().exitCode());
        assertTrue(CommandRun.of("--version").out().startsWith("millrace "));
    }

    @Test
    void shouldRunTheDemoAndVerifyEveryJournal() throws IOException {
        CommandRun demo = CommandRun.of("demo", "--json", "--out", folder.resolve("demo"));

        assertEquals(0, demo.exitCode(), demo.err());
        Map<?, ?> json = demo.json();
        assertEquals(true, ((Map<?, ?>) json.get("verify")).get("identical"));
        List<?> runs = (List<?>) json.get("runs");
        assertEquals(5, runs.size());
        for (Object run : runs) {
            assertEquals("VERIFIED", ((Map<?, ?>) run).get("verified"));
            assertTrue(
                    Files.isDirectory(Path.of(((Map<?, ?>) run).get("journal").toString())));
        }
        assertTrue(Files.exists(Path.of(json.get("report").toString())));
    }

    /** Neither plays anything: both end before a port is opened. */
    @Test
    void shouldRefuseWhatTheFeedServerCannotDo() {
        CommandRun port = CommandRun.of("feed-server", "--port", 99_999);
        assertEquals(2, port.exitCode(), port.err());
        assertTrue(port.err().contains("--port is 99999; expected 0 to 65535"), port.err());
        CommandRun speed = CommandRun.of("feed-server", "--port", 0, "--rate", 100, "--speed", 60);
        assertEquals(2, speed.exitCode(), speed.err());
        assertTrue(speed.err().contains("--speed 60 has nothing to say; leave one of them out"), speed.err());
    }

    /** A run finds these behind its start: they look as those found before it. */
    @Test
    void shouldListWhatIsWrongInLinesOfTheirOwn() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), """
                engine: {mode: paper}
                instruments:
                  - {symbol: BTC-USD, assetClass: crypto}
                strategies:
                  - {name: volatility-harvester, symbol: BTC-USD, timeframe: 1m}
                api: {enabled: false}
                """);
        CommandRun run = CommandRun.of(
                "run",
                "--mode",
                "paper",
                "--config",
                config,
                "--data",
                "embedded:aapl",
                "--data-dir",
                folder.resolve("d"),
                "--once");
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(
                run.err()
                        .contains("millrace: 2 things are wrong with the configuration:\n  --data has AAPL, which is no"
                                + " instrument"),
                run.err());
        assertTrue(run.err().contains("\n  strategy volatility-harvester trades BTC-USD"), run.err());
    }

    @Test
    void shouldListStrategies() throws IOException {
        assertTrue(CommandRun.of("strategies").out().contains("volatility-harvester (1h)"));
        CommandRun one = CommandRun.of("strategies", "sma-cross", "--json");
        Map<?, ?> strategy = (Map<?, ?>) ((List<?>) one.json().get("strategies")).get(0);
        assertEquals("sma-cross", strategy.get("name"));
        assertEquals(2, CommandRun.of("strategies", "sma").exitCode());
    }
}
