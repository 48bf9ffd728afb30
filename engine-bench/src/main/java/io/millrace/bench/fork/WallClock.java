package io.millrace.bench.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Times a whole process, from before its start until it has ended. */
public final class WallClock {
    private WallClock() {}

    /**
     * Nanoseconds from start to end.
     *
     * @param name for people
     * @param output a file for all that it prints
     * @throws io.millrace.cli.CommandException when it fails or takes longer than {@link CaseSpec#LIMIT_SECONDS}
     */
    public static double ns(String name, List<String> command, Path output) throws InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        long begin = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0) + " for \"" + name + "\"", e);
        }
        try {
            if (!process.waitFor(CaseSpec.LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw Failure.of(name, "still ran after " + CaseSpec.LIMIT_SECONDS + " s and was ended", output);
            }
            long elapsed = System.nanoTime() - begin;
            if (process.exitValue() != 0) {
                throw Failure.of(name, "ended with exit code " + process.exitValue(), output);
            }
            return elapsed;
        } finally {
            process.destroyForcibly();
        }
    }
}
