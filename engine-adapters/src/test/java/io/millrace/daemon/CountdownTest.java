package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import io.millrace.config.Settings;
import io.millrace.control.ApiServer;
import io.millrace.control.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every way to end the countdown of a live start, in a process of its own: nothing is sent, and it is said why. */
@Timeout(300)
class CountdownTest {
    private static final long[] CAPITAL = {500_000, 40_000};

    @TempDir
    Path dir;

    private final StringWriter output = new StringWriter();
    private Path home;
    private Path config;
    private int key;

    /** Somebody who wants it to end. */
    private interface Person {
        void acts(PaperProcess process) throws Exception;
    }

    @BeforeEach
    void write() throws IOException {
        PaperTape.write(dir.resolve("tape"), 60, 7);
        home = dir.resolve("home");
        config = dir.resolve("live.yaml");
        Settings settings = PaperTape.settings();
        String[][] pairs = {
            {"engine.mode", "live"},
            {"risk.maxOrderValue", "600000"},
            {"risk.dailyLoss", "0.9"},
            {"risk.startUpGate", "true"},
            {"risk.canaryMs", "900000"},
            {"live.account", "SIM-4711"},
            {"live.tradingEnabled", "true"},
            {"live.countdownMs", "60000"},
            {"api.port", "0"},
        };
        for (String[] pair : pairs) {
            settings.put(pair[0], pair[1], "test");
        }
        PaperTape.writeYaml(config, settings);
    }

    private String[] with(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(
                "--config", config.toString(), "--data", dir.resolve("tape").toString()));
        all.addAll(List.of("--data-dir", home.toString()));
        return all.toArray(new String[0]);
    }

    private int execute(String... arguments) {
        output.getBuffer().setLength(0);
        PrintWriter writer = new PrintWriter(output, true);
        return Millrace.run(arguments, writer, writer);
    }

    private void arm() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("4711\n".getBytes(UTF_8)));
        try {
            assertEquals(0, execute(with("arm", "--live")), output.toString());
        } finally {
            System.setIn(before);
        }
    }

    private PaperProcess live() throws IOException {
        List<String> child = new ArrayList<>(List.of("cli"));
        child.addAll(List.of(with("run", "--mode", "live", "--live", "--speed", "max", "--once")));
        return new PaperProcess(home, List.of(), child);
    }

    private boolean isArmed() {
        return Files.exists(home.resolve(LiveFacts.ARMED_FILE));
    }

    private long fills() {
        return JournalAudit.of(home.resolve("journal"), CAPITAL).fills.size();
    }

    private int post(String path, String body) throws Exception {
        String port = Files.readString(home.resolve(ApiServer.PORT_FILE)).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", Tokens.tradeToken(home).use(token -> "Bearer " + new String(token, UTF_8)))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-" + ++key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /**
     * Arms, starts, lets somebody end it.
     *
     * @param because what the last line must say
     */
    private void ends(int exitCode, String because, Person person) throws Exception {
        arm();
        try (PaperProcess process = live()) {
            assertTrue(process.awaitLine("LIVE TRADING BEGINS"), process.output());
            assertTrue(isArmed(), "not spent before it has begun");
            person.acts(process);
            assertEquals(exitCode, process.awaitExit(), process.output());
            assertTrue(
                    process.output()
                            .contains(
                                    "live trading has not begun: condition 7: the countdown was stopped by " + because),
                    process.output());
            assertFalse(process.output().contains("has begun\n"), process.output());
        }
        assertFalse(isArmed(), "who ended it wants no trading: it has to be armed again");
        assertFalse(Files.exists(home.resolve(LiveFacts.LIFE_FILE)), "no crash to come back from");
        assertEquals(0, fills());
        assertEquals(2, execute(with("run", "--mode", "live", "--live", "--once")), output.toString());
        assertTrue(output.toString().contains("condition 3: the engine is not armed"), output.toString());
    }

    /** What was latched holds in the next start, which somebody armed. */
    private void holdsAtTheNextStart(String kind) throws Exception {
        assertEquals(0, execute("tail", home.resolve("journal").toString(), "--type", "Command"));
        assertTrue(output.toString().contains("kind=" + kind), output.toString());
        arm();
        int code = execute(
                with("run", "--mode", "live", "--live", "--speed", "max", "--once", "--set", "live.countdownMs=50"));
        // Another countdown is another configuration, for which nothing was armed.
        assertEquals(2, code, output.toString());
        Files.writeString(config, Files.readString(config).replace("\"60000\"", "\"50\""));
        arm();
        assertEquals(5, execute(with("run", "--mode", "live", "--live", "--speed", "max", "--once")), "" + output);
        assertEquals(0, fills());
    }

    @Test
    void shouldEndByStop() throws Exception {
        ends(0, "a signal", process -> process.signal("TERM"));
        if (hearsInterrupts()) {
            ends(0, "a signal", process -> process.signal("INT"));
        }
        ends(0, "api", process -> {
            assertEquals(409, post("/resume", "{\"confirm\":true}"));
            assertEquals(409, post("/flatten", "{\"confirm\":true}"));
            assertTrue(process.isAlive());
            int answer = post("/stop", "{\"confirm\":true}");
            assertTrue(answer == 200 || answer == 409, "answer " + answer);
        });
        assertEquals(
                0,
                io.millrace.chronicle.ChronicleJournal.check(home.resolve("journal"))
                        .steps());
    }

    /** A shell starts what it puts into the background without them, and so all that is started from there. */
    private static boolean hearsInterrupts() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(
                                        line.substring(line.indexOf(':') + 1).strip(), 16)
                                & 1L << 1)
                        == 0;
            }
        }
        return true;
    }

    @Test
    void shouldLatchAKillOfTheService() throws Exception {
        ends(5, "api", process -> post("/kill", "{\"confirm\":true,\"actor\":\"maria\"}"));
        holdsAtTheNextStart("KILL");
    }

    @Test
    void shouldLatchAKillBySignal() throws Exception {
        ends(5, "the kill switch of signal", process -> process.signal("USR1"));
        holdsAtTheNextStart("KILL");
    }

    @Test
    void shouldLatchTheFile() throws Exception {
        ends(5, "the file KILL", process -> {
            Files.createFile(home.resolve("KILL"));
            process.awaitExit();
            Files.delete(home.resolve("KILL"));
        });
        holdsAtTheNextStart("KILL");
    }

    @Test
    void shouldLatchAHalt() throws Exception {
        ends(
                5,
                System.getProperty("user.name") + " with the command halt",
                process -> assertEquals(0, execute("halt", "--data-dir", home.toString()), output.toString()));
        holdsAtTheNextStart("HALT");
    }

    /** Nobody has ended it: the arming holds for what is left of its fifteen minutes, and for a whole countdown. */
    @Test
    void shouldStayArmedWhenTheProcessDiesInTheCountdown() throws Exception {
        arm();
        try (PaperProcess process = live()) {
            assertTrue(process.awaitLine("LIVE TRADING BEGINS"), process.output());
            process.kill();
        }
        assertTrue(isArmed());
        assertFalse(Files.exists(home.resolve(LiveFacts.LIFE_FILE)), "it has not lived");
        assertEquals(0, fills());
        try (PaperProcess process = live()) {
            assertTrue(process.awaitLine("LIVE TRADING BEGINS in 60 s"), process.output());
            process.signal("TERM");
            assertEquals(0, process.awaitExit(), process.output());
        }
        assertFalse(isArmed());
    }
}
