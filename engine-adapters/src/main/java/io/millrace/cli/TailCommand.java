package io.millrace.cli;

import io.millrace.cli.StepWalk.NamedMessage;
import io.millrace.config.ConfigException;
import io.millrace.config.NearestName;
import io.millrace.engine.EngineConfig;
import io.millrace.inspect.StepInspector;
import io.millrace.plugin.Plugins;
import io.millrace.replay.JournalHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** J7: the messages of a journal, also while it is written by another process. */
@Command(
        name = "tail",
        description = "Prints a journal's messages, one a line; with --json one object a line.",
        footer = {"", "Example: millrace tail runs/NAME --type OrderCommand --type ExecutionReport"})
final class TailCommand extends EngineCommand {
    private static final long POLL_MILLIS = 50;
    private static final long ASK_EVERY = 4_096;
    private static final String ALERT = "Alert";
    private static final List<String> LEVELS = List.of("info", "warn", "error", "fatal");

    @Parameters(paramLabel = "JOURNAL", description = "a journal's folder, or the folder of its run")
    Path journal;

    @Option(names = "--follow", description = "wait for more until Ctrl-C")
    boolean follow;

    @Option(names = "--type", paramLabel = "T", description = "only messages of this type; repeatable")
    List<String> types = new ArrayList<>();

    @Option(names = "--strategy", paramLabel = "S", description = "only messages of this strategy")
    String strategy;

    @Option(names = "--symbol", paramLabel = "S", description = "only messages of this instrument")
    String symbol;

    @Option(
            names = "--level",
            paramLabel = "L",
            description = "only alerts, from this level on: info, warn, error, fatal")
    String level;

    @Option(names = "--from", paramLabel = "STEP", description = "first step printed")
    long from;

    @Override
    public Integer call() {
        if (from < 0) {
            throw new ConfigException("--from is " + from + "; expected the number of a step, from 0");
        }
        Path folder = RunFolder.journalOf(journal);
        StepInspector inspector = new StepInspector();
        List<String> names = new ArrayList<>(inspector.messageNames());
        names.remove("StepHeader");
        Collections.sort(names);
        for (String type : types) {
            require("--type", type, names);
        }
        if (level != null) {
            require("--level", level, LEVELS);
            requireAlerts();
        }
        checkNames(folder);
        sayCut(folder);
        try (StepWalk walk = new StepWalk(folder, inspector, from, this::print)) {
            boolean waiting = true;
            long printed = 0;
            while (waiting) {
                while (walk.next()) {
                    printed++;
                    // Asking flushes, so not after every line; it ends a tail whose reader has gone.
                    if (printed % ASK_EVERY == 0 && out().checkError()) {
                        return OK;
                    }
                }
                waiting = follow && !out().checkError() && sleep();
            }
        }
        return OK;
    }

    private void print(NamedMessage message) {
        boolean wanted = (types.isEmpty() || types.contains(message.message().type()))
                && (strategy == null || strategy.equals(message.strategy()))
                && (symbol == null || symbol.equals(message.symbol()))
                && (level == null || level(message) >= LEVELS.indexOf(level));
        if (wanted) {
            out().println(json ? MessageText.object(message) : MessageText.line(message));
        }
    }

    /** Only alerts have a level: with another type nothing could ever be printed. */
    private void requireAlerts() {
        for (String type : types) {
            if (!type.equals(ALERT)) {
                throw new ConfigException("--level " + level + " asks for alerts only, and --type " + type
                        + " for what is none; leave one of them out, or give --type " + ALERT);
            }
        }
    }

    /** Of what is no alert, less than any. */
    private static int level(NamedMessage message) {
        String severity = message.message().value("severity");
        return severity == null ? -1 : LEVELS.indexOf(severity.toLowerCase(Locale.ROOT));
    }

    private void checkNames(Path folder) {
        if (strategy == null && symbol == null) {
            return;
        }
        EngineConfig config = JournalHeader.read(folder, Plugins.catalog()).config();
        List<String> strategies = new ArrayList<>();
        config.strategies().forEach(each -> strategies.add(each.name()));
        List<String> symbols = new ArrayList<>();
        config.instruments().forEach(each -> symbols.add(each.symbol()));
        if (strategy != null) {
            require("--strategy", strategy, strategies);
        }
        if (symbol != null) {
            require("--symbol", symbol, symbols);
        }
    }

    private static void require(String option, String name, List<String> names) {
        if (!names.contains(name)) {
            throw new ConfigException(option + " \"" + name + "\" is unknown here" + NearestName.hint(name, names)
                    + "; there are " + String.join(", ", names));
        }
    }

    private static boolean sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
