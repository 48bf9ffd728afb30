package io.millrace.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Where the service listens: always on this machine, and with TLS for others where that is configured. Each side has
 * its own share of connections, so that others cannot take this machine's.
 *
 * @param port on this machine
 * @param remoteHosts names by which others come, with the port; none when they cannot
 */
record Doors(int port, Set<String> remoteHosts) {
    private static final String REMOTE = "remote";
    /** Above what a crowd lets stay: only for those that come faster than others are let go. */
    private static final int MOST_CONNECTIONS = Crowd.MOST_STRANGERS + Crowd.MOST_KNOWN + 64;

    private static final int HEADER_BYTES = 8_192;
    private static final long IDLE_MS = 15_000;
    private static final int HTTPS_PORT = 443;
    private static final int PORT_TRIES = 8;

    Doors {
        remoteHosts = Set.copyOf(remoteHosts);
    }

    /** Whether a request came by the way in from other machines; nothing that it says of itself counts. */
    static boolean isRemote(Request request) {
        return REMOTE.equals(request.getConnectionMetaData().getConnector().getName());
    }

    /** Says that a right token came with it. */
    static void know(Request request) {
        ConnectionMetaData way = request.getConnectionMetaData();
        ((ServerConnector) way.getConnector()).getBean(Crowd.class).know(way.getConnection());
    }

    /**
     * Opens all, or none.
     *
     * @throws IOException if an address is taken or a key cannot be used
     */
    static Doors open(Server server, ApiConfig config, Consumer<String> say) throws IOException {
        try {
            int port = listenHere(server, config.port());
            limit(server, server.getConnectors());
            return new Doors(port, config.remote() == null ? Set.of() : listenRemotely(server, config.remote(), say));
        } catch (IOException e) {
            for (Connector connector : server.getConnectors()) {
                ((NetworkConnector) connector).close();
            }
            throw e;
        }
    }

    /** Opens both addresses before anything is served; with port 0 until both have the same. */
    private static int listenHere(Server server, int wanted) throws IOException {
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
    private static Set<String> listenRemotely(Server server, RemoteConfig remote, Consumer<String> say)
            throws IOException {
        ServerConnector connector = TlsDoor.of(server, remote, http(), say);
        connector.setIdleTimeout(IDLE_MS);
        connector.setName(REMOTE);
        try {
            connector.open();
        } catch (IOException e) {
            throw new IOException(
                    remote.bind() + ", port " + remote.port() + " cannot be listened on (" + e.getMessage()
                            + "): correct api.bind or api.tlsPort",
                    e);
        }
        server.addConnector(connector);
        limit(server, connector);
        int port = connector.getLocalPort();
        say.accept("api: also for other machines, with TLS, on " + remote.bind() + ", port " + port + ", by the names "
                + String.join(", ", remote.hosts()));
        return remote.hosts().stream()
                .map(host -> port == HTTPS_PORT ? host : host + ":" + port)
                .collect(Collectors.toSet());
    }

    private static void limit(Server server, Connector... side) {
        Crowd crowd = new Crowd();
        for (Connector connector : side) {
            ((ServerConnector) connector).addBean(crowd);
        }
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, side));
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
}
