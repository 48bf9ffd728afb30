package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's commands as the command line finds and runs them. */
class CommandsTest {
    @TempDir
    Path dir;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private int execute(String... arguments) {
        int code = Millrace.run(arguments, new PrintWriter(output, true), new PrintWriter(errors, true));
        System.err.println(String.join(" ", arguments) + " -> " + code + "\n" + errors + output);
        return code;
    }

    private int run(String... more) throws Exception {
        String[] start = {
            "run",
            "--mode",
            "paper",
            "--data",
            "embedded:aapl",
            "--strategy",
            "sma-cross",
            "--capital",
            "10000",
            "--speed",
            "max",
            "--once",
            "--data-dir",
            dir.resolve("home").toString(),
            "--set",
            "strategies.0.params.fast=5",
            "--set",
            "strategies.0.params.slow=20"
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
        String home = dir.resolve("refused").toString();
        assertEquals(
                2,
                execute(
                        "run",
                        "--mode",
                        "live",
                        "--data-dir",
                        home,
                        "--data",
                        "embedded:aapl",
                        "--strategy",
                        "sma-cross"));
        assertTrue(errors.toString().contains("condition 1: "), errors.toString());
        assertEquals(2, execute("run", "--mode", "real", "--data", "embedded:aapl"));
        assertTrue(errors.toString().contains("expected paper or live"), errors.toString());
        assertEquals(2, run("--layout", "inline"));
        assertEquals(2, run("--layout", "round"));
        assertEquals(2, run("--durability", "hope"));
        assertEquals(2, run("--set", "risk.perAssetCap=-1"));
        assertTrue(errors.toString().contains("risk.perAssetCap"), errors.toString());
    }

    private String paper(int expected, String config, String data, String... more) throws Exception {
        List<String> all = new ArrayList<>(List.of("run", "--mode", "paper", "--config", config, "--data", data));
        all.addAll(List.of("--speed", "max", "--once", "--data-dir"));
        all.add(Files.createTempDirectory(dir, "home").toString());
        Path health = Path.of(all.get(all.size() - 1)).resolve(Health.FILE);
        all.addAll(List.of(more));
        errors.getBuffer().setLength(0);
        assertEquals(expected, execute(all.toArray(new String[0])), errors.toString());
        return Files.exists(health) ? Files.readString(health) : "";
    }

    @Test
    void shouldRunTheShippedPaperConfiguration() throws Exception {
        String shipped = Path.of("..", "config", "paper.yaml").toString();
        String health = paper(0, shipped, "embedded:btc-trades");
        assertTrue(health.contains("\"state\":\"STOPPED\""), health);
        assertTrue(health.contains("\"symbol\":\"BTC-USD\""), health);
        assertFalse(health.contains("\"step\":0,"), health);
    }

    @Test
    void shouldLayerFileSetAndOptionsAndReachThePipeline() throws Exception {
        Path file = Files.writeString(dir.resolve("c.yaml"), """
                instruments:
                  - symbol: OTHER
                  - symbol: AAPL
                strategies:
                  - name: sma-cross
                    symbol: AAPL
                    timeframe: 1d
                    capital: 10000
                    params:
                      fast: 5
                      slow: 20
                risk:
                  perAssetCap: 1
                  maxPriceAgeMs: "off"
                pipeline:
                  layout: inline
                """);
        String config = file.toString();
        paper(2, config, "embedded:aapl");
        assertTrue(errors.toString().contains("no thread for a feed"), errors.toString());
        paper(2, config, "embedded:aapl", "--set", "pipeline.layout=fused", "--layout", "inline");
        assertTrue(errors.toString().contains("no thread for a feed"), errors.toString());
        String health = paper(0, config, "embedded:aapl", "--layout", "fused");
        assertFalse(health.contains("\"fills\":0"), "the second instrument must trade: " + health);
        paper(2, config, "embedded:aapl", "--layout", "fused", "--set", "pipeline.ringSize=1000");
        assertTrue(errors.toString().contains("pipeline.ringSize"), errors.toString());
        paper(2, config, "embedded:aapl", "--layout", "fused", "--timeframe", "1h");
        assertTrue(errors.toString().contains("cannot be made of the 1d bars of AAPL"), errors.toString());
        paper(2, config, "embedded:btc-trades", "--layout", "fused");
        assertTrue(errors.toString().contains("--data has BTC-USD, which is no instrument"), errors.toString());
    }
}
