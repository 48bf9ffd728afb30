package io.millrace.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.CommandKind;
import io.millrace.secret.SecretSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time, and the kill switch beside them. The desk refuses: 409 means a kill got through. */
@Timeout(120)
class SlowClientsTest {
    private static final String PASSWORD = "not-so-secret-4711";
    private static final int CROWD = 200;
    private static final String CONFIRM = "{\"confirm\":true}";

    @TempDir
    Path dir;

    private final List<Socket> slow = new ArrayList<>();
    private Path keyStore;
    private Service service;
    private int number;

    @BeforeEach
    void open() throws Exception {
        Path password = Files.writeString(dir.resolve("password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        keyStore = TlsClient.makeKeyStore(dir.resolve("key.p12"), PASSWORD);
        RemoteConfig remote = new RemoteConfig(
                TlsClient.ADDRESS,
                0,
                List.of(TlsClient.HOST),
                keyStore.toString(),
                new SecretSource(password.toString(), ""));
        service = new Service(dir, remote);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        service.close();
    }

    private String host(boolean remote) {
        return remote ? TlsClient.HOST + ":" + service.remotePort() : "127.0.0.1:" + service.server.port();
    }

    /** A change with the trade token, known by a key of its own. */
    private String change(boolean remote, String path) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host(remote) + "\r\nAuthorization: Bearer " + service.trade
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: k" + number++ + "\r\nContent-Length: "
                + CONFIRM.length() + "\r\nConnection: close\r\n\r\n" + CONFIRM;
    }

    private String ask(boolean remote, String request) throws Exception {
        return remote
                ? TlsClient.ask(service.remotePort(), keyStore, PASSWORD, request)
                : RawHttp.ask(service.server.port(), request);
    }

    /** A client that stays, having sent this much. */
    private Socket leave(boolean remote, String start) throws Exception {
        Socket socket = remote ? TlsClient.open(service.remotePort(), keyStore, PASSWORD) : narrow();
        slow.add(socket);
        socket.setSoTimeout(10_000);
        send(socket, start);
        return socket;
    }

    /** With little room for answers. */
    private Socket narrow() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", service.server.port()));
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private String session(boolean remote) {
        return "POST /session HTTP/1.1\r\nHost: " + host(remote)
                + "\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{";
    }

    /** A kill comes through by both doors. */
    private void assertKills(String beside) throws Exception {
        for (boolean remote : new boolean[] {false, true}) {
            int before = service.given.size();
            String answer = ask(remote, change(remote, "/kill"));
            assertEquals(409, RawHttp.status(answer), (remote ? "remote" : "here") + ", beside " + beside + answer);
            assertEquals(before + 1, service.given.size());
        }
    }

    @Test
    void shouldKillBesideBodiesThatDoNotCome() throws Exception {
        for (int i = 0; i < 40; i++) {
            leave(true, session(true));
            leave(false, session(false));
        }
        assertKills("slow bodies");
        assertEquals(409, RawHttp.status(ask(false, change(false, "/flatten"))));
        assertEquals(409, RawHttp.status(ask(true, change(true, "/flatten"))));
    }

    @Test
    void shouldEndABodyThatDrips() throws Exception {
        for (boolean remote : new boolean[] {false, true}) {
            Socket socket = leave(remote, session(remote));
            Thread drip = new Thread(() -> drip(socket));
            drip.start();
            // All of it: the server closes.
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            drip.join();
            assertEquals(408, RawHttp.status(answer), answer);
            assertTrue(answer.contains("Connection: close\r\n"), answer);
            assertTrue(RawHttp.body(answer).contains("\"status\":408"), answer);
        }
    }

    /** One byte again and again, until the server has had enough. */
    private static void drip(Socket socket) {
        try {
            for (int i = 0; i < 150; i++) {
                send(socket, " ");
                Thread.sleep(200);
            }
        } catch (IOException | InterruptedException e) {
            // The server has closed.
        }
    }

    @Test
    void shouldKillWhileEveryPermitIsTaken() throws Exception {
        CountDownLatch taken = new CountDownLatch(6);
        CountDownLatch release = new CountDownLatch(1);
        service.before = command -> {
            if (command.kind() == CommandKind.RESUME) {
                taken.countDown();
                awaitQuietly(release);
            }
        };
        awaitView();
        for (int i = 0; i < 6; i++) {
            leave(true, change(true, "/resume"));
        }
        assertTrue(taken.await(10, TimeUnit.SECONDS));
        assertEquals(429, RawHttp.status(ask(true, change(true, "/flatten"))));
        assertKills("six changes");
        assertEquals(409, RawHttp.status(ask(false, change(false, "/flatten"))), "each door has its own permits");
        release.countDown();
        for (Socket socket : slow) {
            assertEquals(409, RawHttp.status(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)));
        }
        assertEquals(409, RawHttp.status(ask(true, change(true, "/flatten"))), "permits come back");
    }

    /** Many more of each kind than a door takes, at one door after the other; a newcomer finds room at both. */
    private void flood(boolean remote, String kind, String start) throws Exception {
        for (int i = 0; i < CROWD; i++) {
            leave(remote, start);
        }
        assertKills(CROWD + " " + kind + (remote ? " remote" : " here"));
        for (Socket socket : slow) {
            socket.close();
        }
        slow.clear();
    }

    @Test
    void shouldKillBesideHeadersThatDoNotCome() throws Exception {
        flood(false, "without a word", "");
        flood(false, "without the end of a header", "POST /kill HTTP/1.1\r\nHost: ");
        flood(true, "without the end of a header", "POST /kill HTTP/1.1\r\nHost: ");
    }

    @Test
    void shouldKillBesideHandshakesThatDoNotCome() throws Exception {
        for (int i = 0; i < CROWD; i++) {
            Socket socket = new Socket(TlsClient.ADDRESS, service.remotePort());
            slow.add(socket);
            send(socket, "\u0016\u0003\u0001");
        }
        assertKills("slow handshakes");
    }

    @Test
    @Tag("slow")
    void shouldKillBesideBodiesOfMany() throws Exception {
        flood(false, "bodies", session(false));
        flood(true, "bodies", session(true));
    }

    @Test
    @Tag("slow")
    void shouldKillBesideReadersOfTheStream() throws Exception {
        flood(false, "readers", get(false, "/events"));
        flood(true, "readers", get(true, "/events"));
    }

    /** Answers for which the buffers have no room; no token is needed for the pages. */
    @Test
    @Tag("slow")
    void shouldKillBesideReadersThatDoNotRead() throws Exception {
        flood(false, "that do not read", get(false, "/main.js").repeat(60));
        flood(true, "that do not read", get(true, "/main.js").repeat(60));
    }

    private String get(boolean remote, String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host(remote) + "\r\nAuthorization: Bearer " + service.read
                + "\r\n\r\n";
    }

    private void awaitView() throws InterruptedException {
        for (int i = 0; i < 500 && !service.view.journal().caughtUp(); i++) {
            Thread.sleep(10);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
