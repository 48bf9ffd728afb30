package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import io.millrace.config.Settings;
import io.millrace.live.Arming;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code arm}: a person says that the next start, with this configuration, may trade live. */
@Command(
        name = "arm",
        description = "Allows a start in mode live within 15 minutes, for exactly this configuration and version.",
        footer = {"", "Give the options that run will be given. The simulated venue is the only one there is today."})
public final class ArmCommand implements CommandProvider, Callable<Integer> {
    /** Characters of the account's end that a person types, so that nothing shows them. */
    static final int TYPED = 4;

    @Mixin
    HelpOption help;

    @Mixin
    RunSettings choice;

    @Spec
    private CommandSpec spec;

    @Option(names = "--live", required = true, description = "said in words: there is nothing else to arm for")
    private boolean live;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "folder of the engine (${DEFAULT-VALUE})")
    private Path dataDir;

    @Override
    public Object command() {
        return this;
    }

    @Override
    public Integer call() throws IOException {
        if (!live) {
            throw new RunException(ExitCodes.USAGE, "--live is false; there is nothing else to arm for");
        }
        PrintWriter err = spec.commandLine().getErr();
        RunSettings.Chosen chosen = choice.choose("live", new Settings(), err);
        String account = LiveSection.account(chosen.effective().settings());
        if (account.isEmpty()) {
            throw new RunException(
                    ExitCodes.USAGE,
                    "live.account is not set: name the account in the configuration file, at least 4 characters");
        }
        err.print("arming account " + LiveSession.masked(account) + " at the simulated venue, symbols "
                + String.join(", ", LiveSession.symbols(chosen.effective().engine()))
                + "\ntype the last 4 characters of the account: ");
        err.flush();
        String typed = new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
        Files.createDirectories(dataDir);
        try {
            String binding = new LiveFacts(dataDir, chosen.file(), chosen.effective()).binding();
            Arming.make(account, typed == null ? "" : typed.strip(), binding, System.currentTimeMillis())
                    .write(dataDir.resolve(LiveFacts.ARMED_FILE));
        } catch (IllegalArgumentException e) {
            throw new RunException(ExitCodes.REFUSED, e.getMessage());
        }
        spec.commandLine()
                .getOut()
                .println("armed for one start within 15 minutes: millrace run --mode live --live, with the same"
                        + " options and --data-dir " + dataDir);
        return ExitCodes.DONE;
    }
}
