package io.millrace.daemon;

import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import io.millrace.control.JsonTree;
import io.millrace.report.Json;
import io.millrace.view.FeedFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The command {@code health}: exit code 0 when a daemon holds the folder, its heartbeat is fresh and it has not halted.
 * Looks at files only, so that it says the truth of a daemon without a service, too.
 *
 * <p>A strategy that threw is said, but the engine is well: it trades the others, and since a restart on the same
 * journal takes nothing back, what restarts the unwell would do it for ever. {@code --strict} is for who wants it bad,
 * until a person has acknowledged it.
 */
@Command(name = "health", description = "Exit code 0 when the engine of a data folder is well, 1 when not.")
public final class HealthCommand implements CommandProvider, Callable<Integer> {
    private static final long OLDEST_BEAT_MS = 5_000;

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "folder of the engine (${DEFAULT-VALUE})")
    private Path dataDir;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Option(
            names = "--strict",
            description = "exit code 1 also when a strategy is out of service because it threw, until acknowledged")
    private boolean strict;

    private record Check(String name, boolean ok, String detail) {}

    @Override
    public Object command() {
        return this;
    }

    @Override
    public Integer call() throws IOException {
        List<Check> checks = checks();
        boolean healthy = checks.stream().allMatch(Check::ok);
        if (json) {
            Json text = new Json(512);
            text.open('{').key("healthy").value(healthy).key("checks").open('[');
            for (Check check : checks) {
                text.open('{').key("name").string(check.name()).key("ok").value(check.ok());
                text.key("detail").string(check.detail()).close('}');
            }
            spec.commandLine().getOut().println(text.close(']').close('}'));
        } else {
            for (Check check : checks) {
                spec.commandLine()
                        .getOut()
                        .println((check.ok() ? "ok   " : "BAD  ") + check.name() + ": " + check.detail());
            }
        }
        return healthy ? ExitCodes.DONE : ExitCodes.REFUSED;
    }

    /** A reduction by risk or a person is no fault, but it is said. */
    private static Check trading(JsonTree health) {
        String trading = health.text("trading");
        if (trading.equals("KILLED")) {
            return new Check("trading", false, "the kill switch is set");
        }
        String causes = String.join(", ", health.texts("causes"));
        return new Check(
                "trading", true, "not killed" + (causes.isEmpty() ? "" : ", but " + trading + " by " + causes));
    }

    private Check strategies(JsonTree health) {
        List<JsonTree> failed = health.objects("failed");
        String names = failed.stream()
                .map(each -> each.text("name") + " in sleeve " + each.text("strategy")
                        + (each.isTrue("acknowledged") ? " (acknowledged)" : ""))
                .collect(Collectors.joining(", "));
        boolean seen = failed.stream().allMatch(each -> each.isTrue("acknowledged"));
        return failed.isEmpty()
                ? new Check("strategies", true, "none failed")
                : new Check("strategies", !strict || seen, StatusTable.OUT_OF_SERVICE + ": " + names);
    }

    private static String refused(JsonTree health) {
        List<String> refused = health.objects("refused").stream()
                .map(each -> each.text("count") + " by " + each.text("control") + ", last at " + each.text("last"))
                .toList();
        return refused.isEmpty() ? "none refused" : "refused " + String.join("; ", refused);
    }

    private List<Check> checks() throws IOException {
        List<Check> checks = new ArrayList<>();
        boolean owned = ControlClient.isOwned(dataDir);
        checks.add(new Check("process", owned, owned ? "runs on " + dataDir : "none runs on " + dataDir));
        Path file = dataDir.resolve(Health.FILE);
        if (!Files.exists(file)) {
            checks.add(new Check("heartbeat", false, "there is no " + file));
            return checks;
        }
        long ageMs =
                System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
        checks.add(new Check("heartbeat", ageMs <= OLDEST_BEAT_MS, ageMs + " ms ago"));
        String text = Files.readString(file);
        JsonTree health = JsonTree.of(text);
        boolean halted = health.text("state").equals(Health.HALTED);
        String causes = String.join(", ", health.texts("causes"));
        String why = causes.isEmpty() ? "halted: see alert in " + file : "halted by " + causes;
        checks.add(new Check("engine", !halted, halted ? why : "not halted"));
        checks.add(trading(health));
        checks.add(strategies(health));
        checks.add(new Check("orders", true, refused(health)));
        for (JsonTree feed : health.objects("feeds")) {
            boolean down = feed.text("state").equals(FeedFigures.DOWN);
            checks.add(new Check(
                    "feed " + feed.text("name"),
                    !down,
                    feed.text("state") + ", " + feed.text("read") + " rows read, " + feed.text("alreadyJournaled")
                            + " already journaled, " + feed.text("missing") + " missing"));
        }
        return checks;
    }
}
