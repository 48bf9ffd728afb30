package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.control.ApiConfig;
import io.millrace.event.Step;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.journal.JournalReader;
import io.millrace.journal.RecordType;
import io.millrace.replay.Replay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paper run through its service, end to end; the oracle is the journal, audited by itself. */
class ServiceTest {
    private static final int BARS = 1_000;
    private static final long[] CAPITAL = {500_000, 40_000};

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private PaperRun run;
    private Thread thread;
    private volatile PaperRun.Outcome outcome;
    private int port;
    private final List<String> scheduled = new ArrayList<>();
    private final List<Long> evaluatedNs = new ArrayList<>();

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

    private final List<String> said = new CopyOnWriteArrayList<>();

    private void start() throws Exception {
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
    private void settle() throws Exception {
        long seen = -1;
        for (int same = 0; same < 10; Thread.sleep(20)) {
            long steps = number(get("/journal"), "steps");
            same = steps == seen ? same + 1 : 0;
            seen = steps;
        }
    }

    private HttpRequest.Builder request(String role, String path) throws IOException {
        String token =
                Files.readString(dir.resolve("data/api-" + role + ".token")).strip();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private String get(String path) throws Exception {
        HttpResponse<String> response = http.send(request("read", path).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    private HttpResponse<String> post(String role, String path, String key, String body) throws Exception {
        HttpRequest request = request(role, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static long number(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\":(-?\\d+)").matcher(json);
        assertTrue(matcher.find(), key + " is missing in " + json);
        return Long.parseLong(matcher.group(1));
    }

    /** Kind and actor of each command in the journal. */
    private List<String> commands() {
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

    @Test
    void shouldShowWhatTheJournalSays() throws Exception {
        JournalAudit audit = JournalAudit.of(dir.resolve("data/journal"), CAPITAL);
        assertEquals(List.of(), audit.violations);
        String orders = get("/orders");
        assertEquals(audit.fills.size(), number(orders, "fillCount"));
        long equity = 0;
        for (long sleeve : audit.equity.values()) {
            equity += sleeve;
        }
        assertTrue(get("/status").contains("\"equity\":" + Fixed.format(equity)), get("/status"));
        BigDecimal bySymbol = BigDecimal.ZERO;
        Matcher pnl = Pattern.compile("\"pnl\":(-?[0-9.]+)").matcher(get("/symbols"));
        while (pnl.find()) {
            bySymbol = bySymbol.add(new BigDecimal(pnl.group(1)));
        }
        BigDecimal whole = new BigDecimal(Fixed.format(equity)).subtract(new BigDecimal(CAPITAL[0] + CAPITAL[1]));
        assertTrue(bySymbol.subtract(whole).abs().compareTo(new BigDecimal("0.00001")) < 0, bySymbol + " and " + whole);
        String metrics = get("/metrics");
        assertTrue(metrics.contains("millrace_fills_total " + (double) audit.fills.size()), metrics);
        assertTrue(metrics.contains("millrace_engine_alive 1.0"), metrics);
    }

    /** The mean of the newest closes that the service shows itself. */
    private double meanClose(int bars) throws Exception {
        List<Double> closes = new ArrayList<>();
        Matcher close = Pattern.compile("\"close\":([0-9.]+)").matcher(get("/bars?symbol=WALK&timeframe=1m"));
        while (close.find()) {
            closes.add(Double.parseDouble(close.group(1)));
        }
        return closes.subList(closes.size() - bars, closes.size()).stream()
                .mapToDouble(value -> value)
                .average()
                .orElseThrow();
    }

    @Test
    void shouldNameIndicatorsAsWhatTheyAre() throws Exception {
        for (int life = 0; life < 2; life++) {
            Matcher walk = Pattern.compile("\"symbol\":\"WALK\",\"timeframe\":\"1m\",\"time\":\"[^\"]*\","
                            + "\"names\":\\[\"sma\\(2\\)\",\"sma\\(5\\)\"\\],\"values\":\\[([0-9.]+),([0-9.]+)\\]")
                    .matcher(get("/indicators"));
            assertTrue(walk.find(), get("/indicators"));
            assertEquals(meanClose(2), Double.parseDouble(walk.group(1)), 1e-9);
            assertEquals(meanClose(5), Double.parseDouble(walk.group(2)), 1e-9);
            String track = get("/tracks?symbol=WALK&timeframe=1m");
            assertTrue(track.contains("\"names\":[\"sma(2)\",\"sma(5)\"],\"points\":[{"), track.substring(0, 200));
            assertTrue(track.endsWith("\"values\":[" + walk.group(1) + "," + walk.group(2) + "]}]}]}"));
            if (life == 0) {
                // Of the next life the engine is a recovered one and the view a saved one.
                end();
                start();
            }
        }
    }

    @Test
    void shouldKillAndFlattenOnceForAKeyAlsoAfterARestart() throws Exception {
        HttpResponse<String> flat = post("trade", "/flatten", "flat-1", "{\"actor\":\"maria\"}");
        assertEquals(200, flat.statusCode(), flat.body());
        assertEquals(flat.body(), post("trade", "/flatten", "flat-1", "{}").body());
        assertEquals(403, post("read", "/flatten", "flat-2", "{}").statusCode());
        assertEquals(400, post("read", "/kill", "kill-1", "{}").statusCode());
        HttpResponse<String> kill = post("read", "/kill", "kill-1", "{\"confirm\":true}");
        assertEquals(200, kill.statusCode(), kill.body());
        assertEquals(422, post("read", "/kill", "flat-1", "{\"confirm\":true}").statusCode());
        settle();
        assertTrue(get("/status").contains("\"kill\":true"));
        HttpResponse<String> stop = post("trade", "/stop", "stop-1", "{}");
        assertEquals(200, stop.statusCode(), stop.body());
        thread.join(20_000);
        assertEquals(ExitCodes.KILLED, outcome.exitCode());
        assertEquals(List.of("FLATTEN api:maria", "KILL api:read", "STOP api:trade"), commands());

        start();
        assertEquals(flat.body(), post("trade", "/flatten", "flat-1", "{}").body());
        assertEquals(
                kill.body(),
                post("read", "/kill", "kill-1", "{\"confirm\":true}").body());
        assertEquals(stop.body(), post("trade", "/stop", "stop-1", "{}").body());
        assertEquals(3, commands().size());
        assertTrue(get("/status").contains("\"state\":\"KILLED\""));
        assertEquals(200, post("trade", "/resume", "go-1", "{}").statusCode());
        settle();
        assertTrue(get("/status").contains("\"state\":\"RUNNING\""));
        run.stop();
        thread.join(20_000);
        assertTrue(new Replay(dir.resolve("data/journal")).run(true, step -> {}).identical());
    }

    @Test
    void shouldReduceHaltAndResume() throws Exception {
        assertEquals(403, post("read", "/reduce", "a", "{}").statusCode());
        assertEquals(403, post("read", "/halt", "a", "{}").statusCode());
        for (String[] step :
                List.of(new String[] {"/reduce", "REDUCING"}, new String[] {"/halt", "HALTED"}, new String[] {
                    "/resume", "RUNNING"
                })) {
            assertEquals(200, post("trade", step[0], "to" + step[0], "{}").statusCode());
            settle();
            String status = get("/status");
            assertTrue(status.contains("\"state\":\"" + step[1] + "\""), status);
        }
        assertEquals(List.of("REDUCE api:trade", "HALT api:trade", "RESUME api:trade"), commands());
    }

    @Test
    void shouldAskByTheTapesClockAndRunByHand() throws Exception {
        assertEquals(List.of(), commands());
        // The tape begins at 12:26:40 and has 1,000 minutes: 12:30 to 05:00 of the next day.
        assertEquals(67, scheduled.size());
        assertEquals("EVALUATE schedule:quarter", scheduled.get(0));
        for (int i = 0; i < scheduled.size(); i++) {
            assertEquals((1_600_000_200L + i * 900L) * 1_000_000_000L, evaluatedNs.get(i));
        }
        assertTrue(get("/schedules").contains("\"next\":\"2020-09-14T05:15:00Z\""), get("/schedules"));
        HttpResponse<String> asked = post("trade", "/schedules/run", "s-1", "{\"name\":\"quarter\"}");
        assertEquals(200, asked.statusCode(), asked.body());
        assertEquals(
                asked.body(),
                post("trade", "/schedules/run", "s-1", "{\"name\":\"quarter\"}").body());
        assertEquals(
                403,
                post("read", "/schedules/run", "s-2", "{\"name\":\"quarter\"}").statusCode());
        assertEquals(
                404, post("trade", "/schedules/run", "s-3", "{\"name\":\"no\"}").statusCode());
        assertEquals(
                200,
                post("trade", "/schedules/run", "s-4", "{\"name\":\"night\"}").statusCode());
        while (!get("/schedules").contains("the journal is intact")) {
            Thread.sleep(20);
        }
        assertEquals(List.of("EVALUATE api:trade"), commands());
        run.stop();
        thread.join(20_000);
        assertTrue(new Replay(dir.resolve("data/journal")).run(true, step -> {}).identical());
        start();
        commands();
        assertEquals(67, scheduled.size(), "a restart asks nothing twice");
    }

    /** Whoever takes a key for something else must not be told that it was done. */
    @Test
    void shouldRefuseAKeyThatWasUsedForAnotherBody() throws Exception {
        String tighter = "{\"key\":\"risk.perAssetCap\",\"value\":\"0.25\"}";
        assertEquals(200, post("trade", "/limits", "k-1", tighter).statusCode());
        List<String> others = List.of(
                "{\"key\":\"risk.perAssetCap\",\"value\":\"0.2\"}",
                "{\"key\":\"risk.grossLeverage\",\"value\":\"0.25\"}",
                "{\"key\":\"risk.perAssetCap\",\"value\":\"0.25\",\"confirm\":true}");
        for (String other : others) {
            HttpResponse<String> refused = post("trade", "/limits", "k-1", other);
            assertEquals(422, refused.statusCode(), other + ": " + refused.body());
        }
        assertEquals(200, post("trade", "/limits", "k-1", tighter).statusCode());
        assertEquals(
                422,
                post("trade", "/schedules/run", "k-1", "{\"name\":\"night\"}").statusCode());
        assertEquals(
                200,
                post("trade", "/schedules/run", "k-2", "{\"name\":\"night\"}").statusCode());
        assertEquals(
                200,
                post("trade", "/schedules/run", "k-2", "{\"name\":\"night\"}").statusCode());
        assertEquals(
                422,
                post("trade", "/schedules/run", "k-2", "{\"name\":\"quarter\"}").statusCode());
        assertEquals(
                422,
                post("trade", "/schedules/run", "k-2", "{\"name\":\"year\"}").statusCode());
        assertEquals(422, post("trade", "/flatten", "k-2", "{}").statusCode());
        assertEquals(
                200,
                post("trade", "/schedules/run", "k-3", "{\"name\":\"quarter\"}").statusCode());
        assertEquals(
                422,
                post("trade", "/schedules/run", "k-3", "{\"name\":\"hour\"}").statusCode());
        for (String path : List.of("/resume", "/flatten")) {
            assertEquals(200, post("trade", path, "k" + path, "{}").statusCode());
            assertEquals(
                    422, post("trade", path, "k" + path, "{\"confirm\":true}").statusCode(), path);
            assertEquals(
                    200, post("trade", path, "c" + path, "{\"confirm\":true}").statusCode());
            assertEquals(
                    200, post("trade", path, "c" + path, "{\"confirm\":true}").statusCode());
            assertEquals(
                    422, post("trade", path, "c" + path, "{\"confirm\":false}").statusCode(), path);
        }
        for (String name : List.of("night", "quarter")) {
            String confirmed = "{\"confirm\":true,\"name\":\"" + name + "\"}";
            String key = name.equals("night") ? "k-2" : "k-3";
            assertEquals(422, post("trade", "/schedules/run", key, confirmed).statusCode(), name);
        }
        assertEquals(
                List.of(
                        "LIMIT api:trade",
                        "EVALUATE api:trade",
                        "RESUME api:trade",
                        "RESUME api:trade",
                        "FLATTEN api:trade",
                        "FLATTEN api:trade"),
                commands());
    }

    /** What is missing is said with what stands there instead, and nothing is done. */
    @Test
    void shouldNameWhatABodyHasInsteadOfWhatItNeeds() throws Exception {
        String[][] cases = {
            {"/limits", "{\"key\":\"risk.perAssetCap\",\"value\":0.25}", "value is 0.25 without quotes"},
            {
                "/limits",
                "{\"key\":\"risk.perAssetCap\",\"vlaue\":\"1\"}",
                "value is missing; \\\"vlaue\\\" means nothing"
            },
            {"/limits", "{\"actor\":\"maria\"}", "key is missing; expected one of"},
            {"/schedules/run", "{\"nme\":\"night\"}", "name is missing; \\\"nme\\\" means nothing here; there are"}
        };
        for (String[] each : cases) {
            HttpResponse<String> answer = post("trade", each[0], "w" + each[1].length(), each[1]);
            assertTrue(answer.statusCode() == 400 || answer.statusCode() == 404, answer.body());
            assertTrue(answer.body().contains(each[2]), answer.body());
        }
        assertEquals(List.of(), commands());
    }

    /** It is written behind the next step, which the other command is at the latest. */
    @Test
    void shouldSayWhatBecameOfASnapshotAndWhichLimitWasSet() throws Exception {
        assertEquals(
                200,
                post("trade", "/schedules/run", "y-1", "{\"name\":\"year\"}").statusCode());
        String tighter = "{\"key\":\"risk.perAssetCap\",\"value\":\"0.25\",\"actor\":\"maria\"}";
        assertEquals(200, post("trade", "/limits", "y-2", tighter).statusCode());
        while (!get("/schedules").contains("the state is saved")) {
            Thread.sleep(10);
        }
        assertTrue(said.contains("limit risk.perAssetCap to 0.25 by api:maria"), said::toString);
    }

    @Test
    void shouldTightenLimitsAndLoosenThemOnlyWhenConfirmed() throws Exception {
        String tighter = "{\"key\":\"risk.perAssetCap\",\"value\":\"0.25\"}";
        assertEquals(403, post("read", "/limits", "l-0", tighter).statusCode());
        HttpResponse<String> set = post("trade", "/limits", "l-1", tighter);
        assertEquals(200, set.statusCode(), set.body());
        assertEquals(set.body(), post("trade", "/limits", "l-1", tighter).body());
        String looser = "{\"key\":\"perAssetCap\",\"value\":\"0.5\"";
        HttpResponse<String> refused = post("trade", "/limits", "l-2", looser + "}");
        assertEquals(409, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("is 0.25 and would be looser with 0.5"), refused.body());
        assertEquals(
                409,
                post("trade", "/limits", "l-3", "{\"key\":\"risk.dailyLoss\",\"value\":\"0.1\"}")
                        .statusCode());
        assertEquals(
                409,
                post("trade", "/limits", "l-4", "{\"key\":\"risk.perAssetCap\",\"value\":\"-1\"}")
                        .statusCode());
        for (String confirm : List.of("", ",\"confirm\":true")) {
            HttpResponse<String> off = post(
                    "trade",
                    "/limits",
                    "l-4" + confirm.length(),
                    "{\"key\":\"risk.maxOrderQuantity\",\"value\":\"1\"" + confirm + "}");
            assertEquals(409, off.statusCode(), off.body());
            assertTrue(off.body().contains("risk.maxOrderQuantity is off in the configuration"), off.body());
        }
        assertEquals(
                400,
                post("trade", "/limits", "l-5", "{\"key\":\"risk.perAssetCap\",\"value\":\"off\"}")
                        .statusCode());
        assertEquals(
                400,
                post("trade", "/limits", "l-6", "{\"key\":\"risk.seed\",\"value\":\"1\"}")
                        .statusCode());
        assertEquals(
                200,
                post("trade", "/limits", "l-7", looser + ",\"confirm\":true}").statusCode());
        assertEquals(
                200,
                post("trade", "/limits", "l-8", "{\"key\":\"risk.grossLeverage\",\"value\":\"0.5\"}")
                        .statusCode());
        String before = get("/limits");
        assertTrue(before.contains("\"value\":\"0.5\",\"configured\":\"1\",\"source\":\"command "), before);
        run.stop();
        thread.join(20_000);
        assertTrue(new Replay(dir.resolve("data/journal")).run(true, step -> {}).identical());
        start();
        assertEquals(before, get("/limits"));
        assertEquals(List.of("LIMIT api:trade", "LIMIT api:trade", "LIMIT api:trade"), commands());
        // Read back from a snapshot, not only made again: what was 0.5 must still refuse 0.6.
        assertEquals(
                409,
                post("trade", "/limits", "l-9", "{\"key\":\"risk.grossLeverage\",\"value\":\"0.6\"}")
                        .statusCode());
    }

    @Test
    void shouldObeyOneOfManyEqualRequests() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<String> answers = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 5; i++) {
            Thread one = new Thread(() -> {
                try {
                    answers.add(post("trade", "/flatten", "same", "{}").body());
                } catch (Exception e) {
                    answers.add(e.toString());
                }
            });
            threads.add(one);
            one.start();
        }
        for (Thread one : threads) {
            one.join();
        }
        assertEquals(5, answers.size());
        assertEquals(1, answers.stream().distinct().count(), answers.toString());
        assertEquals(List.of("FLATTEN api:trade"), commands());
    }

    /** Ids of events behind {@code last}, until so many are there. */
    private List<String> events(String last, int count) throws Exception {
        List<String> ids = new ArrayList<>();
        String token = Files.readString(dir.resolve("data/api-read.token")).strip();
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token
                                    + "\r\nLast-Event-ID: " + last + "\r\n\r\n")
                            .getBytes(UTF_8));
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            while (ids.size() < count) {
                String line = in.readLine();
                assertFalse(line == null || line.equals("event: reset"), "after " + ids.size() + ": " + line);
                if (line.startsWith("id: ")) {
                    ids.add(line.substring(4));
                }
            }
        }
        return ids;
    }

    @Test
    void shouldGoOnWithEventsWithoutAGap() throws Exception {
        List<String> whole = events("0-0", 800);
        assertEquals(800, whole.stream().distinct().count());
        List<String> parts = new ArrayList<>();
        String last = "0-0";
        for (int size : new int[] {1, 7, 300, 129, 363}) {
            List<String> part = events(last, size);
            parts.addAll(part);
            last = part.get(part.size() - 1);
        }
        assertEquals(whole, parts);
        run.stop();
        thread.join(20_000);
        start();
        assertEquals(whole.subList(40, 200), events(whole.get(39), 160));
    }

    @Test
    void shouldGoOnTradingBesideReadersThatDoNotRead() throws Exception {
        String token = Files.readString(dir.resolve("data/api-read.token")).strip();
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(1_024);
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
            String whole = "GET /events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + token
                    + "\r\nLast-Event-ID: 0-0\r\n\r\n";
            // Every second one does not even finish its request.
            socket.getOutputStream().write((i % 2 == 0 ? whole : whole.substring(0, 30)).getBytes(UTF_8));
            idle.add(socket);
        }
        assertEquals(200, post("read", "/kill", "k", "{\"confirm\":true}").statusCode());
        assertEquals(200, post("trade", "/resume", "r", "{}").statusCode());
        settle();
        assertTrue(get("/healthz").contains("\"healthy\":true"));
        for (Socket socket : idle) {
            socket.close();
        }
    }
}
