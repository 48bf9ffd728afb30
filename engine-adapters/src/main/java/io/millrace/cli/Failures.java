package io.millrace.cli;

import io.millrace.config.ConfigException;
import io.millrace.config.NearestName;
import io.millrace.journal.JournalException;
import io.millrace.replay.ReplayException;
import io.millrace.source.DataException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever ends a command into a sentence on standard error and an exit code. */
final class Failures {
    private static final int ENGINE_FAULT = 70;

    private Failures() {}

    static int report(Throwable failure, PrintWriter err) {
        int code = exitCode(failure);
        if (failure instanceof ConfigException config) {
            err.println("millrace: " + config.describe());
        } else if (code == ENGINE_FAULT && !(failure instanceof CommandException)) {
            err.println("millrace: a fault of the engine, not of its input: " + failure
                    + ". Run again with MILLRACE_DEBUG=1 for the place, and report it.");
        } else {
            err.println("millrace: " + failure.getMessage());
        }
        if (System.getenv("MILLRACE_DEBUG") != null) {
            failure.printStackTrace(err);
        }
        return code;
    }

    static int usage(ParameterException failure, PrintWriter err) {
        CommandLine command = failure.getCommandLine();
        err.println("millrace: " + sentence(failure, command));
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return CommandException.USAGE;
    }

    private static int exitCode(Throwable failure) {
        if (failure instanceof CommandException command) {
            return command.exitCode();
        }
        if (failure instanceof DataException data) {
            return data.exitCode();
        }
        if (failure instanceof ConfigException) {
            return CommandException.USAGE;
        }
        boolean journal = failure instanceof JournalException || failure instanceof ReplayException;
        return journal ? CommandException.DATA : ENGINE_FAULT;
    }

    private static String sentence(ParameterException failure, CommandLine command) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return failure.getMessage();
        }
        String wrong = unmatched.getUnmatched().get(0);
        if (!wrong.startsWith("-")) {
            List<String> names = new ArrayList<>(command.getSubcommands().keySet());
            return names.isEmpty()
                    ? "\"" + wrong + "\" is one argument too many"
                    : "unknown command \"" + wrong + "\"" + NearestName.hint(wrong, names) + "; there are "
                            + String.join(", ", names);
        }
        String name = wrong.contains("=") ? wrong.substring(0, wrong.indexOf('=')) : wrong;
        List<String> options =
                new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
        return "unknown option \"" + name + "\"" + NearestName.hint(name, options);
    }
}
