package io.millrace.siderun;

import io.millrace.plugin.Plugins;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How the child is started: this Java, this class path, one processor, a small heap, behind everything else, and
 * nothing of the environment that could be a secret. No shell is between. It has a pipe as its standard input, whose
 * other end is the daemon's, see {@link Tether}.
 */
final class ChildCommand {
    private static final String MAIN = "io.millrace.cli.Millrace";
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final Set<String> KEPT = Set.of("PATH", "JAVA_HOME", "TMPDIR", "LANG", "LC_ALL", "TZ");
    /** About 1 GiB in all, at worst: with code, threads and the collector's own. */
    private static final List<String> SMALL = List.of(
            "-XX:ActiveProcessorCount=1",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms32m",
            "-Xmx320m",
            // Bars lie there, 48 bytes each; up to 128 MiB of them three times while they get their sessions and
            // places.
            "-XX:MaxDirectMemorySize=384m",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:ReservedCodeCacheSize=64m");

    private ChildCommand() {}

    /**
     * Ready to start.
     *
     * @param data what was resolved of what was asked for
     * @param seconds after which it ends itself
     */
    static ProcessBuilder of(BacktestOrder order, String data, RunRecord files, int seconds) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // Properties of other names may be anything.
            if (flag.startsWith("--") || flag.matches("-D(chronicle|agrona|slf4j).*")) {
                command.add(flag);
            }
        }
        command.addAll(SMALL);
        command.add("-Djava.io.tmpdir=" + files.temporary());
        command.add("-D" + Tether.SECONDS + "=" + seconds);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MAIN);
        command.addAll(arguments(order, data, files));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(KEPT);
        return builder;
    }

    private static List<String> arguments(BacktestOrder order, String data, RunRecord files) {
        List<String> arguments = new ArrayList<>(List.of("backtest", "--json", "--no-journal"));
        if (order.strategy().isEmpty()) {
            arguments.addAll(List.of("--config", files.configuration().toString()));
        } else {
            arguments.addAll(List.of("--strategy", order.strategy()));
        }
        if (!order.params().isEmpty()) {
            for (String param : order.params().split(",")) {
                arguments.addAll(List.of("--param", param));
            }
        }
        add(arguments, "--data", data);
        add(arguments, "--capital", order.capital());
        add(arguments, "--from", order.from());
        add(arguments, "--to", order.to());
        Path plugins = Plugins.named();
        add(
                arguments,
                "--plugins",
                plugins == null ? "" : plugins.toAbsolutePath().toString());
        add(arguments, "--out", files.result().toString());
        return arguments;
    }

    private static void add(List<String> arguments, String option, String value) {
        if (!value.isEmpty()) {
            arguments.add(option);
            arguments.add(value);
        }
    }
}
