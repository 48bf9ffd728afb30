package io.millrace.control;

import io.millrace.backtest.Backtest;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.codec.RunMode;
import io.millrace.metrics.EngineMetrics;
import io.millrace.pipeline.StageLatency;
import io.millrace.schedule.ScheduleDesk;
import io.millrace.siderun.BacktestDesk;
import io.millrace.siderun.BacktestOrder;
import io.millrace.siderun.RefusedException;
import io.millrace.siderun.SideRun;
import io.millrace.source.DataSet;
import io.millrace.source.DataSpec;
import io.millrace.source.LoadOptions;
import io.millrace.source.SeriesInputs;
import io.millrace.view.EngineGauges;
import io.millrace.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The service over the journal of a finished backtest, with a desk that refuses and remembers. */
final class Service implements AutoCloseable {
    final List<String> given = new CopyOnWriteArrayList<>();
    /** What was asked for beside the engine; refused as well. */
    final BacktestDesk backtests = new BacktestDesk() {
        @Override
        public SideRun begin(BacktestOrder order) throws RefusedException {
            given.add("backtest " + order.actor());
            throw new RefusedException(false, "the desk is closed");
        }

        @Override
        public List<SideRun> list() {
            return List.of();
        }
    };

    final List<String> said = new CopyOnWriteArrayList<>();
    final AtomicLong clock = new AtomicLong();
    /** What a command meets before the desk refuses it. */
    volatile Consumer<EngineCommand> before = command -> {};

    final View view;
    final ApiServer server;
    final String read;
    final String trade;

    Service(Path dir) throws IOException {
        this(dir, null);
    }

    /** @param remote where it is reached from other machines; null = nowhere */
    Service(Path dir, RemoteConfig remote) throws IOException {
        Settings settings = new Settings();
        String[][] pairs = {
            {"instruments.0.symbol", "AAPL"},
            {"strategies.0.name", "buy-and-hold"},
            {"strategies.0.symbol", "AAPL"},
            {"strategies.0.timeframe", "1d"},
            {"strategies.0.capital", "10000"},
        };
        for (String[] pair : pairs) {
            settings.put(pair[0], pair[1], "test");
        }
        EngineConfig config = EngineConfig.read(settings);
        DataSet data = DataSpec.parse("embedded:aapl", Path.of("")).load(LoadOptions.DEFAULTS);
        new Backtest(config).run(new SeriesInputs(data, RunMode.BACKTEST, 1), dir.resolve("journal"));
        view = new View(dir.resolve("journal"), config).start();
        EngineMetrics metrics = new EngineMetrics(view, new Still());
        ApiServer.Parts parts = new ApiServer.Parts(
                view,
                new Still(),
                metrics::text,
                config.toSettings(),
                this::give,
                ScheduleDesk.NONE,
                backtests,
                said::add);
        server = ApiServer.start(dir, new ApiConfig(true, 0, remote), parts, clock::get);
        read = Files.readString(dir.resolve("api-read.token")).strip();
        trade = Files.readString(dir.resolve("api-trade.token")).strip();
    }

    /** The port for other machines. */
    int remotePort() {
        return said.stream()
                .filter(text -> text.startsWith("api: also for other machines"))
                .map(text -> Integer.parseInt(text.replaceFirst(".*port (\\d+),.*", "$1")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.close();
        view.close();
    }

    private String give(EngineCommand command) {
        given.add(command.kind() + " " + command.actor());
        before.accept(command);
        return "the desk is closed";
    }

    /** An engine that stands still. */
    private static final class Still implements EngineGauges {
        private final StageLatency latency = new StageLatency();

        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public long uptimeSeconds() {
            return 0;
        }

        @Override
        public StageLatency latency() {
            return latency;
        }

        @Override
        public long backlogBytes() {
            return 0;
        }

        @Override
        public long backlogLimit() {
            return 1;
        }

        @Override
        public long feedRows() {
            return 0;
        }

        @Override
        public boolean feedAtEnd() {
            return true;
        }

        @Override
        public String notice() {
            return "";
        }
    }
}
