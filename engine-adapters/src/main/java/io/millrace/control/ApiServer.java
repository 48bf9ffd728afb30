package io.millrace.control;

import io.millrace.config.Settings;
import io.millrace.dashboard.DashboardFile;
import io.millrace.schedule.ScheduleDesk;
import io.millrace.view.EngineGauges;
import io.millrace.view.View;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The service, from its start to its end: 127.0.0.1 and, where there is one, ::1, on the same port. */
public final class ApiServer implements AutoCloseable {
    /** Holds the port, in the data folder, while the service runs. */
    public static final String PORT_FILE = "api.port";

    private static final int THREADS = 16;
    private static final int MOST_CONNECTIONS = 128;
    private static final int HEADER_BYTES = 8_192;
    private static final long IDLE_MS = 15_000;
    private static final int HTTPS_PORT = 443;
    private static final int PORT_TRIES = 8;

    private final Server server;
    private final ApiHandler handler;
    private final EventStream stream;
    private final Path portFile;
    private final int port;

    private ApiServer(Server server, ApiHandler handler, EventStream stream, Path portFile, int port) {
        this.server = server;
        this.handler = handler;
        this.stream = stream;
        this.portFile = portFile;
        this.port = port;
    }

    /**
     * What is served.
     *
     * @param metrics the text for Prometheus
     * @param settings every value with its source
     * @param desk where commands go
     * @param schedules what runs by itself
     * @param say tells the person at the terminal
     */
    public record Parts(
            View view,
            EngineGauges gauges,
            Supplier<String> metrics,
            Settings settings,
            CommandDesk desk,
            ScheduleDesk schedules,
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
        int port = listen(server, config.port());
        Set<String> remoteHosts = config.remote() == null ? Set.of() : listen(server, config.remote(), parts.say());
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        server.setErrorHandler(new ErrorAnswers());
        server.setStopTimeout(0);
        EventStream stream = new EventStream(parts.view());
        List<Route> routes = new ArrayList<>(new ReadRoutes(parts.view(), parts.gauges(), parts.metrics()).routes());
        CommandRoutes commands = new CommandRoutes(parts.view(), parts.desk());
        routes.addAll(commands.routes());
        routes.addAll(new LimitRoutes(parts.view(), commands, parts.settings()).routes());
        routes.addAll(new ScheduleRoutes(parts.schedules(), commands).routes());
        routes.addAll(new DashboardRoutes(parts.view(), parts.settings()).routes());
        Gatekeeper gate = new Gatekeeper(port, remoteHosts, tokens, new FailureLimit(nanoClock));
        parts.say().accept("api: http://127.0.0.1:" + port + ", tokens in " + dataDir + "/api-*.token");
        SessionCodes codes = new SessionCodes();
        sayCodes(tokens, codes, dataDir, parts.say());
        ApiHandler handler = new ApiHandler(gate, tokens, codes, stream, routes, pages(), parts.say());
        server.setHandler(handler);
        Path portFile = dataDir.resolve(PORT_FILE);
        try {
            server.start();
            Files.writeString(portFile, port + "\n");
        } catch (Exception e) {
            throw stopped(server, e);
        }
        stream.start();
        return new ApiServer(server, handler, stream, portFile, port);
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
            server.stop();
        } catch (Exception e) {
            // The process ends, or the test does: what is left of the service goes with it.
            Thread.currentThread().isInterrupted();
        }
    }

    /** Opens both addresses before anything is served; with port 0 until both have the same. */
    private static int listen(Server server, int wanted) throws IOException {
        IOException last = null;
        for (int i = 0; i < (wanted == 0 ? PORT_TRIES : 1); i++) {
            ServerConnector four = connector(server, "127.0.0.1", wanted);
            try {
                four.open();
                int port = four.getLocalPort();
                server.addConnector(four);
                if (hasIpv6Loopback()) {
                    ServerConnector six = connector(server, "::1", port);
                    six.open();
                    server.addConnector(six);
                }
                return port;
            } catch (IOException e) {
                last = e;
                four.close();
                server.removeConnector(four);
            }
        }
        throw new IOException(
                "port " + wanted + " of 127.0.0.1 or ::1 is taken (" + last.getMessage()
                        + "): give another one, --set api.port=N, 0 for any free one, or --set api.enabled=false",
                last);
    }

    /** Opens the way in from other machines; the hosts it is reached by, with the port. */
    private static Set<String> listen(Server server, RemoteConfig remote, Consumer<String> say) throws IOException {
        ServerConnector connector = TlsDoor.of(server, remote, http());
        connector.setIdleTimeout(IDLE_MS);
        try {
            connector.open();
        } catch (IOException e) {
            throw new IOException(
                    remote.bind() + ", port " + remote.port() + " cannot be listened on (" + e.getMessage()
                            + "): correct api.bind or api.tlsPort",
                    e);
        }
        server.addConnector(connector);
        int port = connector.getLocalPort();
        say.accept("api: also for other machines, with TLS, on " + remote.bind() + ", port " + port + ", by the names "
                + String.join(", ", remote.hosts()));
        return remote.hosts().stream()
                .map(host -> port == HTTPS_PORT ? host : host + ":" + port)
                .collect(Collectors.toSet());
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setUriCompliance(UriCompliance.RFC3986);
        return http;
    }

    private static ServerConnector connector(Server server, String host, int port) {
        HttpConfiguration http = http();
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MS);
        return connector;
    }

    private static boolean hasIpv6Loopback() throws IOException {
        InetAddress loopback = InetAddress.getByName("::1");
        return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.getHostAddress().startsWith("0:0:0:0:0:0:0:1")
                        && address.getClass() == loopback.getClass());
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
