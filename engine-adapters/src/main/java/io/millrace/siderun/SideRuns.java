package io.millrace.siderun;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
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
import java.util.function.Predicate;
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
    private final Predicate<String> isObject;
    private final Consumer<String> say;
    private final DataPlace data;
    private final List<SideRun> runs = new ArrayList<>();
    private Child child;
    private Thread watcher;
    private boolean closed;

    /**
     * Looks at what is there; a process that an earlier daemon left behind is ended.
     *
     * @param running the engine's configuration
     * @param isObject tells figures from other texts
     * @param say tells who asked for what, and what became of it
     * @throws IOException when the folder cannot be read
     */
    public SideRuns(
            Path dataDir, BacktestConfig config, Settings running, Predicate<String> isObject, Consumer<String> say)
            throws IOException {
        this.folder = dataDir.resolve(FOLDER).toAbsolutePath();
        this.config = config;
        this.running = running;
        this.isObject = isObject;
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
    public String figures(SideRun run) {
        return run.state() == SideRun.State.DONE ? files(run).figures() : "";
    }

    private RunRecord files(SideRun run) {
        return new RunRecord(folder.resolve(run.id()));
    }

    @Override
    public synchronized SideRun begin(BacktestOrder order) throws RefusedException {
        if (!config.enabled()) {
            throw new RefusedException(
                    false,
                    "backtests are switched off here: set " + BacktestConfig.ENABLED + " to true and start again");
        }
        if (closed) {
            throw new RefusedException(false, "the daemon is ending");
        }
        if (child != null) {
            throw new RefusedException(true, "a backtest is running, one at a time: ask again when it has ended");
        }
        String given = data.resolve(order.data());
        forgetOldest();
        Instant now = Instant.now();
        SideRun run = new SideRun(
                newId(now), order.actor(), order.requestKey(), order.text(), now, SideRun.State.RUNNING, "", "");
        start(run, order, given);
        runs.add(run);
        say.accept("backtest " + run.id() + " by " + run.actor() + ": " + run.what());
        return run;
    }

    /** Nothing is left of one that cannot be started, so that its key is free. */
    private void start(SideRun run, BacktestOrder order, String given) throws RefusedException {
        RunRecord files = files(run);
        boolean begun = false;
        try {
            files.writeAsked(run);
            if (order.strategy().isEmpty()) {
                Files.writeString(files.configuration(), yaml(running), UTF_8);
            }
            child = Child.start(ChildCommand.of(order, given, files, config.seconds()));
            files.writeProcess(child);
            Child started = child;
            watcher = new Thread(() -> watch(run, files, started), "millrace-backtest");
            watcher.setDaemon(true);
            watcher.start();
            begun = true;
        } catch (IOException e) {
            throw new RefusedException(false, "it cannot be started: " + e);
        } finally {
            if (!begun) {
                end();
                delete(run);
            }
        }
    }

    /** When there are as many as are kept; none of them runs. Their keys are free again. */
    private void forgetOldest() {
        while (runs.size() >= MOST) {
            SideRun oldest = runs.remove(0);
            delete(oldest);
            say.accept("backtest " + oldest.id() + " by " + oldest.actor()
                    + ": forgotten with its folder, the oldest of " + MOST);
        }
    }

    private void delete(SideRun run) {
        try {
            files(run).delete();
        } catch (IOException e) {
            say.accept("backtest " + run.id() + ": its folder cannot be deleted: " + e);
        }
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

    /** Whatever happens here, the next one can begin. */
    private void watch(SideRun run, RunRecord files, Child process) {
        SideRun ended = run.ended(SideRun.State.FAILED, "what became of it is not known", "");
        try {
            ended = process.await(run, files, config.seconds(), isObject);
        } catch (InterruptedException | IOException e) {
            ended = run.ended(SideRun.State.FAILED, "what became of it cannot be read: " + e, "");
        } finally {
            process.end();
            settle(ended, files);
        }
    }

    private synchronized void settle(SideRun ended, RunRecord files) {
        child = null;
        if (closed && ended.state() != SideRun.State.DONE) {
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
            child.end();
            child = null;
        }
    }

    /** Ends the one that runs. */
    @Override
    public void close() {
        Child last;
        Thread waiting;
        synchronized (this) {
            closed = true;
            last = child;
            waiting = watcher;
        }
        if (last == null) {
            return;
        }
        last.end();
        try {
            last.awaitEnd(END_S);
            waiting.join(TimeUnit.SECONDS.toMillis(END_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
