package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.config.Settings;
import io.millrace.control.ApiConfig;
import io.millrace.engine.EngineConfig;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import io.millrace.strategy.StrategyCatalog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K20 under load: fifty open orders, 100,000 rows a second. Prints the time from the call to the last cancel. */
@Tag("slow")
@Timeout(120)
class KillTimeTest {
    /** Four rows a minute of the tape. */
    private static final double SPEED = 100_000 / 4.0 * 60;

    private static final int BARS = 150_000;

    @TempDir
    static Path shared;

    private static Path tape;

    @TempDir
    Path home;

    private long placed;
    private long cancelled;
    private long placedAfter;
    private long rows;
    private volatile Throwable failure;
    private final Step step = new Step();
    private final MessageCursor cursor = new MessageCursor();
    private final OrderCommandDecoder order = new OrderCommandDecoder();
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void write() throws Exception {
        tape = PaperTape.write(shared.resolve("tape"), BARS, 12);
    }

    private PaperOptions options() {
        Settings settings = new Settings();
        PaperTape.settings().all().stream()
                .filter(setting -> !setting.key().startsWith("strategies."))
                .forEach(setting -> settings.put(setting.key(), setting.value(), "test"));
        settings.put("strategies.0.name", "resting-orders", "test");
        settings.put("strategies.0.symbol", "WALK", "test");
        settings.put("strategies.0.timeframe", "1m", "test");
        settings.put("strategies.0.capital", "500000", "test");
        settings.put("risk.priceCollar", "off", "test");
        // All rest in one instrument.
        settings.put("risk.workingPerSymbol", "1000", "test");
        settings.put("risk.workingPerVenue", "1000", "test");
        EngineConfig config =
                EngineConfig.read(settings, StrategyCatalog.standard().with(RestingOrders.FACTORY));
        return PaperTape.options(home, PaperTape.load(tape), config)
                .withSpeed(SPEED)
                .withOnce(false)
                .withApi(new ApiConfig(true, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"REST", "file", "signal"})
    void shouldCancelEverythingAndPlaceNothingMore(String way) throws Exception {
        List<PaperRun.Outcome> ends = new ArrayList<>();
        List<String> said = new ArrayList<>();
        PaperRun run = new PaperRun(options(), said::add);
        Thread thread = new Thread(() -> ends.add(run.run()));
        thread.start();
        while (!Files.exists(home.resolve("api.port"))) {
            assertTrue(thread.isAlive(), () -> ends + " " + said);
            Thread.sleep(5);
        }
        // The caller is at work already: its own first request is not the engine's time.
        assertEquals(200, get("/healthz"));
        try (ProcessSignals signals = ProcessSignals.install(run::stop, () -> run.kill("signal"));
                JournalReader reader = ChronicleJournal.read(home.resolve("journal"))) {
            assertTrue(signals.description().contains("USR1"), signals.description());
            follow(reader, thread, () -> placed == RestingOrders.ORDERS && rows > 50_000);
            long rowsBefore = rows;
            long called = System.nanoTime();
            Thread call = new Thread(() -> kill(way));
            call.start();
            follow(reader, thread, () -> cancelled == RestingOrders.ORDERS);
            double tookMs = (System.nanoTime() - called) / 10_000 / 100.0;
            System.err.println("KillTimeTest: by " + way + ", 50 orders, the last cancel journaled after " + tookMs
                    + " ms, " + (rows - rowsBefore) + " steps meanwhile");
            call.join();
            assertNull(failure);
            placedAfter = 0;
            long seen = rows;
            follow(reader, thread, () -> rows > seen + 20_000);
            assertEquals(0, placedAfter, "orders behind the kill");
            run.stop();
            thread.join(20_000);
            while (reader.next(this::onRecord)) {
                continue;
            }
        }
        assertEquals(0, placedAfter, "orders behind the kill");
        assertEquals(RestingOrders.ORDERS, cancelled);
        assertEquals(ExitCodes.KILLED, ends.get(0).exitCode(), ends.toString());
    }

    private void kill(String way) {
        try {
            switch (way) {
                case "file" -> Files.createFile(home.resolve("KILL"));
                case "signal" ->
                    new ProcessBuilder(
                                    "kill",
                                    "-USR1",
                                    Long.toString(ProcessHandle.current().pid()))
                            .start()
                            .waitFor();
                default -> assertEquals(200, post());
            }
        } catch (Exception | AssertionError e) {
            failure = e;
        }
    }

    private int get(String path) throws Exception {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private int post() throws Exception {
        HttpRequest request = request("/kill")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k1")
                .POST(HttpRequest.BodyPublishers.ofString("{\"confirm\":true}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest.Builder request(String path) throws Exception {
        String port = Files.readString(home.resolve("api.port")).strip();
        String token = Files.readString(home.resolve("api-read.token")).strip();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private void follow(JournalReader reader, Thread run, java.util.function.BooleanSupplier done) throws Exception {
        long giveUpAt = System.nanoTime() + 30_000_000_000L;
        while (!done.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() < giveUpAt,
                    () -> placed + " orders, " + cancelled + " cancels, " + rows + " rows");
            if (!reader.next(this::onRecord)) {
                assertTrue(run.isAlive(), "the run has ended: " + placed + " orders, " + cancelled + " cancels");
                Thread.sleep(0, 200_000);
            }
        }
    }

    private void onRecord(int type, long sequence, long timeNs, DirectBuffer buffer, int offset, int length) {
        if (type != RecordType.STEP) {
            return;
        }
        rows++;
        step.load(buffer, offset, length);
        cursor.outputs(step);
        while (cursor.next()) {
            if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                order.wrap(step.buffer(), cursor.block(), OrderCommandDecoder.BLOCK_LENGTH, 1);
                boolean fresh = order.action() == OrderAction.NEW;
                placed += fresh ? 1 : 0;
                placedAfter += fresh ? 1 : 0;
                cancelled += order.action() == OrderAction.CANCEL ? 1 : 0;
            }
        }
    }
}
