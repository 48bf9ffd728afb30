package io.millrace.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that send requests without an end, one behind the other, take every answer, and come again when they are let
 * go: more of them than the service has threads. A kill beside them gets its answer. The desk refuses: 409 means it got
 * through.
 */
@Timeout(120)
class PipelineTest {
    private static final int CLIENTS = 40;
    private static final int AT_ONCE = 100;
    private static final int KILLS = 10;
    private static final String CONFIRM = "{\"confirm\":true}";

    @TempDir
    Path dir;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean over;
    private Service service;

    @BeforeEach
    void open() throws Exception {
        service = new Service(dir);
        for (int i = 0; i < 500 && !service.view.journal().caughtUp(); i++) {
            Thread.sleep(10);
        }
    }

    @AfterEach
    void close() throws Exception {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        service.close();
    }

    private String request(String line, String token, String body) {
        return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + service.server.port()
                + (token == null ? "" : "\r\nAuthorization: Bearer " + token)
                + (body == null ? "" : "\r\nContent-Type: application/json\r\nContent-Length: " + body.length())
                + "\r\n\r\n" + (body == null ? "" : body);
    }

    private void flood(String request) throws InterruptedException {
        byte[] many = request.repeat(AT_ONCE).getBytes(ISO_8859_1);
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> ask(many));
            client.setDaemon(true);
            client.start();
            threads.add(client);
        }
        // They are at it.
        for (int i = 0; i < 1_000 && bytes.get() < 200_000; i++) {
            Thread.sleep(10);
        }
    }

    private void ask(byte[] many) {
        while (!over) {
            try {
                talk(many);
            } catch (IOException | InterruptedException e) {
                // Let go: it comes again.
                continue;
            }
        }
    }

    /** Writes on one thread and reads on another, as fast as it goes. */
    private void talk(byte[] many) throws IOException, InterruptedException {
        Thread writer;
        try (Socket socket = new Socket("127.0.0.1", service.server.port())) {
            socket.setSoTimeout(200);
            OutputStream out = socket.getOutputStream();
            writer = new Thread(() -> write(out, many));
            writer.setDaemon(true);
            writer.start();
            read(socket.getInputStream());
        }
        writer.join();
    }

    private void write(OutputStream out, byte[] many) {
        try {
            while (!over) {
                out.write(many);
            }
        } catch (IOException e) {
            // The reader sees it too.
            return;
        }
    }

    private void read(InputStream in) throws IOException {
        byte[] buffer = new byte[65_536];
        int count = 0;
        while (!over && count >= 0) {
            try {
                count = in.read(buffer);
                bytes.addAndGet(Math.max(0, count));
            } catch (java.net.SocketTimeoutException e) {
                count = 0;
            }
        }
    }

    /** Milliseconds from the connection to the answer, sorted. */
    private long[] kills(String beside) throws Exception {
        long[] took = new long[KILLS];
        for (int i = 0; i < KILLS; i++) {
            long begun = System.nanoTime();
            String answer = RawHttp.ask(
                    service.server.port(),
                    request("POST /kill", service.read, CONFIRM)
                            .replace(
                                    "\r\n\r\n",
                                    "\r\nIdempotency-Key: " + beside.length() + "-" + i
                                            + "\r\nConnection: close\r\n\r\n"));
            took[i] = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            assertEquals(409, RawHttp.status(answer), "beside " + beside + ": " + answer);
        }
        Arrays.sort(took);
        System.err.println("PipelineTest: " + CLIENTS + " clients with " + beside + ", " + bytes.get()
                + " bytes taken, kill after " + Arrays.toString(took) + " ms");
        return took;
    }

    @Test
    void shouldKillBesideHeavyReads() throws Exception {
        flood(request("GET /bars", service.read, null));
        kills("heavy reads");
    }

    @Test
    void shouldKillBesidePagesAndRefusals() throws Exception {
        flood(request("GET /main.js", null, null));
        flood(request("GET /status", null, null));
        kills("pages and refusals");
    }

    @Test
    void shouldKillBesideChanges() throws Exception {
        flood(request("POST /code", service.read, "{}"));
        flood(request("POST /kill", null, CONFIRM));
        kills("changes");
    }

    /** K20: a second at most, also then. */
    @Test
    @Tag("slow")
    void shouldKillWithinASecond() throws Exception {
        flood(request("GET /bars", service.read, null));
        // Well under way, all of them.
        Thread.sleep(3_000);
        long[] took = kills("heavy reads");
        assertTrue(took[KILLS - 1] < 1_000, Arrays.toString(took));
    }
}
