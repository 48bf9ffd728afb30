package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

    @Test
    void shouldListStrategies() throws IOException {
        assertTrue(CommandRun.of("strategies").out().contains("volatility-harvester (1h)"));
        CommandRun one = CommandRun.of("strategies", "sma-cross", "--json");
        Map<?, ?> strategy = (Map<?, ?>) ((List<?>) one.json().get("strategies")).get(0);
        assertEquals("sma-cross", strategy.get("name"));
        assertEquals(2, CommandRun.of("strategies", "sma").exitCode());
    }
}
