package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.CommandProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The daemon's commands as the command line finds and runs them. */
class CommandsTest {
    @TempDir
    Path dir;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Command(name = "millrace")
    private static final class Root {}

    private int execute(String... arguments) {
        CommandLine line = new CommandLine(new Root());
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            if (provider.getClass().getPackage().equals(RunCommand.class.getPackage())) {
                line.addSubcommand(provider.command());
            }
        }
        line.setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        int code = line.execute(arguments);
        System.err.println(String.join(" ", arguments) + " -> " + code + "\n" + errors + output);
        return code;
    }

    private int run(String... more) throws Exception {
        String[] start = {
            "run", "--mode", "paper", "--data", "embedded:aapl", "--strategy", "sma-cross", "--capital", "10000",
            "--speed", "max", "--once", "--data-dir", dir.resolve("home").toString(),
            "--set", "strategies.0.params.fast=5", "--set", "strategies.0.params.slow=20"
        };
        String[] all = java.util.Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return execute(all);
    }

    @Test
    void shouldRunOnceAndSayWhereItEnded() throws Exception {
        assertEquals(0, run(), errors.toString());
        String health = Files.readString(dir.resolve("home").resolve(Health.FILE));
        assertTrue(health.contains("\"state\":\"STOPPED\""), health);
        assertEquals(1, execute("status", "--data-dir", dir.resolve("home").toString()));
        assertTrue(errors.toString().contains("no engine is running"), errors.toString());
    }

    @Test
    void shouldDecideButSendNothingInADryRun() throws Exception {
        assertEquals(0, run("--dry-run", "--sync"), errors.toString());
        String health = Files.readString(dir.resolve("home").resolve(Health.FILE));
        assertTrue(health.contains("\"orders\":1,\"fills\":0"), health);
        assertTrue(health.contains("\"dryRun\":true"), health);
        assertTrue(errors.toString().contains("none is sent"), errors.toString());
        assertEquals(0, run(), errors.toString());
        health = Files.readString(dir.resolve("home").resolve(Health.FILE));
        assertTrue(!health.contains("\"fills\":0"), "a run that sends has a journal of its own: " + health);
    }

    @Test
    void shouldRefuseWhatItCannotDo() throws Exception {
        assertEquals(2, execute("run", "--mode", "live", "--data", "embedded:aapl"));
        assertTrue(errors.toString().contains("comes later"), errors.toString());
        assertEquals(2, run("--layout", "inline"));
        assertEquals(2, run("--layout", "round"));
        assertEquals(2, run("--durability", "hope"));
        assertEquals(2, run("--set", "risk.perAssetCap=-1"));
        assertTrue(errors.toString().contains("risk.perAssetCap"), errors.toString());
    }
}
