package io.millrace.siderun;

import io.millrace.config.Settings;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that begins a backtest and waits to be killed: its data folder, the folder of files, the file. */
final class DeskMain {
    private DeskMain() {}

    public static void main(String[] args) throws Exception {
        BacktestConfig config = new BacktestConfig(true, args[1], 600);
        try (SideRuns runs =
                new SideRuns(Path.of(args[0]), config, new Settings(), text -> true, System.out::println)) {
            runs.begin(new BacktestOrder("api", 1, "buy-and-hold", "", args[2], "", "", ""));
            System.out.println("begun");
            TimeUnit.MINUTES.sleep(10);
        }
    }
}
