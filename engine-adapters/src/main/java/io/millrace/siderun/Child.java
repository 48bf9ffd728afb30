package io.millrace.siderun;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The process of one backtest, from its start to what became of it. What it prints is kept up to a bound. Started by
 * the thread that asks, waited for by one other.
 */
final class Child {
    /** Bytes of figures; a process that prints more is ended. */
    static final int MOST_FIGURES = 1 << 20;

    private static final int MOST_ERRORS = 1 << 16;
    private static final int LONGEST_ERROR = 4_000;
    private static final String FIRST_VICTIM = "1000";
    private static final long END_MS = 5_000;

    private final Process process;
    private final Pump figures;
    private final Pump errors;

    private Child(Process process) {
        this.process = process;
        figures = new Pump("millrace-backtest-out", process.getInputStream(), MOST_FIGURES, this::end);
        errors = new Pump("millrace-backtest-err", process.getErrorStream(), MOST_ERRORS, () -> {});
    }

    /** Starts it. */
    static Child start(ProcessBuilder builder) throws IOException {
        Child child = new Child(builder.start());
        boolean started = false;
        try {
            child.offer();
            child.figures.start();
            child.errors.start();
            started = true;
        } finally {
            if (!started) {
                child.end();
            }
        }
        return child;
    }

    /** When memory runs out the kernel takes this one, and not the engine. */
    private void offer() {
        try {
            Files.writeString(
                    Path.of("/proc/" + process.pid() + "/oom_score_adj"), FIRST_VICTIM, StandardOpenOption.WRITE);
        } catch (IOException e) {
            // Not Linux, or it has ended already: its bounds have to do.
            return;
        }
    }

    long pid() {
        return process.pid();
    }

    /** Ends it by force, unless it has ended. Unlike the process's own method this leaves its last words to be read. */
    void end() {
        process.toHandle().destroyForcibly();
    }

    /**
     * Waits for its end and writes down what it printed.
     *
     * @param seconds after so many it is ended
     * @param isObject tells figures from other texts
     */
    SideRun await(SideRun run, RunRecord files, int seconds, Predicate<String> isObject)
            throws InterruptedException, IOException {
        boolean inTime = process.waitFor(seconds, TimeUnit.SECONDS);
        end();
        process.waitFor();
        figures.join(END_MS);
        errors.join(END_MS);
        files.deleteTemporary();
        files.writeOutput(figures.isOver() ? new byte[0] : figures.kept(), errors.kept());
        String why = inTime
                ? why(files, isObject)
                : "ended after " + seconds + " s, the most it may take (" + BacktestConfig.SECONDS + ")";
        return files.ended(run, why.isEmpty() ? SideRun.State.DONE : SideRun.State.FAILED, why);
    }

    /** Why it failed; empty when it did not. */
    private String why(RunRecord files, Predicate<String> isObject) {
        if (figures.isOver()) {
            return "ended after " + MOST_FIGURES + " bytes of figures, the most it may print";
        }
        if (process.exitValue() != 0) {
            String said = new String(errors.kept(), UTF_8).strip();
            return said.isEmpty()
                    ? "it ended with exit code " + process.exitValue() + " and said nothing"
                    : said.substring(Math.max(0, said.length() - LONGEST_ERROR));
        }
        return isObject.test(files.figures()) ? "" : "it ended well, but what it printed is no object of figures";
    }

    /** Waits so long for its end. */
    void awaitEnd(long seconds) throws InterruptedException {
        process.waitFor(seconds, TimeUnit.SECONDS);
    }
}
