package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.strategy.StrategyRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every strategy that this build has, on real data, through the command line. */
class LookaheadCommandTest {
    @Test
    void shouldFindEveryShippedStrategyCleanOnDailyBars() throws IOException {
        for (String name : StrategyRegistry.names()) {
            CommandRun run =
                    CommandRun.of("lookahead", "--strategy", name, "--data", "embedded:aapl", "--cuts", "40", "--json");
            assertEquals(0, run.exitCode(), name + ": " + run.err() + run.out());
            Map<?, ?> json = run.json();
            assertEquals(true, json.get("clean"), name);
            assertEquals(List.of(), json.get("findings"), name);
            assertNull(json.get("firstDifference"), name);
            assertEquals(40.0, json.get("cuts"), name);
        }
    }

    @Test
    void shouldFindEveryShippedStrategyCleanOnShortBars() throws IOException {
        for (String name : StrategyRegistry.names()) {
            CommandRun run =
                    CommandRun.of("lookahead", "--strategy", name, "--data", "embedded:eth-5m", "--cuts", "20");
            assertEquals(0, run.exitCode(), name + ": " + run.err() + run.out());
            assertTrue(run.out().startsWith(name + " on embedded:eth-5m: clean"), run.out());
        }
    }

    @Test
    void shouldCutATradingStrategyAtItsSignals() throws IOException {
        CommandRun run = CommandRun.of(
                "lookahead",
                "--strategy",
                "sma-cross",
                "--param",
                "fast=5",
                "--param",
                "slow=12",
                "--data",
                "embedded:aapl",
                "--json");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue((double) run.json().get("signalCuts") > 5, run.out());
        Map<?, ?> warmUp = (Map<?, ?>) ((List<?>) run.json().get("warmUp")).get(0);
        assertEquals(5.0, warmUp.get("declaredBars"));
        assertEquals(0.0, (double) warmUp.get("declaredDifference"), 1e-12);
    }

    @Test
    void shouldProveASystemOnTheDataItNames(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("s.yaml"), """
                engine: {mode: backtest}
                data: {files: [{file: "embedded:aapl"}]}
                strategies:
                  - {name: sma-cross, symbol: AAPL, timeframe: 1d, capital: 1000, params: {fast: 10, slow: 30}}
                """);
        CommandRun run = CommandRun.of("lookahead", "--config", config, "--cuts", "3");
        assertEquals(0, run.exitCode(), run.err() + run.out());
        assertTrue(run.out().startsWith("sma-cross on the data of " + config + ": clean"), run.out());
    }

    @Test
    void shouldFlagParametersFittedOnTheDataUnderTest() throws IOException {
        CommandRun run = CommandRun.of(
                "lookahead",
                "--strategy",
                "buy-and-hold",
                "--data",
                "embedded:aapl",
                "--cuts",
                "2",
                "--fitted-from",
                "2013-06-01",
                "--fitted-to",
                "2013-07-01",
                "--json");
        assertEquals(1, run.exitCode(), run.err());
        Map<?, ?> finding = (Map<?, ?>) ((List<?>) run.json().get("findings")).get(0);
        assertEquals("FITTED_ON_TEST", finding.get("kind"));
    }

    @Test
    void shouldRefuseWrongUsage() {
        assertEquals(2, CommandRun.of("lookahead", "--strategy", "sma-cross").exitCode());
        CommandRun cuts =
                CommandRun.of("lookahead", "--strategy", "sma-cross", "--data", "embedded:aapl", "--cuts", "0");
        assertEquals(2, cuts.exitCode());
        assertTrue(cuts.err().contains("--cuts is 0"), cuts.err());
        CommandRun range = CommandRun.of(
                "lookahead",
                "--strategy",
                "sma-cross",
                "--data",
                "embedded:aapl",
                "--fitted-from",
                "2014-01-01",
                "--fitted-to",
                "2013-01-01");
        assertEquals(2, range.exitCode(), range.err());
    }
}
