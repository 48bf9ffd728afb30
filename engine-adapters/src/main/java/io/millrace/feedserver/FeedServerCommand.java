package io.millrace.feedserver;

import io.millrace.cli.CommandException;
import io.millrace.cli.CommandProvider;
import io.millrace.cli.HelpOption;
import io.millrace.config.ConfigException;
import io.millrace.source.DataSet;
import io.millrace.source.DataSpec;
import io.millrace.source.LoadOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code feed-server}: plays recorded trades as the venue's market stream until it is stopped. */
@Command(
        name = "feed-server",
        description = "Plays recorded trades on 127.0.0.1 as a Binance trade stream, with faults by script.",
        footer = {
            "",
            "Faults are TRADE:KIND or TRADE:KIND=AMOUNT, such as 500:disconnect,900:gap=5. Kinds: disconnect, reset,",
            "silence, garbage, gap, duplicate, cut, slow (milliseconds), huge (KiB)."
        })
public final class FeedServerCommand implements CommandProvider, Callable<Integer> {
    private static final int SOURCE_FAILED = 4;
    private static final int USUAL_PORT = 9_443;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_RATE = 10_000_000;

    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "SPEC",
            defaultValue = "embedded:btc-trades",
            description = "trades (${DEFAULT-VALUE})")
    private String data;

    @Option(
            names = "--symbol",
            paramLabel = "S",
            defaultValue = "BTCUSDT",
            description = "the venue's name (${DEFAULT-VALUE})")
    private String symbol;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + USUAL_PORT,
            description = "0 takes any free one (${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "trade time per wall time, or max (${DEFAULT-VALUE})")
    private String speed;

    @Option(names = "--now", description = "trades carry the present time instead of their own")
    private boolean now;

    @Option(
            names = "--rewind",
            paramLabel = "N",
            defaultValue = "0",
            description = "trades a new client is given again (${DEFAULT-VALUE})")
    private int rewind;

    @Option(names = "--wait", description = "play only while somebody listens")
    private boolean wait;

    @Option(names = "--end", description = "tell clients when the last trade is out")
    private boolean end;

    @Option(names = "--loop", description = "begin again behind the last trade; times and trade ids go on")
    private boolean loop;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "N trades a second, evenly, whatever their own times are; 0 = by these and --speed")
    private int rate;

    @Option(names = "--faults", paramLabel = "F", defaultValue = "", description = "what goes wrong at which trade")
    private String faults;

    @Override
    public Object command() {
        return this;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            DataSet loaded = DataSpec.parse(data, Path.of("")).load(LoadOptions.DEFAULTS);
            if (loaded.trades().isEmpty()) {
                throw new ConfigException("--data " + data + " has no trades; give a file of trades");
            }
            if (rate < 0 || rate > MOST_RATE) {
                throw new ConfigException("--rate is " + rate + "; expected 0 to " + MOST_RATE);
            }
            if (rate > 0 && spec.commandLine().getParseResult().hasMatchedOption("--speed")) {
                throw new ConfigException(
                        "--rate " + rate + " sends trades evenly, whatever their times are, so --speed " + speed
                                + " has nothing to say; leave one of them out");
            }
            if (port < 0 || port > MOST_PORT) {
                throw new ConfigException("--port is " + port + "; expected 0 to " + MOST_PORT);
            }
            FeedPlan plan = new FeedPlan(speedValue(), now, wait, rewind, end, Fault.parse(faults), loop, rate);
            try (FeedServer server =
                    FeedServer.start(port, loaded.trades().get(0), symbol, plan, line -> log(err, line))) {
                err.println("playing " + loaded.trades().get(0).size() + " trades on ws://127.0.0.1:" + server.port());
                err.flush();
                Thread.currentThread().join();
            }
            return 0;
        } catch (NumberFormatException e) {
            throw new CommandException(
                    CommandException.USAGE,
                    "--speed is \"" + speed + "\"; expected a number above 0, such as 60, or max");
        } catch (IOException e) {
            throw new CommandException(
                    SOURCE_FAILED,
                    "port " + port + " of 127.0.0.1 cannot be used: " + e.getMessage() + "; give another --port");
        }
    }

    private static void log(PrintWriter err, String line) {
        err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
        err.flush();
    }

    private double speedValue() {
        double value = speed.equals("max") ? Double.POSITIVE_INFINITY : Double.parseDouble(speed);
        if (!(value > 0)) {
            throw new NumberFormatException(speed);
        }
        return value;
    }
}
