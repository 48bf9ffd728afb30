package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several symbols, series and the data section of a configuration, from the command line. */
class SystemCommandTest {
    private static final String HEADER = "date,open,high,low,close,volume\n";

    @TempDir
    Path folder;

    @BeforeEach
    void shouldHaveThreeNamesAndASeries() throws IOException {
        Files.createDirectory(folder.resolve("bars"));
        write("bars/UP.csv", 0, 60, 1);
        write("bars/LATE.csv", 30, 60, 1);
        write("bars/GONE.csv", 0, 20, 1);
        Files.writeString(folder.resolve("vix.csv"), "date,close\n2024-01-01,12\n2024-01-02,\n2024-01-03,40\n");
    }

    private void write(String name, int from, int to, int step) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int day = from; day < to; day += step) {
            text.append(LocalDate.of(2024, 1, 1).plusDays(day)).append(",100,101,99,100,1000\n");
        }
        Files.writeString(folder.resolve(name), text.toString());
    }

    private CommandRun backtest(String... more) {
        Object[] all = new Object[more.length + 4];
        all[0] = "backtest";
        all[1] = "--json";
        all[2] = "--out";
        all[3] = folder.resolve("out");
        System.arraycopy(more, 0, all, 4, more.length);
        return CommandRun.of(all);
    }

    @Test
    void shouldSayWhichNamesEndAndWhichAreHeldAllTheSame() throws IOException {
        String bars = folder.resolve("bars").toString();
        CommandRun run = backtest("--strategy", "buy-and-hold", "--data", bars, "--asset-class", "equity");

        assertEquals(0, run.exitCode(), run.err());
        String notices = run.json().get("notices").toString();
        assertTrue(notices.contains("data ends before the others'"), notices);
        assertTrue(notices.contains("GONE (2024-01-20)"), notices);
        assertTrue(notices.contains("held at the end although their data ended before: GONE"), notices);
        assertTrue(notices.contains("closed at a loss of 30 % (NYSE)"), notices);
        assertEquals(3.0, run.json().get("openPositions"));
    }

    @Test
    void shouldTakeSeveralSymbolsAndRefuseOneThatIsNotThere() throws IOException {
        String bars = folder.resolve("bars").toString();
        CommandRun two = backtest("--strategy", "buy-and-hold", "--data", bars, "--symbol", "UP,LATE");
        CommandRun wrong = backtest("--strategy", "buy-and-hold", "--data", bars, "--symbol", "UP,LAT");

        assertEquals(90.0, two.json().get("bars"), two.err());
        assertEquals(3, wrong.exitCode());
        assertTrue(wrong.err().contains("no file of symbol \"LAT\"; the nearest is \"LATE\""), wrong.err());
    }

    @Test
    void shouldLeaveOutANameWithoutRowsInTheRange() throws IOException {
        CommandRun run = backtest(
                "--strategy", "buy-and-hold", "--data", folder.resolve("bars").toString(), "--from", "2024-02-05");

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.json().get("notices").toString().contains("no row in the range asked for of GONE"));
    }

    @Test
    void shouldRunASystemFromItsFileAloneAndReplayIt() throws IOException {
        Path config = Files.writeString(
                folder.resolve("system.yaml"),
                String.join(
                        "\n",
                        "data:",
                        "  files:",
                        "    - file: bars",
                        "      symbol: UP, LATE",
                        "  series:",
                        "    - name: vix",
                        "      file: vix.csv",
                        "      lag: 1d",
                        "strategies:",
                        "  - {name: buy-and-hold, symbol: UP, timeframe: 1d}",
                        "  - {name: sma-cross, symbol: LATE, timeframe: 2d}",
                        ""));
        CommandRun run = backtest("--config", config.toString());

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.json().get("notices").toString().contains("series vix: 2 values of close"), run.out());
        CommandRun replay = CommandRun.of("replay", "--json", "--verify", folder.resolve("out"));
        assertEquals(0, replay.exitCode(), replay.err());
        assertEquals(true, replay.json().get("identical"));
    }

    @Test
    void shouldTakeASeriesFromTheCommandLine() throws IOException {
        String vix = "vix=" + folder.resolve("vix.csv") + ",column=close,zone=America/New_York";
        String data = folder.resolve("bars/UP.csv").toString();
        CommandRun run = backtest("--strategy", "buy-and-hold", "--data", data, "--series", vix);

        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.json().get("notices").toString().contains("America/New_York"), run.out());
    }

    @Test
    void shouldNameWhatIsWrongWithASeries() {
        String data = folder.resolve("bars/UP.csv").toString();
        String file = "vix=" + folder.resolve("vix.csv");
        refused(2, "expected NAME=FILE", "--data", data, "--series", "vix");
        refused(2, "expected one of column=", "--data", data, "--series", file + ",colum=close");
        refused(2, "16h", "--data", data, "--series", file + ",lag=3");
        refused(2, "wants the column \"open\"", "--data", data, "--series", file + ",column=open");
        refused(3, "did you mean", "--data", data, "--series", "vix=" + folder.resolve("vx.csv"));
    }

    private void refused(int exitCode, String part, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "--strategy";
        all[1] = "buy-and-hold";
        System.arraycopy(more, 0, all, 2, more.length);
        CommandRun run = backtest(all);
        assertEquals(exitCode, run.exitCode(), run.err());
        assertTrue(run.err().contains(part), run.err());
    }
}
