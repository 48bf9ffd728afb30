package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import io.millrace.control.ApiConfig;
import io.millrace.siderun.BacktestConfig;
import io.millrace.testkit.ChildJvm;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backtests asked of a running daemon, each a real process. One on more rows than it can read in a second runs until it
 * is ended.
 */
@Timeout(120)
class BacktestsTest {
    private static final String AAPL =
            "\"strategy\":\"sma-cross\",\"params\":\"fast=10,slow=30\",\"data\":\"embedded:aapl\"";

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private PaperRun run;
    private Thread thread;
    private int port;

    @BeforeEach
    void begin() throws Exception {
        PaperTape.write(dir.resolve("tape"), 50, 11);
        Path market = Files.createDirectories(dir.resolve("market"));
        PaperTape.write(market.resolve("walks"), 300, 5);
        Files.writeString(market.resolve("bad.csv"), "timestamp,open,high,low,close,volume\n1,2,3,x,5,6\n");
        Files.writeString(dir.resolve("outside.csv"), "timestamp,open,high,low,close,volume\n");
        Files.createSymbolicLink(market.resolve("link.csv"), dir.resolve("outside.csv"));
        Files.createSymbolicLink(market.resolve("up"), dir);
        Files.createDirectories(market.resolve("mixed"));
        Files.createSymbolicLink(market.resolve("mixed/in.csv"), dir.resolve("outside.csv"));
        start(600);
    }

    @AfterEach
    void end() throws Exception {
        run.stop();
        thread.join(20_000);
    }

    private void start(int seconds) throws Exception {
        Path data = dir.resolve("data");
        Files.deleteIfExists(data.resolve("api.port"));
        PaperOptions options = PaperTape.options(data, PaperTape.load(dir.resolve("tape")))
                .withOnce(false)
                .withApi(new ApiConfig(
                        true,
                        0,
                        null,
                        new BacktestConfig(true, dir.resolve("market").toString(), seconds)));
        run = new PaperRun(options, System.err::println);
        thread = new Thread(run::run);
        thread.start();
        while (!Files.exists(data.resolve("api.port"))) {
            assertTrue(thread.isAlive());
            Thread.sleep(10);
        }
        port = Integer.parseInt(Files.readString(data.resolve("api.port")).strip());
    }

    private HttpRequest.Builder request(String role, String path) throws Exception {
        String token =
                Files.readString(dir.resolve("data/api-" + role + ".token")).strip();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> post(String key, String fields) throws Exception {
        HttpRequest request = request("trade", "/backtest")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{" + fields + "}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        HttpResponse<String> response = http.send(request("read", path).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":(\"(?:[^\"\\\\]|\\\\.)*\"|[^,}\\]]+)")
                .matcher(json);
        assertTrue(matcher.find(), name + " is missing in " + json);
        return matcher.group(1).replaceAll("^\"|\"$", "");
    }

    private String taken(String key, String fields) throws Exception {
        HttpResponse<String> answer = post(key, fields);
        assertEquals(202, answer.statusCode(), answer.body());
        assertEquals("running", field(answer.body(), "state"));
        return field(answer.body(), "id");
    }

    private String ended(String id) throws Exception {
        String found = get("/backtests/" + id);
        while (field(found, "state").equals("running")) {
            Thread.sleep(50);
            found = get("/backtests/" + id);
        }
        return found;
    }

    /** The process of a backtest, alive or not. */
    private boolean isAlive(String id) throws Exception {
        return ProcessHandle.of(pid(id)).map(ProcessHandle::isAlive).orElse(false);
    }

    private long pid(String id) throws Exception {
        Properties process = new Properties();
        process.load(Files.newBufferedReader(dir.resolve("data/backtests/" + id + "/process")));
        return Long.parseLong(process.getProperty("pid"));
    }

    @Test
    void shouldGiveTheFiguresOfTheCommandLine() throws Exception {
        String id = taken("one", AAPL + ",\"from\":\"2013-02-01\",\"capital\":\"5000\",\"actor\":\"eva\"");
        String found = ended(id);
        assertEquals("done", field(found, "state"), found);
        assertEquals("api:eva", field(found, "actor"));
        ChildJvm.Result alone = ChildJvm.run(
                Millrace.class,
                List.of("-Dslf4j.internal.verbosity=ERROR"),
                List.of(
                        "backtest",
                        "--json",
                        "--strategy",
                        "sma-cross",
                        "--param",
                        "fast=10",
                        "--param",
                        "slow=30",
                        "--data",
                        "embedded:aapl",
                        "--from",
                        "2013-02-01",
                        "--capital",
                        "5000",
                        "--out",
                        dir.resolve("alone").toString()),
                60);
        assertEquals(0, alone.exitCode(), alone.output());
        for (String name : List.of(
                "finalEquity",
                "totalReturn",
                "maxDrawdown",
                "sharpe",
                "trades",
                "fees",
                "bars",
                "winRate",
                "turnoverValue",
                "steps")) {
            assertEquals(field(alone.output(), name), field(found, name), name);
        }
        assertTrue(Files.exists(Path.of(field(found, "report"))), found);
        assertTrue(get("/backtests").contains("\"id\":\"" + id + "\",\"state\":\"done\""));
        // The same key again is the same backtest; with another body it is refused.
        HttpResponse<String> again =
                post("one", AAPL + ",\"from\":\"2013-02-01\",\"capital\":\"5000\",\"actor\":\"eva\"");
        assertEquals(202, again.statusCode());
        assertEquals(id, field(again.body(), "id"));
        assertEquals(422, post("one", AAPL).statusCode());
    }

    @Test
    void shouldRunTheModelsThatRunHereAndSayWhatTheProgramSays() throws Exception {
        String found = ended(taken("running", "\"models\":\"running\",\"data\":\"walks\""));
        assertEquals("done", field(found, "state"), found);
        assertTrue(found.contains("sma-cross") && found.contains("volatility-harvester"), found);
        String bad = ended(taken("bad", "\"strategy\":\"buy-and-hold\",\"data\":\"bad.csv\""));
        assertEquals("failed", field(bad, "state"), bad);
        assertTrue(field(bad, "error").contains("bad.csv"), bad);
        assertFalse(bad.contains("\"figures\""), bad);
    }

    @Test
    void shouldReadNothingOutsideOfItsFolder() throws Exception {
        for (String name : List.of(
                "link.csv", "up", "up/outside.csv", "up/none", "mixed", "none.csv", "bad.csv/x", "walks/none")) {
            HttpResponse<String> answer =
                    post("k-" + name.hashCode(), "\"strategy\":\"buy-and-hold\",\"data\":\"" + name + "\"");
            assertEquals(409, answer.statusCode(), name + answer.body());
            assertTrue(answer.body().contains("there is nothing of this name that can be read"), answer.body());
            assertFalse(answer.body().contains(dir.toString()), answer.body());
        }
        assertEquals(
                409,
                post("none", "\"strategy\":\"buy-and-hold\",\"data\":\"embedded:none\"")
                        .statusCode());
        assertEquals("{\"backtests\":[]}", get("/backtests"));
    }

    private static void writeLong(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("timestamp,open,high,low,close,volume\n");
            for (int i = 0; i < 1_500_000; i++) {
                out.write((1_000_000_000L + i * 60L) + ",100.5,101.5,99.5,100.25,12345\n");
            }
        }
    }

    @Test
    void shouldTakeOneAtATimeAndLeaveNoneBehind() throws Exception {
        writeLong(dir.resolve("market/long.csv"));
        String endless = "\"strategy\":\"buy-and-hold\",\"data\":\"long.csv\"";
        String id = taken("endless", endless);
        HttpResponse<String> second = post("second", AAPL);
        assertEquals(429, second.statusCode(), second.body());
        assertTrue(isAlive(id));
        Path folder = dir.resolve("data/backtests").resolve(id);
        assertTrue(Files.exists(folder.resolve("tmp")));
        Path victim = Path.of("/proc/" + pid(id) + "/oom_score_adj");
        if (Files.exists(victim)) {
            assertEquals("1000", Files.readString(victim).strip());
        }
        end();
        assertFalse(Files.exists(folder.resolve("tmp")));
        assertFalse(thread.isAlive());
        assertFalse(isAlive(id));

        start(1);
        assertEquals("lost", field(get("/backtests/" + id), "state"));
        assertEquals(id, field(post("endless", endless).body(), "id"), "the same key is the same backtest");
        String late = ended(taken("late", endless));
        assertEquals("failed", field(late, "state"));
        assertTrue(field(late, "error").startsWith("ended after 1 s"), late);
        assertEquals("failed", field(ended(taken("second", endless)), "state"), "the key of a refused one is free");
    }
}
