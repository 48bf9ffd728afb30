package io.millrace.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver of notices that answers as it is told to: {@code 200} when nothing is said. */
public final class Receiver implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    public final List<Request> requests = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    public record Request(long atNs, String body, String signature, String timestamp, String idHeader, String path) {
        public String id() {
            Matcher matcher = ID.matcher(body);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    /** @param slowMs before anything is answered */
    record Reply(int status, String header, String value, long slowMs) {}

    public Receiver() throws IOException {
        this(0);
    }

    Receiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    void reply(int status) {
        replies.add(new Reply(status, null, null, 0));
    }

    void reply(int status, String header, String value) {
        replies.add(new Reply(status, header, value, 0));
    }

    void replyAfter(long slowMs) {
        replies.add(new Reply(200, null, null, slowMs));
    }

    public void await(int count) throws InterruptedException {
        for (int waited = 0; requests.size() < count; waited++) {
            if (waited > 4_000) {
                throw new AssertionError(requests.size() + " requests, expected " + count + ": " + requests);
            }
            Thread.sleep(5);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var headers = exchange.getRequestHeaders();
        requests.add(new Request(
                System.nanoTime(),
                body,
                headers.getFirst("X-Millrace-Signature"),
                headers.getFirst("X-Millrace-Timestamp"),
                headers.getFirst("X-Millrace-Id"),
                exchange.getRequestURI().getPath()));
        Reply reply = replies.poll();
        try {
            if (reply != null && reply.slowMs() > 0) {
                Thread.sleep(reply.slowMs());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (reply != null && reply.header() != null) {
            exchange.getResponseHeaders().add(reply.header(), reply.value());
        }
        exchange.sendResponseHeaders(reply == null ? 200 : reply.status(), -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
