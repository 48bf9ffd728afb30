package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.plugin.Plugins;
import io.millrace.source.DataSet;
import io.millrace.strategy.StrategyCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What risk has stopped shows in the exit code, the last sentence and health.json. */
class RiskStopTest {
    private static final long START_S = 1_600_000_000L;
    private static final int TURN = 20;
    private static final int CRASH = 100;
    private static final int BARS = 120;

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private DataSet data;

    /** Falls and rises, so that the strategy is in, then falls by four tenths within a minute. */
    @BeforeEach
    void writeTape() throws Exception {
        Path tape = PaperTape.write(folder.resolve("tape"), BARS, 3);
        StringBuilder walk = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < BARS; i++) {
            double open = i < CRASH ? 98 + 0.1 * Math.abs(i - TURN) : 65;
            double close = i < CRASH ? 98 + 0.1 * Math.abs(i + 1 - TURN) : 65;
            double low = Math.min(open, close);
            walk.append(START_S + i * 60L + "," + open + "," + (Math.max(open, close) + 0.1) + "," + low + "," + close
                    + ",900000\n");
        }
        Files.writeString(tape.resolve("WALK.csv"), walk);
        data = PaperTape.load(tape);
    }

    private PaperRun.Outcome run(String limit, String value) {
        Settings settings = PaperTape.settings().put(limit, value, "test");
        PaperOptions options = PaperTape.options(folder.resolve("data"), data, EngineConfig.read(settings));
        said.clear();
        return new PaperRun(options, said::add).run();
    }

    private String health() throws Exception {
        return Files.readString(folder.resolve("data").resolve(Health.FILE));
    }

    @Test
    void shouldEndAHaltedRunAsStoppedByRisk() throws Exception {
        PaperRun.Outcome outcome = run("risk.haltDrawdown", "0.2");
        assertEquals(ExitCodes.KILLED, outcome.exitCode(), outcome.message());
        assertTrue(outcome.message().contains("halted by DRAWDOWN_HALT until the command resume"), outcome.message());
        assertTrue(health().contains("\"trading\":\"HALTED\",\"causes\":[\"DRAWDOWN_HALT\"]"), health());
        assertTrue(health().contains("\"kill\":false"), health());
        assertTrue(
                said.stream()
                        .anyMatch(line -> line.matches("HALTED by DRAWDOWN_HALT: 0\\.\\d{4} of 0\\.2000: all orders are"
                                + " cancelled, all positions closed, no entries until the command resume")),
                said::toString);

        PaperRun.Outcome again = run("risk.haltDrawdown", "0.2");
        assertEquals(ExitCodes.KILLED, again.exitCode(), "a restart does not resume: " + again.message());
    }

    @Test
    void shouldShowAPausedStrategy() throws Exception {
        PaperRun.Outcome outcome = run("risk.strategy.maxDrawdown", "0.2");
        assertEquals(ExitCodes.DONE, outcome.exitCode(), outcome.message());
        assertTrue(outcome.message().contains("paused: sma-cross by STRATEGY_DRAWDOWN"), outcome.message());
        String paused = "\"paused\":[{\"strategy\":0,\"name\":\"sma-cross\",\"control\":\"STRATEGY_DRAWDOWN\"}]";
        assertTrue(health().contains(paused), health());
        assertTrue(health().contains("\"trading\":\"ACTIVE\""), health());
    }

    /** It threw within the run: whoever looks at the account sees that nobody decides for it any more. */
    @Test
    void shouldShowAStrategyThatThrew() throws Exception {
        StrategyCatalog catalog = StrategyCatalog.standard().with(new Thrower());
        Settings settings = Thrower.settings();
        PaperOptions options = PaperTape.options(folder.resolve("data"), data, EngineConfig.read(settings, catalog));
        // Whoever looked at the plug-ins now would fail: what the thread that obeys KILL says needs none.
        Plugins.use(folder.resolve("nowhere"));
        PaperRun.Outcome outcome;
        try {
            outcome = new PaperRun(options, said::add).run();
        } finally {
            Plugins.use(null);
        }
        assertEquals(ExitCodes.REFUSED, outcome.exitCode(), outcome.message());
        assertTrue(outcome.message().contains("failed and out of service: thrower"), outcome.message());
        assertTrue(
                health().contains("\"failed\":[{\"strategy\":0,\"name\":\"thrower\",\"acknowledged\":false}]"),
                health());
        String sentence = "thrower in sleeve 0 threw something and is out of service, also after a restart on this"
                + " journal; its orders and positions stay";
        assertEquals(
                List.of(sentence),
                said.stream().filter(line -> line.startsWith("thrower")).toList());
        assertTrue(StatusTable.of(health()).contains("failed     thrower in sleeve 0 threw something"), health());

        said.clear();
        PaperRun.Outcome again = new PaperRun(options, said::add).run();
        assertTrue(again.message().contains("failed and out of service: thrower"), "a restart: " + again.message());
        assertEquals(ExitCodes.REFUSED, again.exitCode(), "the journal knows: " + again.message());
        assertTrue(said.contains(sentence), said::toString);
    }

    @Test
    void shouldShowThatOnlyExitsPass() throws Exception {
        PaperRun.Outcome outcome = run("risk.dailyLoss", "0.25");
        assertEquals(ExitCodes.DONE, outcome.exitCode(), outcome.message());
        assertTrue(outcome.message().contains("only exits pass: [DAILY_LOSS]"), outcome.message());
        assertTrue(health().contains("\"trading\":\"REDUCING\",\"causes\":[\"DAILY_LOSS\"]"), health());
        assertTrue(health().contains("\"dailyLoss\":\"REDUCING at 0.25, HALTED at 0.375\""), health());
        assertTrue(StatusTable.of(health()).contains("daily loss REDUCING at 0.25, HALTED at 0.375"), health());
        assertTrue(
                said.stream()
                        .anyMatch(line -> line.matches("REDUCING by DAILY_LOSS: 0\\.\\d{4} of 0\\.2500: working entries"
                                + " are cancelled, only exits leave until it is over, or the command resume")),
                said::toString);
    }
}
