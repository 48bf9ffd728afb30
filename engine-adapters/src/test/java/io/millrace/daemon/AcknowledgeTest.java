package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import io.millrace.control.ApiConfig;
import io.millrace.engine.EngineConfig;
import io.millrace.strategy.StrategyCatalog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A strategy throws in a running daemon: the figures say so, and a person says to have seen it. */
@Timeout(120)
class AcknowledgeTest {
    private static final String LABELS = "{sleeve=\"0\",strategy=\"thrower\"} ";

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private PaperRun run;
    private Thread thread;
    private volatile PaperRun.Outcome outcome;

    @BeforeEach
    void begin() throws Exception {
        PaperTape.write(dir.resolve("tape"), 60, 5);
        start();
    }

    @AfterEach
    void end() throws Exception {
        run.stop();
        thread.join(20_000);
    }

    private Path home() {
        return dir.resolve("data");
    }

    private void start() throws Exception {
        Files.deleteIfExists(home().resolve("api.port"));
        EngineConfig config = EngineConfig.read(
                Thrower.settings().put("risk.dailyLoss", "0.5", "test"),
                StrategyCatalog.standard().with(new Thrower()));
        said.clear();
        run = new PaperRun(
                PaperTape.options(home(), PaperTape.load(dir.resolve("tape")), config)
                        .withOnce(false)
                        .withApi(new ApiConfig(true, 0)),
                said::add);
        thread = new Thread(() -> outcome = run.run());
        thread.start();
        while (!Files.exists(home().resolve("api.port"))) {
            assertTrue(thread.isAlive(), () -> String.valueOf(outcome));
            Thread.sleep(10);
        }
        await("/status", "\"feedAtEnd\":true");
        await("/metrics", "millrace_strategy_failed" + LABELS + "1.0");
    }

    private HttpResponse<String> ask(String role, String path, String key, String body) throws Exception {
        String port = Files.readString(home().resolve("api.port")).strip();
        String token =
                Files.readString(home().resolve("api-" + role + ".token")).strip();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
        if (key != null) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String await(String path, String text) throws Exception {
        String found = "";
        for (int i = 0; i < 1_000 && !found.contains(text); i++) {
            Thread.sleep(10);
            found = ask("read", path, null, null).body();
        }
        assertTrue(found.contains(text), found);
        return found;
    }

    private int acknowledge(String role, String key, String body) throws Exception {
        return ask(role, "/strategies/acknowledge", key, body).statusCode();
    }

    private String execute(int expected, String... words) {
        StringWriter out = new StringWriter();
        int code = Millrace.run(words, new PrintWriter(out, true), new PrintWriter(out, true));
        assertEquals(expected, code, out.toString());
        return out.toString();
    }

    private String strictHealth(int expected, String text) throws Exception {
        String found = "";
        // The heartbeat is a second's.
        for (int i = 0; i < 500 && !found.contains(text); i++) {
            Thread.sleep(10);
            found = Files.readString(home().resolve(Health.FILE));
        }
        assertTrue(found.contains(text), found);
        return execute(expected, "health", "--strict", "--data-dir", home().toString());
    }

    @Test
    void shouldCountAStrategyThatThrewAndWhoHasSeenIt() throws Exception {
        String metrics = await("/metrics", "millrace_strategy_failed" + LABELS + "1.0");
        assertTrue(metrics.contains("millrace_strategy_acknowledged" + LABELS + "0.0"), metrics);
        String well = "{sleeve=\"1\",strategy=\"volatility-harvester\"} 0.0";
        assertTrue(metrics.contains("millrace_strategy_failed" + well), metrics);
        await("/status", "\"failed\":[{\"strategy\":0,\"name\":\"thrower\",\"acknowledged\":false}]");
        strictHealth(ExitCodes.REFUSED, "\"acknowledged\":false");

        String body = "{\"name\":\"thrower\",\"actor\":\"maria\"}";
        assertEquals(403, acknowledge("read", "a-1", body));
        assertEquals(404, acknowledge("trade", "a-2", "{\"name\":\"nobody\"}"));
        assertEquals(404, acknowledge("trade", "a-3", "{\"name\":\"thrower\",\"sleeve\":\"1\"}"));
        assertEquals(409, acknowledge("trade", "a-4", "{\"name\":\"volatility-harvester\"}"));
        HttpResponse<String> first = ask("trade", "/strategies/acknowledge", "a-5", body);
        assertEquals(200, first.statusCode(), first.body());
        assertTrue(first.body().contains("\"command\":\"ACKNOWLEDGE\",\"actor\":\"api:maria\""), first.body());
        assertEquals(
                first.body(),
                ask("trade", "/strategies/acknowledge", "a-5", body).body());
        assertEquals(422, ask("trade", "/halt", "a-5", "{}").statusCode());

        metrics = await("/metrics", "millrace_strategy_acknowledged" + LABELS + "1.0");
        assertTrue(metrics.contains("millrace_strategy_failed" + LABELS + "1.0"), metrics);
        String health = strictHealth(ExitCodes.DONE, "\"acknowledged\":true");
        assertTrue(health.contains("thrower in sleeve 0 (acknowledged)"), health);
        assertTrue(await("/risk", "STRATEGY_ACKNOWLEDGED").contains("STRATEGY_FAILED"));
        String commands = await("/journal", "ACKNOWLEDGE");

        end();
        assertTrue(outcome.message().contains("out of service: thrower (acknowledged)"), outcome.message());
        start();
        assertTrue(await("/journal", "ACKNOWLEDGE").contains("api:maria"), commands);
        await("/metrics", "millrace_strategy_acknowledged" + LABELS + "1.0");
        strictHealth(ExitCodes.DONE, "\"acknowledged\":true");
        assertEquals(
                first.body(),
                ask("trade", "/strategies/acknowledge", "a-5", body).body());
    }

    /** Also after a change; the halt is 1.5 times the limit. */
    @Test
    void shouldShowBothStagesOfTheDailyLoss() throws Exception {
        String home = home().toString();
        String shown = execute(ExitCodes.DONE, "limits", "show", "--data-dir", home);
        assertTrue(
                shown.matches("(?s).*risk\\.dailyLoss +0\\.5 +\\S+, REDUCING at 0\\.5, HALTED at 0\\.75\\s.*"), shown);
        assertEquals(1, shown.lines().filter(line -> line.contains("REDUCING")).count(), shown);
        execute(ExitCodes.DONE, "limits", "set", "risk.dailyLoss", "0.4", "--data-dir", home);
        shown = execute(ExitCodes.DONE, "limits", "show", "--data-dir", home);
        assertTrue(shown.contains("(configured 0.5), REDUCING at 0.4, HALTED at 0.6"), shown);
        strictHealth(ExitCodes.REFUSED, "\"dailyLoss\":\"REDUCING at 0.4, HALTED at 0.6\"");
        assertTrue(execute(ExitCodes.DONE, "status", "--data-dir", home).contains("daily loss REDUCING at 0.4,"), home);
    }

    @Test
    void shouldAcknowledgeByTheCommandLine() throws Exception {
        String home = home().toString();
        String refused = execute(ExitCodes.REFUSED, "acknowledge", "volatility-harvester", "--data-dir", home);
        assertTrue(refused.contains("volatility-harvester in sleeve 1 has not failed"), refused);
        String unknown = execute(ExitCodes.REFUSED, "acknowledge", "throwing", "--data-dir", home);
        assertTrue(unknown.contains("there are [thrower in sleeve 0, volatility-harvester in sleeve 1]"), unknown);
        String done = execute(ExitCodes.DONE, "acknowledge", "thrower", "--data-dir", home);
        assertTrue(done.startsWith("thrower is acknowledged: journaled as step "), done);
        assertTrue(done.contains("it stays out of service, also after a restart on this journal"), done);
        strictHealth(ExitCodes.DONE, "\"acknowledged\":true");
        assertTrue(
                execute(ExitCodes.DONE, "status", "--data-dir", home).contains("stay; acknowledged"), said.toString());
        assertFalse(said.stream().noneMatch(line -> line.startsWith("acknowledge by api:")), said.toString());
    }
}
