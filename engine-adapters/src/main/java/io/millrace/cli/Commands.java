package io.millrace.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * Every command by name, in the order of the help. Only the one that is called is made, because reading the annotations
 * of all of them would take longer than a small backtest.
 */
final class Commands {
    private static final Map<String, Supplier<Object>> BY_NAME = byName();

    private Commands() {}

    /** Adds the command that {@code arguments} name; all of them when they name none. */
    static void addTo(CommandLine root, String[] arguments) {
        String wanted = arguments.length == 0 ? "" : arguments[0];
        Supplier<Object> command = BY_NAME.get(wanted);
        if (command != null) {
            root.addSubcommand(wanted, command.get());
            return;
        }
        for (Map.Entry<String, Supplier<Object>> entry : BY_NAME.entrySet()) {
            root.addSubcommand(entry.getKey(), entry.getValue().get());
        }
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            root.addSubcommand(provider.command());
        }
    }

    /** The names of this package's commands. */
    static List<String> names() {
        return new ArrayList<>(BY_NAME.keySet());
    }

    private static Map<String, Supplier<Object>> byName() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand::new);
        commands.put("backtest", BacktestCommand::new);
        commands.put("replay", ReplayCommand::new);
        commands.put("tail", TailCommand::new);
        commands.put("journal", JournalCommand::new);
        commands.put("report", ReportCommand::new);
        commands.put("lookahead", LookaheadCommand::new);
        commands.put("strategies", StrategiesCommand::new);
        commands.put("config", ConfigCommand::new);
        commands.put("validate", ValidateCommand::new);
        return commands;
    }
}
