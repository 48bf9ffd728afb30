package io.millrace.testkit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a main class in a fresh JVM on this test's class path, with this JVM's module flags and extra ones such as
 * {@code -XX:-DoEscapeAnalysis} or {@code -Xint}. Any thread; the caller waits.
 */
public final class ChildJvm {
    private static final Path OWN_HOME = Path.of(System.getProperty("java.home"));

    private ChildJvm() {}

    /** Exit code of a finished JVM, and what it wrote to standard output and standard error together. */
    public record Result(int exitCode, String output) {}

    /** Starts the JVM and waits; one that outlives the limit is ended and reported as an error with its output. */
    public static Result run(
            final Class<?> main, final List<String> jvmFlags, final List<String> arguments, final long limitSeconds)
            throws IOException, InterruptedException {
        return run(Path.of(System.getProperty("java.home"), "bin", "java"), main, jvmFlags, arguments, limitSeconds);
    }

    /** The same on another Java. */
    public static Result run(
            final Path java,
            final Class<?> main,
            final List<String> jvmFlags,
            final List<String> arguments,
            final long limitSeconds)
            throws IOException, InterruptedException {
        final Path output = Files.createTempFile("child-jvm", ".log");
        try {
            final Process process = new ProcessBuilder(command(java, main, jvmFlags, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                    throw new IllegalStateException(main.getName() + " " + jvmFlags + " still ran after " + limitSeconds
                            + " s; its output: " + Files.readString(output, StandardCharsets.UTF_8));
                }
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static List<String> command(
            final Path java, final Class<?> main, final List<String> jvmFlags, final List<String> arguments) {
        final List<String> command = new ArrayList<>();
        command.add(java.toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // Another Java need not know the options of this one; the module flags all of them know.
            final boolean known = flag.startsWith("--add-") || (java.startsWith(OWN_HOME) && flag.startsWith("--"));
            if (known || flag.startsWith("-Dchronicle") || flag.startsWith("-Djava.io.tmpdir")) {
                command.add(flag);
            }
        }
        command.add("-ea");
        command.addAll(jvmFlags);
        command.add("-cp");
        // Surefire may start on a jar that only names the class path; the property has it in full.
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }
}
