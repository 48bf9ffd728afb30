package io.millrace.siderun;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The backtests of a daemon, each in a folder of its own below {@code backtests} in the data folder: who asked for what
 * with which key, and what became of it. They have no journal, which could fill the engine's disk; a command line makes
 * the same run with one. Any thread; one thread waits for the process that there is.
 */
public final class SideRuns implements BacktestDesk, AutoCloseable {
    /** Their folder, in the data folder. */
    public static final String FOLDER = "backtests";

    private static final int MOST = 200;
    private static final long END_S = 5;

    private final Path folder;
    private final BacktestConfig config;
    private final Settings running;
    private final Consumer<String> say;
    private final DataPlace data;
    private final List<SideRun> runs = new ArrayList<>();
    private Process child;
    private Thread watcher;
    private boolean closed;

    /**
     * Looks at what is there; a process that an earlier daemon left behind is ended.
     *
     * @param running the engine's configuration
     * @param say tells who asked for what, and what became of it
     * @throws IOException when the folder cannot be read
     */
    public SideRuns(Path dataDir, BacktestConfig config, Settings running, Consumer<String> say) throws IOException {
        this.folder = dataDir.resolve(FOLDER).toAbsolutePath();
        this.config = config;
        this.running = running;
        this.say = say;
        this.data = new DataPlace(config.data());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                for (Path one : found.sorted().collect(Collectors.toList())) {
                    SideRun run = new RunRecord(one).read();
                    if (run != null) {
                        runs.add(run);
                    }
                }
            }
            runs.sort(Comparator.comparing(SideRun::begun));
        }
    }

    @Override
    public synchronized List<SideRun> list() {
        return List.copyOf(runs);
    }

    @Override
    public synchronized SideRun begin(BacktestOrder order) throws RefusedException {
        if (closed) {
            throw new RefusedException(false, "the daemon is ending");
        }
        if (child != null) {
            throw new RefusedException(true, "a backtest is running, one at a time: ask again when it has ended");
        }
        if (runs.size() >= MOST) {
            throw new RefusedException(
                    false, "there are " + MOST + " backtests: move folders out of " + folder + " and start again");
        }
        String given = data.resolve(order.data());
        Instant now = Instant.now();
        SideRun run = new SideRun(
                newId(now), order.actor(), order.requestKey(), order.text(), now, SideRun.State.RUNNING, "", "", "");
        RunRecord files = new RunRecord(folder.resolve(run.id()));
        try {
            files.writeAsked(run);
            if (order.strategy().isEmpty()) {
                Files.writeString(files.configuration(), yaml(running), UTF_8);
            }
            child = ChildCommand.of(order, given, files.configuration(), Plugins.named(), files.result())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(files.printed().toFile())
                    .redirectError(files.complaints().toFile())
                    .start();
            files.writeProcess(child);
        } catch (IOException e) {
            end();
            throw new RefusedException(false, "it cannot be started: " + e);
        }
        runs.add(run);
        say.accept("backtest " + run.id() + " by " + run.actor() + ": " + run.what());
        Process started = child;
        watcher = new Thread(() -> watch(run, files, started), "millrace-backtest");
        watcher.setDaemon(true);
        watcher.start();
        return run;
    }

    private String newId(Instant now) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        int number = 1;
        while (Files.exists(folder.resolve(time + "-" + number))) {
            number++;
        }
        return time + "-" + number;
    }

    /** The engine's own configuration, to be run as a backtest; its limits stay as they are. */
    private static String yaml(Settings running) {
        StringBuilder text = new StringBuilder();
        for (Setting setting : running.all()) {
            String value = setting.key().equals("engine.mode") ? "backtest" : setting.value();
            text.append(setting.key())
                    .append(": '")
                    .append(value.replace("'", "''"))
                    .append("'\n");
        }
        return text.toString();
    }

    private void watch(SideRun run, RunRecord files, Process process) {
        SideRun ended;
        try {
            boolean inTime = process.waitFor(config.seconds(), TimeUnit.SECONDS);
            if (!inTime) {
                process.destroyForcibly().waitFor();
            }
            boolean done = inTime && process.exitValue() == 0;
            String limit =
                    "ended after " + config.seconds() + " s, the most it may take (" + BacktestConfig.SECONDS + ")";
            ended = done
                    ? files.ended(run, SideRun.State.DONE, "")
                    : files.ended(run, SideRun.State.FAILED, inTime ? reason(files, process.exitValue()) : limit);
        } catch (InterruptedException | IOException e) {
            ended = run.ended(SideRun.State.FAILED, "what became of it cannot be read: " + e, "", "");
        }
        settle(ended, files);
    }

    private static String reason(RunRecord files, int exitCode) {
        String complaint = files.complaint();
        return complaint.isEmpty() ? "it ended with exit code " + exitCode + " and said nothing" : complaint;
    }

    private synchronized void settle(SideRun ended, RunRecord files) {
        child = null;
        if (closed) {
            // Not its fault: the next start finds it lost.
            return;
        }
        runs.replaceAll(run -> run.id().equals(ended.id()) ? ended : run);
        try {
            files.writeEnded(ended);
        } catch (IOException e) {
            say.accept("backtest " + ended.id() + ": its end cannot be written down: " + e);
        }
        say.accept("backtest " + ended.id() + ": " + ended.state().name().toLowerCase(Locale.ROOT));
    }

    private void end() {
        if (child != null) {
            child.destroyForcibly();
            child = null;
        }
    }

    /** Ends the one that runs. */
    @Override
    public void close() {
        Process last;
        Thread waiting;
        synchronized (this) {
            closed = true;
            last = child;
            waiting = watcher;
        }
        if (last == null) {
            return;
        }
        last.destroyForcibly();
        try {
            last.waitFor(END_S, TimeUnit.SECONDS);
            waiting.join(TimeUnit.SECONDS.toMillis(END_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
