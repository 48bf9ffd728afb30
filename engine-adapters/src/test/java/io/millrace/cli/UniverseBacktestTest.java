package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategies that hold a universe together, from the command line and from the shipped configurations. */
class UniverseBacktestTest {
    private static final Path SYSTEMS = Path.of("..", "config", "systems");

    @TempDir
    Path work;

    /** Eight weeks of weekdays; share i falls on the Fridays of weeks i, i + 12 ...; S12 begins in the third week. */
    private Path shares() throws IOException {
        Path folder = Files.createDirectory(work.resolve("shares"));
        for (int share = 0; share < 13; share++) {
            StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
            double before = 100;
            for (int i = share == 12 ? 14 : 0; i < 56; i++) {
                LocalDate day = LocalDate.of(2024, 1, 8).plusDays(i);
                if (day.getDayOfWeek().getValue() <= 5) {
                    boolean falls = day.getDayOfWeek() == DayOfWeek.FRIDAY && i / 7 == share;
                    double close = falls ? before * 0.9 : before * 1.001;
                    text.append(String.format(
                            Locale.ROOT,
                            "%s,%.2f,%.2f,%.2f,%.2f,1000000%n",
                            day,
                            before,
                            Math.max(before, close),
                            Math.min(before, close),
                            close));
                    before = close;
                }
            }
            Files.writeString(folder.resolve("S" + share + ".csv"), text);
        }
        return folder;
    }

    @Test
    void shouldRankTheWholeFolderAndReplayToTheByte() throws IOException {
        CommandRun run = CommandRun.of(
                "backtest",
                "--json",
                "--config",
                SYSTEMS.resolve("equity-reversal.yaml"),
                "--data",
                shares(),
                "--out",
                work.resolve("out"));
        assertEquals(0, run.exitCode(), run.err());
        // One share a week is the lowest tenth of twelve or thirteen. The first Friday has no five-bar return yet; the
        // next seven choose one each, and what the last one chose has no next open.
        assertEquals(5, ((Number) run.json().get("trades")).intValue());
        assertEquals(1, ((Number) run.json().get("openPositions")).intValue());
        CommandRun replay = CommandRun.of("replay", work.resolve("out"), "--verify", "--json");
        assertEquals(true, replay.json().get("identical"), replay.err());
    }

    @Test
    void shouldGiveAUniverseOneInstanceUnlessSleevesAreApart() throws IOException {
        Path data = shares();
        CommandRun together = CommandRun.of(
                "backtest", "--strategy", "equity-reversal", "--data", data, "--out", work.resolve("together"));
        assertEquals(0, together.exitCode(), together.err());
        assertTrue(together.out().contains("equity-reversal"), together.out());
        CommandRun apart = CommandRun.of(
                "backtest",
                "--strategy",
                "crypto-reversal",
                "--sleeve-per-symbol",
                "--data",
                data,
                "--out",
                work.resolve("apart"));
        assertEquals(0, apart.exitCode(), apart.err());
    }

    @Test
    void shouldAcceptTheOtherShippedSystems() {
        for (String name : new String[] {"crypto-reversal", "momentum-signal", "zscore-reversion"}) {
            CommandRun check = CommandRun.of("config", "check", "--config", SYSTEMS.resolve(name + ".yaml"));
            assertEquals(0, check.exitCode(), check.err());
        }
    }
}
