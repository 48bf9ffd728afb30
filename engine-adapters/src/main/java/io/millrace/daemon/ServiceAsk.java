package io.millrace.daemon;

import io.millrace.cli.HelpOption;
import io.millrace.control.JsonTree;
import io.millrace.report.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands have in common that ask a running daemon over its service. */
abstract class ServiceAsk implements Callable<Integer> {
    @Mixin
    HelpOption help;

    private static final int LONGEST_ACTOR = 12;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "folder of the engine (${DEFAULT-VALUE})")
    private Path dataDir;

    @Option(names = "--json", description = "the engine's answer as it is, JSON")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        try {
            String answer = ask(new ServiceCommand(dataDir));
            if (json) {
                spec.commandLine().getOut().println(answer);
            } else {
                rows(answer).forEach(row -> spec.commandLine().getOut().println(line(row)));
            }
            spec.commandLine().getOut().flush();
            return ExitCodes.DONE;
        } catch (RunException e) {
            throw new RunException(e.exitCode(), problem(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new RunException(ExitCodes.REFUSED, e.getMessage());
        }
    }

    abstract String ask(ServiceCommand service) throws InterruptedException;

    abstract String line(JsonTree row);

    /** A body with who says so and these pairs. */
    static Json body(String... pairs) {
        String user = System.getProperty("user.name", "operator").replaceAll("[^A-Za-z0-9._-]", "-");
        Json body = new Json(256);
        body.open('{').key("actor").string(user.substring(0, Math.min(user.length(), LONGEST_ACTOR)));
        for (int i = 0; i < pairs.length; i += 2) {
            body.key(pairs[i]).string(pairs[i + 1]);
        }
        return body;
    }

    /** The sentence of a problem; what is none stays as it is. */
    private static String problem(String text) {
        if (!text.startsWith("{")) {
            return text;
        }
        List<JsonTree> rows = rows(text);
        return rows.isEmpty() || !rows.get(0).has("detail") ? text : rows.get(0).text("detail");
    }

    private static List<JsonTree> rows(String answer) {
        try {
            return JsonTree.of(answer).rows();
        } catch (IOException e) {
            throw new IllegalArgumentException("the engine's answer cannot be read: " + answer, e);
        }
    }
}
