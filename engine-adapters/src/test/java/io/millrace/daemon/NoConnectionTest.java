package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import io.millrace.config.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * R10: something listens at the one address of an exchange that a live configuration can name, and counts who comes.
 * Nobody does, before a live start was armed, asked for and counted down to its end.
 */
@Timeout(120)
class NoConnectionTest {
    @TempDir
    Path dir;

    private final AtomicInteger connections = new AtomicInteger();
    private final StringWriter output = new StringWriter();
    private ServerSocket exchange;
    private Thread accepting;
    private Path home;
    private Path config;

    @BeforeEach
    void listen() throws IOException {
        exchange = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        accepting = new Thread(this::accept, "exchange");
        accepting.start();
        PaperTape.write(dir.resolve("tape"), 300, 7);
        home = dir.resolve("home");
        config = dir.resolve("live.yaml");
        write("live");
    }

    @AfterEach
    void close() throws Exception {
        exchange.close();
        accepting.join();
    }

    private void accept() {
        while (!exchange.isClosed()) {
            try (Socket socket = exchange.accept()) {
                connections.incrementAndGet();
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // It is closed, or the client has gone already: it was counted.
                continue;
            }
        }
    }

    private void write(String mode) throws IOException {
        String url = "ws://127.0.0.1:" + exchange.getLocalPort() + "/ws";
        Settings settings = PaperTape.settings();
        String[][] pairs = {
            {"engine.mode", mode},
            {"risk.maxOrderValue", "600000"},
            {"risk.dailyLoss", "0.9"},
            {"risk.startUpGate", "true"},
            {"risk.canaryMs", "900000"},
            {"live.account", "SIM-4711"},
            {"live.tradingEnabled", "true"},
            {"live.countdownMs", "3000"},
            {"feeds.0.kind", "binance"},
            {"feeds.0.url", url},
            {"feeds.0.symbols", "WALKUSD=WALK,TICKUSD=TICK"},
            {"api.enabled", "false"},
        };
        for (String[] pair : pairs) {
            settings.put(pair[0], pair[1], "test");
        }
        PaperTape.writeYaml(config, settings);
    }

    private int execute(String... arguments) {
        output.getBuffer().setLength(0);
        PrintWriter writer = new PrintWriter(output, true);
        return Millrace.run(arguments, writer, writer);
    }

    private String[] with(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", config.toString()));
        return all.toArray(new String[0]);
    }

    private String[] run(String mode, String... more) {
        List<String> all = new ArrayList<>(List.of(with("run", "--mode", mode, "--data-dir", home.toString())));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    private void arm() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("4711\n".getBytes(UTF_8)));
        try {
            assertEquals(0, execute(with("arm", "--live", "--data-dir", home.toString())), output.toString());
        } finally {
            System.setIn(before);
        }
    }

    private void await(String line) throws InterruptedException {
        for (int i = 0; i < 2_000 && !output.toString().contains(line); i++) {
            Thread.sleep(10);
        }
        assertTrue(output.toString().contains(line), output.toString());
    }

    @Test
    void shouldNotConnectOnPaperOrInABacktest() throws Exception {
        String tape = dir.resolve("tape").toString();
        write("paper");
        assertEquals(0, execute(run("paper", "--data", tape, "--speed", "max", "--once")), output.toString());
        assertTrue(fills("home") > 0, "it traded");
        write("backtest");
        assertEquals(
                0,
                execute(with(
                        "backtest",
                        "--data",
                        tape,
                        "--out",
                        dir.resolve("backtest").toString())),
                output.toString());
        assertEquals(0, connections.get());
    }

    private long fills(String name) {
        return JournalAudit.of(dir.resolve(name).resolve("journal"), 500_000, 40_000)
                .fills
                .size();
    }

    @Test
    void shouldNotConnectBeforeALiveStartHasBegun() throws Exception {
        String[] missing = run("live", "--live");
        assertEquals(2, execute(missing), output.toString());
        assertTrue(output.toString().contains("condition 3"), output.toString());
        arm();
        assertEquals(2, execute(run("live")), "without --live: " + output);
        assertEquals(2, execute(run("live", "--live", "--set", "risk.dailyLoss=off")), output.toString());
        assertEquals(0, connections.get(), "refused");

        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> execute(missing));
        await("LIVE TRADING BEGINS");
        Thread.sleep(500);
        assertEquals(0, connections.get(), "in the countdown");
        PrintWriter apart = new PrintWriter(new StringWriter());
        assertEquals(0, Millrace.run(new String[] {"stop", "--data-dir", home.toString()}, apart, apart));
        assertEquals(0, run.get(30, TimeUnit.SECONDS), output.toString());
        assertEquals(0, connections.get(), "its countdown was ended");

        // What counts does count: armed and left alone, it asks for market data there.
        arm();
        run = CompletableFuture.supplyAsync(() -> execute(missing));
        await("has begun");
        for (int i = 0; i < 1_000 && connections.get() == 0; i++) {
            Thread.sleep(10);
        }
        assertTrue(connections.get() > 0, output.toString());
        assertEquals(0, Millrace.run(new String[] {"stop", "--data-dir", home.toString()}, apart, apart));
        run.get(30, TimeUnit.SECONDS);
    }
}
