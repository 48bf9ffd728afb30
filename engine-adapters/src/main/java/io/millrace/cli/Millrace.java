package io.millrace.cli;

import io.millrace.plugin.Plugins;
import io.millrace.replay.JournalHeader;
import io.millrace.siderun.Tether;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The program: finds the command, runs it, turns its end into an exit code. */
public final class Millrace {
    private static final int HELP_WIDTH = 110;

    private Millrace() {}

    public static void main(String[] arguments) {
        Tether.tie();
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        System.exit(run(arguments, out, err));
    }

    /**
     * Runs one command to its end.
     *
     * @return the exit code
     */
    @SuppressWarnings("CatchingUnchecked") // Whatever happens, the caller gets a sentence and an exit code.
    public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        try {
            CommandLine line = new CommandLine(new Root());
            Commands.addTo(line, arguments);
            line.setOut(out);
            line.setErr(err);
            line.setUsageHelpWidth(HELP_WIDTH);
            line.setCaseInsensitiveEnumValuesAllowed(true);
            line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
            line.setParameterExceptionHandler((failure, rest) -> Failures.usage(failure, err));
            line.setExecutionExceptionHandler((failure, command, parsed) -> Failures.report(failure, err));
            return line.execute(arguments);
        } catch (Exception | Error e) {
            return Failures.report(e, err);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Without a command: says which there are. */
    @Command(
            name = "millrace",
            description = "A deterministic, journaled trading engine.",
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Exit codes: 0 done, 1 what was asked about is bad, 2 wrong usage or configuration, 3 data or journal",
                "missing or damaged, 4 a venue or source failed, 5 stopped by risk, 70 a fault of the engine."
            })
    static final class Root implements Callable<Integer> {
        @CommandLine.Spec
        CommandLine.Model.CommandSpec spec;

        @CommandLine.Mixin
        HelpOption help;

        @Option(
                names = "--plugins",
                paramLabel = "DIR",
                scope = CommandLine.ScopeType.INHERIT,
                description = "folder of plug-in strategies in jars; default plugins, where there is one")
        void plugins(Path folder) {
            Plugins.use(folder);
        }

        @Option(names = "--version", description = "print the version")
        boolean version;

        @Override
        public Integer call() {
            if (version) {
                spec.commandLine().getOut().println("millrace " + JournalHeader.ENGINE_VERSION);
                return EngineCommand.OK;
            }
            spec.commandLine().usage(spec.commandLine().getErr());
            return CommandException.USAGE;
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8)),
                descriptor == FileDescriptor.err);
    }
}
