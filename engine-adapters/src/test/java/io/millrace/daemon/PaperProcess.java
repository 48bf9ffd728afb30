package io.millrace.daemon;

import io.millrace.pipeline.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link PaperMain} as a child that can be signalled; its output goes to a file. */
final class PaperProcess implements AutoCloseable {
    private static final long LIMIT_MS = 120_000;

    private final Process process;
    private final Path output;

    PaperProcess(Path home, Path tape, String speed, String end) throws IOException {
        this(home, tape, speed, end, Layout.FUSED);
    }

    PaperProcess(Path home, Path tape, String speed, String end, Layout layout) throws IOException {
        this(home, List.of(), List.of(home.toString(), tape.toString(), speed, end, layout.name(), "0"));
    }

    /** @param arguments of {@link PaperMain} */
    PaperProcess(Path home, List<String> flags, List<String> arguments) throws IOException {
        Files.createDirectories(home);
        // Not at home: that may be a full disk.
        output = Files.createTempFile("paper-run", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--") || flag.startsWith("-Dchronicle") || flag.startsWith("-Djava.io.tmpdir")) {
                command.add(flag);
            }
        }
        // Short-lived: compile lightly, collect simply. Later flags win.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-ea"));
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(PaperMain.class.getName());
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Waits for a line that begins so; false when the process ended without one. */
    boolean awaitLine(String start) throws IOException, InterruptedException {
        for (long waited = 0; waited < LIMIT_MS; waited += 5) {
            boolean alive = process.isAlive();
            try (BufferedReader reader = Files.newBufferedReader(output)) {
                if (reader.lines().anyMatch(line -> line.startsWith(start))) {
                    return true;
                }
            }
            if (!alive) {
                return false;
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("no line \"" + start + "\" in " + LIMIT_MS + " ms: " + output());
    }

    /** Sends a signal by name, such as TERM. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_MS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still running after " + LIMIT_MS + " ms: " + output());
        }
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
