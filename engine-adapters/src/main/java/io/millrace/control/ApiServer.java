package io.millrace.control;

import io.millrace.config.Settings;
import io.millrace.dashboard.DashboardFile;
import io.millrace.schedule.ScheduleDesk;
import io.millrace.siderun.BacktestDesk;
import io.millrace.view.EngineGauges;
import io.millrace.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The service, from its start to its end. */
public final class ApiServer implements AutoCloseable {
    /** Holds the port, in the data folder, while the service runs. */
    public static final String PORT_FILE = "api.port";

    private static final int THREADS = 18;
    private static final int READERS = 3;

    private final Server server;
    private final ApiHandler handler;
    private final EventStream stream;
    private final Path portFile;
    private final int port;
    private final Consumer<String> say;

    private ApiServer(
            Server server, ApiHandler handler, EventStream stream, Path portFile, int port, Consumer<String> say) {
        this.server = server;
        this.handler = handler;
        this.stream = stream;
        this.portFile = portFile;
        this.port = port;
        this.say = say;
    }

    /**
     * What is served.
     *
     * @param metrics the text for Prometheus
     * @param settings every value with its source
     * @param desk where commands go
     * @param schedules what runs by itself
     * @param backtests what runs beside the engine
     * @param say tells the person at the terminal
     */
    public record Parts(
            View view,
            EngineGauges gauges,
            Supplier<String> metrics,
            Settings settings,
            CommandDesk desk,
            ScheduleDesk schedules,
            BacktestDesk backtests,
            Consumer<String> say) {}

    /**
     * Starts it.
     *
     * @throws IOException if an address is taken or the tokens cannot be used
     */
    public static ApiServer start(Path dataDir, ApiConfig config, Parts parts) throws IOException {
        return start(dataDir, config, parts, System::nanoTime);
    }

    static ApiServer start(Path dataDir, ApiConfig config, Parts parts, LongSupplier nanoClock) throws IOException {
        Tokens tokens = Tokens.of(dataDir);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("millrace-api");
        threads.setDaemon(true);
        Server server = new Server(threads);
        Doors doors = Doors.open(server, config, parts.say());
        int port = doors.port();
        server.setErrorHandler(new ErrorAnswers());
        server.setStopTimeout(0);
        EventStream stream = new EventStream(parts.view());
        List<Route> routes = new ArrayList<>(new ReadRoutes(parts.view(), parts.gauges(), parts.metrics()).routes());
        CommandRoutes commands = new CommandRoutes(parts.view(), parts.desk());
        routes.addAll(commands.routes());
        routes.addAll(new LimitRoutes(parts.view(), commands, parts.settings()).routes());
        routes.addAll(new ScheduleRoutes(parts.schedules(), commands).routes());
        routes.addAll(new StrategyRoutes(parts.view(), commands).routes());
        routes.addAll(new BacktestRoutes(
                        parts.backtests(), commands, parts.view().config().catalog())
                .routes());
        routes.addAll(new DashboardRoutes(parts.view(), parts.gauges(), parts.settings()).routes());
        Door here = new Door(Gatekeeper.here(port, tokens, new FailureLimit(nanoClock)), readers(server));
        Door remote =
                new Door(Gatekeeper.remote(doors.remoteHosts(), tokens, new FailureLimit(nanoClock)), readers(server));
        parts.say().accept("api: http://127.0.0.1:" + port + ", tokens in " + dataDir + "/api-*.token");
        SessionCodes codes = new SessionCodes();
        sayCodes(tokens, codes, dataDir, parts.say());
        ApiHandler handler = new ApiHandler(here, remote, tokens, codes, stream, routes, pages(), parts.say());
        server.setHandler(handler);
        Path portFile = dataDir.resolve(PORT_FILE);
        try {
            server.start();
            // Whole or not at all: who waits for the file reads it at once.
            Path fresh = portFile.resolveSibling(PORT_FILE + ".new");
            Files.writeString(fresh, port + "\n");
            Files.move(fresh, portFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (Exception e) {
            throw stopped(server, e);
        }
        stream.start();
        return new ApiServer(server, handler, stream, portFile, port, parts.say());
    }

    /** Few: a change finds the processor free enough beside them. They live as long as the server. */
    private static QueuedThreadPool readers(Server server) {
        QueuedThreadPool threads = new QueuedThreadPool(READERS, 1);
        threads.setName("millrace-api-read");
        threads.setDaemon(true);
        server.addBean(threads);
        return threads;
    }

    /** Codes are shown at the first start only, so that logs do not fill with live ones. */
    private static void sayCodes(Tokens tokens, SessionCodes codes, Path dataDir, Consumer<String> say) {
        if (tokens.fresh()) {
            say.accept("api: one-time code to read: " + codes.renew(Role.READ));
            say.accept("api: one-time code to trade: " + codes.renew(Role.TRADE));
        } else {
            say.accept("api: millrace code --data-dir " + dataDir + " prints a one-time code for the dashboard");
        }
    }

    /** The dashboard's files need no token: there is nothing of this installation in them. */
    private static List<Route> pages() {
        return DashboardFile.all().stream()
                .map(file -> new Route("GET", file.path(), Role.NOBODY, false, "", request -> Answer.of(file)))
                .toList();
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Readers of the event stream. */
    int readers() {
        return stream.size();
    }

    @Override
    public void close() {
        handler.awaitCommands();
        stream.close();
        try {
            Files.deleteIfExists(portFile);
        } catch (IOException e) {
            say.accept("api: " + portFile + " names a port nobody listens on any more and cannot be removed: " + e);
        }
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            say.accept("api: the service did not end in order: " + e);
        }
    }

    private static IOException stopped(Server server, Exception cause) {
        try {
            server.stop();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
        return new IOException("the api cannot start: " + cause.getMessage(), cause);
    }
}
