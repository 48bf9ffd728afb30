package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that goes while it is held, from the command line to the report: nothing of it is dropped. */
class DelistingBacktestTest {
    @TempDir
    Path work;

    /** Ten trading days of LIVE; DEAD ends after the fifth, at 80. */
    private Path data() throws IOException {
        Path folder = Files.createDirectory(work.resolve("data"));
        StringBuilder live = new StringBuilder("date,open,high,low,close,volume\n");
        StringBuilder dead = new StringBuilder(live);
        LocalDate day = LocalDate.of(2024, 1, 22);
        for (int i = 0; i < 10; i++) {
            live.append(day).append(",50,50,50,50,1000000\n");
            if (i < 5) {
                dead.append(day).append(i < 4 ? ",100,100,100,100,1000000\n" : ",80,80,80,80,1000000\n");
            }
            day = day.plusDays(i % 5 == 4 ? 3 : 1);
        }
        Files.writeString(folder.resolve("LIVE.csv"), live);
        Files.writeString(folder.resolve("DEAD.csv"), dead);
        return folder;
    }

    private CommandRun run(String actions) throws IOException {
        Path config = Files.writeString(
                work.resolve("c.yaml"),
                "engine:\n  mode: backtest\ninstruments:\n  - symbol: DEAD\n    assetClass: equity\n"
                        + "    calendar: NASDAQ\n" + actions
                        + "  - symbol: LIVE\n    assetClass: equity\n    calendar: NASDAQ\n"
                        + "strategies:\n  - name: buy-and-hold\n    symbol: DEAD\n    timeframe: 1d\n"
                        + "venue:\n  takerFee: 0\n  makerFee: 0\n");
        return CommandRun.of("backtest", "--json", "--config", config, "--data", data(), "--out", work.resolve("out"));
    }

    /** 100 shares at 100, last 80: 45 % of 8,000 are left. */
    @Test
    void shouldCloseWhatIsHeldAtTheReturnOfItsExchange() throws IOException {
        CommandRun run = run("    actions: 2024-01-29 delisting\n");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(3_600.0, ((Number) run.json().get("finalEquity")).doubleValue(), 0.01);
        assertEquals(1, ((Number) run.json().get("trades")).intValue());
        assertEquals(0, ((Number) run.json().get("openPositions")).intValue());
        CommandRun replay = CommandRun.of("replay", work.resolve("out"), "--verify", "--json");
        assertEquals(true, replay.json().get("identical"), replay.err());
        CommandRun tail = CommandRun.of("tail", work.resolve("out"), "--type", "InternalFill");
        assertTrue(tail.out().contains("36"), tail.out());
    }

    @Test
    void shouldSayThatADelistingCameTooLateForTheData() throws IOException {
        CommandRun run = run("    actions: 2024-02-15 delisting\n");
        assertEquals(0, run.exitCode(), run.err());
        assertEquals(8_000.0, ((Number) run.json().get("finalEquity")).doubleValue(), 0.01);
        assertTrue(run.out().contains("the delisting of DEAD on 2024-02-15 lies after all data"), run.out());
    }
}
