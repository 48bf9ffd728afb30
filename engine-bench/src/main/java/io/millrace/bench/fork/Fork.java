package io.millrace.bench.fork;

import io.millrace.bench.result.Figures;
import io.millrace.cli.CommandException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The parent's side of one child: it idles until it is told to run. One thread; a second one reads its lines. */
final class Fork implements AutoCloseable {
    private static final long END_SECONDS = 5;
    private static final String END = "end";

    private final CaseSpec spec;
    private final Path errors;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Process process;

    private Fork(CaseSpec spec, Path errors, Process process) {
        this.spec = spec;
        this.errors = errors;
        this.process = process;
    }

    /**
     * Starts a child and waits until its case is ready.
     *
     * @param errors a file for what it writes to standard error
     * @throws CommandException when it fails or takes too long
     */
    static Fork open(CaseSpec spec, Path errors) throws InterruptedException {
        Fork fork = new Fork(spec, errors, start(spec, errors));
        Thread reader = new Thread(fork::read, "bench-fork");
        reader.setDaemon(true);
        reader.start();
        boolean ready = false;
        try {
            fork.await();
            ready = true;
        } finally {
            if (!ready) {
                fork.close();
            }
        }
        return fork;
    }

    /** A run that is not counted. */
    Figures warmUp() throws InterruptedException {
        return ask(CaseServer.WARM_UP);
    }

    /** A run that is counted. */
    Figures run() throws InterruptedException {
        return ask(CaseServer.RUN);
    }

    /** Ends the child, also in the middle of a run. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process start(CaseSpec spec, Path errors) {
        try {
            return new ProcessBuilder(JavaCommand.of(spec.main(), spec.arguments()))
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a JVM for \"" + spec.name() + "\"", e);
        }
    }

    private Figures ask(char order) throws InterruptedException {
        try {
            OutputStream orders = process.getOutputStream();
            orders.write(order);
            orders.flush();
        } catch (IOException e) {
            // The child has ended; await says how.
        }
        return Figures.ofLine(await());
    }

    private String await() throws InterruptedException {
        String line = lines.poll(spec.limitSeconds(), TimeUnit.SECONDS);
        if (line == null) {
            throw Failure.of(spec.name(), "still ran after " + spec.limitSeconds() + " s and was ended", errors);
        }
        if (line.equals(END)) {
            throw Failure.of(spec.name(), "ended with exit code " + process.waitFor(), errors);
        }
        return line;
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(CaseServer.TAG)) {
                    lines.add(line.substring(CaseServer.TAG.length()));
                }
            }
        } catch (IOException e) {
            lines.add(END);
            return;
        }
        lines.add(END);
    }
}
