package io.millrace.feedserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The server's sockets: who listens, and the ways in which a connection can go wrong. Any thread. */
final class StreamSockets extends WebSocketServer {
    private static final int PING_SECONDS = 20;

    private final String stream;
    private final Consumer<String> say;
    private final Set<WebSocket> listening = ConcurrentHashMap.newKeySet();
    private final Set<WebSocket> silent = ConcurrentHashMap.newKeySet();
    private final Set<WebSocket> fresh = ConcurrentHashMap.newKeySet();
    private final Map<WebSocket, String> names = new ConcurrentHashMap<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile Exception fault;

    /**
     * Sockets that do not listen yet.
     *
     * @param stream the one that can be subscribed to, such as btcusdt@trade
     * @param say hears who comes and goes
     */
    StreamSockets(int port, String stream, Consumer<String> say) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        this.stream = stream;
        this.say = say;
        setReuseAddr(true);
        setConnectionLostTimeout(PING_SECONDS);
        setDaemon(true);
    }

    void awaitStart() throws IOException, InterruptedException {
        started.await();
        if (fault != null) {
            throw new IOException(fault);
        }
    }

    Set<WebSocket> listening() {
        return listening;
    }

    /** True once for each new listener. */
    boolean isFresh(WebSocket socket) {
        return fresh.remove(socket);
    }

    boolean isSilent(WebSocket socket) {
        return silent.contains(socket);
    }

    /** True when more messages than that wait to be sent. */
    boolean isBehind(WebSocket socket, int allowed) {
        return socket.hasBufferedData() && ((WebSocketImpl) socket).outQueue.size() > allowed;
    }

    /** It says nothing from now on. */
    void silence(WebSocket socket) {
        silent.add(socket);
    }

    /** Closes the TCP connection, with a reset or without a word. */
    void cutOff(WebSocket socket, boolean reset) {
        listening.remove(socket);
        try {
            SocketChannel channel =
                    (SocketChannel) ((WebSocketImpl) socket).getSelectionKey().channel();
            if (reset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException | ClassCastException e) {
            socket.close();
        }
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        // Kept: a socket that is closed does not know its other end any more.
        names.put(
                socket,
                String.valueOf(socket.getRemoteSocketAddress())
                        .replace("localhost", "")
                        .replace("/", ""));
        say.accept("client " + names.get(socket) + " connects");
        if (handshake.getResourceDescriptor().contains(stream)) {
            add(socket);
        }
    }

    @Override
    public void onMessage(WebSocket socket, String message) {
        if (silent.contains(socket)) {
            return;
        }
        int id = message.indexOf("\"id\":");
        String number = id < 0 ? "null" : message.substring(id + 5).replaceAll("[^0-9].*", "");
        if (message.contains("SUBSCRIBE") && message.contains("\"params\"")) {
            socket.send("{\"result\":null,\"id\":" + number + "}");
            if (message.contains(stream)) {
                add(socket);
            }
        } else {
            socket.send("{\"code\":2,\"msg\":\"Invalid request\",\"id\":" + number + "}");
        }
    }

    @Override
    public void onWebsocketPing(WebSocket socket, Framedata frame) {
        if (!silent.contains(socket)) {
            super.onWebsocketPing(socket, frame);
        }
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        say.accept("client " + names.remove(socket) + " is gone, code " + code + (remote ? " by the client" : ""));
        listening.remove(socket);
        silent.remove(socket);
        fresh.remove(socket);
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
        if (socket == null) {
            fault = e;
            started.countDown();
        }
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    private void add(WebSocket socket) {
        say.accept("client " + names.get(socket) + " subscribes");
        fresh.add(socket);
        listening.add(socket);
    }
}
