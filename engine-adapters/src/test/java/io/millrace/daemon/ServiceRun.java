package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.control.ApiConfig;
import io.millrace.event.Step;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A paper run with its service, begun anew for each test, on a tape that has come to its end. */
abstract class ServiceRun {
    private static final int BARS = 1_000;
    static final long[] CAPITAL = {500_000, 40_000};

    @TempDir
    Path dir;

    final HttpClient http = HttpClient.newHttpClient();
    PaperRun run;
    Thread thread;
    volatile PaperRun.Outcome outcome;
    int port;
    final List<String> scheduled = new ArrayList<>();
    final List<Long> evaluatedNs = new ArrayList<>();

    @BeforeEach
    void begin() throws Exception {
        PaperTape.write(dir.resolve("tape"), BARS, 11);
        start();
    }

    @AfterEach
    void end() throws Exception {
        run.stop();
        thread.join(20_000);
    }

    final List<String> said = new CopyOnWriteArrayList<>();

    void start() throws Exception {
        Path data = dir.resolve("data");
        Files.deleteIfExists(data.resolve("api.port"));
        PaperOptions options = PaperTape.options(data, PaperTape.load(dir.resolve("tape")))
                .withOnce(false)
                .withApi(new ApiConfig(true, 0))
                .withSettings(PaperTape.config()
                        .toSettings()
                        .put("schedules.0.name", "quarter", "test")
                        .put("schedules.0.cron", "*/15 * * * *", "test")
                        .put("schedules.0.job", "evaluate", "test")
                        .put("schedules.1.name", "night", "test")
                        .put("schedules.1.cron", "0 0 1 1 *", "test")
                        .put("schedules.1.job", "journal-check", "test")
                        .put("schedules.2.name", "year", "test")
                        .put("schedules.2.cron", "0 0 1 1 *", "test")
                        .put("schedules.2.job", "snapshot", "test")
                        .put("schedules.3.name", "hour", "test")
                        .put("schedules.3.cron", "0 0 1 1 *", "test")
                        .put("schedules.3.job", "evaluate", "test"));
        run = new PaperRun(options, said::add);
        thread = new Thread(() -> outcome = run.run());
        thread.start();
        while (!Files.exists(data.resolve("api.port"))) {
            assertTrue(thread.isAlive(), () -> String.valueOf(outcome));
            Thread.sleep(10);
        }
        port = Integer.parseInt(Files.readString(data.resolve("api.port")).strip());
        while (!get("/status").contains("\"feedAtEnd\":true")) {
            Thread.sleep(10);
        }
        settle();
    }

    /** Waits until the view stands at the end of a journal that does not grow. */
    void settle() throws Exception {
        long seen = -1;
        for (int same = 0; same < 10; Thread.sleep(20)) {
            long steps = number(get("/journal"), "steps");
            same = steps == seen ? same + 1 : 0;
            seen = steps;
        }
    }

    HttpRequest.Builder request(String role, String path) throws IOException {
        String token =
                Files.readString(dir.resolve("data/api-" + role + ".token")).strip();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    String get(String path) throws Exception {
        HttpResponse<String> response = http.send(request("read", path).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    HttpResponse<String> post(String role, String path, String key, String body) throws Exception {
        HttpRequest request = request(role, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    static long number(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\":(-?\\d+)").matcher(json);
        assertTrue(matcher.find(), key + " is missing in " + json);
        return Long.parseLong(matcher.group(1));
    }

    /** Kind and actor of each command in the journal. */
    List<String> commands() {
        List<String> found = new ArrayList<>();
        scheduled.clear();
        evaluatedNs.clear();
        Step step = new Step();
        CommandDecoder command = new CommandDecoder();
        try (JournalReader reader = ChronicleJournal.read(dir.resolve("data/journal"))) {
            while (reader.next((type, sequence, timeNs, buffer, offset, length) -> {
                if (type == RecordType.STEP) {
                    step.load(buffer, offset, length);
                    if (step.inputTemplate() == CommandDecoder.TEMPLATE_ID) {
                        command.wrap(
                                step.buffer(),
                                step.inputBlock(),
                                CommandDecoder.BLOCK_LENGTH,
                                CommandDecoder.SCHEMA_VERSION);
                        (command.actor().startsWith("schedule:") ? scheduled : found)
                                .add(command.kind() + " " + command.actor());
                        evaluatedNs.add(command.eventTime());
                    }
                }
            })) {
                continue;
            }
        }
        return found;
    }
}
