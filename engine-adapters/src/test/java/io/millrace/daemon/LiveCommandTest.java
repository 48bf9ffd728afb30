package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.cli.Millrace;
import io.millrace.config.Settings;
import io.millrace.control.ApiServer;
import io.millrace.control.Tokens;
import io.millrace.live.Arming;
import io.millrace.live.LastLife;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live trading through the command line, at the simulated venue; times are short by configuration. */
class LiveCommandTest {
    @TempDir
    Path dir;

    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private Path home;
    private Path config;

    @BeforeEach
    void writeTape() throws IOException {
        PaperTape.write(dir.resolve("tape"), 60, 7);
        home = dir.resolve("home");
        config = dir.resolve("live.yaml");
        write(settings());
    }

    private static Settings settings() {
        return PaperTape.settings()
                .put("engine.mode", "live", "test")
                .put("risk.maxOrderValue", "600000", "test")
                .put("risk.dailyLoss", "0.9", "test")
                .put("risk.startUpGate", "true", "test")
                .put("risk.canaryMs", "900000", "test")
                .put("live.account", "SIM-4711", "test")
                .put("live.tradingEnabled", "true", "test")
                .put("live.countdownMs", "50", "test")
                .put("api.enabled", "false", "test");
    }

    private void write(Settings settings) throws IOException {
        PaperTape.writeYaml(config, settings);
    }

    private int execute(String... arguments) {
        output.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        int code = Millrace.run(arguments, new PrintWriter(output, true), new PrintWriter(errors, true));
        System.err.println(String.join(" ", arguments) + " -> " + code + "\n" + errors + output);
        return code;
    }

    private String[] with(String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(
                "--config",
                config.toString(),
                "--data",
                dir.resolve("tape").toString(),
                "--data-dir",
                home.toString()));
        return all.toArray(new String[0]);
    }

    private String[] live(String... more) {
        List<String> all = new ArrayList<>(List.of("run", "--mode", "live", "--live", "--speed", "max", "--once"));
        all.addAll(List.of(more));
        return with(all.toArray(new String[0]));
    }

    private int arm(String typed) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(UTF_8)));
        try {
            return execute(with("arm", "--live"));
        } finally {
            System.setIn(before);
        }
    }

    private void refuses(String condition, String... arguments) {
        assertEquals(2, execute(arguments), errors.toString());
        assertTrue(errors.toString().contains(condition), errors.toString());
        assertTrue(Files.notExists(home.resolve("journal")));
    }

    @Test
    void shouldNameEveryConditionThatIsMissing() throws Exception {
        refuses("condition 3: the engine is not armed: millrace arm --live", live());
        assertEquals(2, execute(with("arm")), "without --live");
        assertEquals(1, arm("4712"));
        assertTrue(errors.toString().contains("nothing was armed"), errors.toString());
        assertFalse(errors.toString().contains("4711"), "the person types it, the program does not say it");
        assertEquals(0, arm("4711"), errors.toString());
        refuses("condition 2: --live is missing", with("run", "--mode", "live", "--once"));
        refuses("condition 3: the engine was armed for another configuration", live("--set", "risk.dailyLoss=0.5"));
        refuses("condition 6: --dry-run sends nothing", live("--dry-run"));
        write(settings().put("engine.mode", "paper", "test"));
        refuses("condition 1: engine.mode is not live in the configuration file", live());
        write(settings().put("live.tradingEnabled", "false", "test"));
        refuses("condition 1: live.tradingEnabled is not true", live("--set", "live.tradingEnabled=true"));
        write(settings().put("risk.dailyLoss", "off", "test"));
        refuses("condition 4: risk.dailyLoss: set by hand", live());
        write(settings());
        refuses("condition 4: risk.maxOrderValue: set by hand", live("--set", "risk.maxOrderValue=off"));
        refuses(
                "condition 4: risk.maxOrderValue, risk.dailyLoss: set by hand",
                live("--set", "risk.maxOrderValue=off", "--set", "risk.dailyLoss=off"));
        write(settings().put("live.key", "live", "test"));
        refuses("condition 5: the endpoint is simulated and the key is live", live());
        write(settings().put("live.endpoint", "live", "test").put("live.key", "live", "test"));
        refuses("live.countdownMs", live());
        write(settings().put("risk.startUpGate", "false", "test"));
        refuses("condition 6: risk.startUpGate is false", live());
        write(settings().put("risk.canaryMs", "off", "test"));
        refuses("risk.canaryMs is off", live());
        write(settings().put("live.account", "", "test"));
        refuses("live.account is not set", live());
        Files.createFile(home.resolve("KILL"));
        refuses("KILL is there: remove it", live());
    }

    @Test
    void shouldTradeSmallFirstAndBeArmedForOneStart() throws Exception {
        assertEquals(0, arm("4711"), errors.toString());
        assertEquals(0, execute(live()), errors.toString());
        for (String fact : List.of(
                "LIVE TRADING BEGINS in 1 s; ctrl-C or millrace stop ends this",
                "account SIM-**** at the simulated venue",
                "equity 540000",
                "symbols WALK, TICK",
                "risk.maxOrderValue 600000",
                "first 900 s",
                "live trading of SIM-**** has begun")) {
            assertTrue(errors.toString().contains(fact), fact + " in " + errors);
        }
        assertTrue(Files.notExists(home.resolve(LiveFacts.ARMED_FILE)), "one start");
        assertTrue(Files.notExists(home.resolve(LiveFacts.LIFE_FILE)), "ended in order");
        Path journal = home.resolve("journal");
        assertTrue(JournalAudit.of(journal, new long[] {500_000, 40_000}).fills.size() > 0);
        assertEquals(0, execute("tail", journal.toString(), "--type", "RiskDecision"));
        assertTrue(output.toString().lines().anyMatch(l -> l.contains("CANARY") && l.contains("SCALE")), "small");
        assertTrue(
                output.toString().lines().anyMatch(l -> l.contains("CANARY") && l.contains("PASS")), "then as asked");
        assertEquals(0, execute("replay", journal.toString(), "--verify"), errors.toString());
        assertEquals(2, execute(live()), "not armed any more");
    }

    @Test
    void shouldEndTheCountdownOnStop() throws Exception {
        write(settings()
                .put("live.countdownMs", "60000", "test")
                .put("api.enabled", "true", "test")
                .put("api.port", "0", "test"));
        assertEquals(0, arm("4711"), errors.toString());
        StringWriter said = new StringWriter();
        CompletableFuture<Integer> run = begins(said);
        assertEquals(0, execute("status", "--data-dir", home.toString()), errors.toString());
        assertTrue(output.toString().contains("live trading begins in "), output.toString());
        assertTrue(output.toString().contains("account SIM-****"), output.toString());
        assertFalse(output.toString().contains("4711"), output.toString());
        assertTrue(output.toString().contains("state      COUNTDOWN"), output.toString());
        assertTrue(output.toString().contains("feed time none yet"), output.toString());
        String port = Files.readString(home.resolve(ApiServer.PORT_FILE)).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/status"))
                .header("Authorization", Tokens.readToken(home).use(token -> "Bearer " + new String(token, UTF_8)))
                .build();
        String status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        assertTrue(status.contains("live trading begins in "), status);
        assertTrue(status.contains("\"state\":\"COUNTDOWN\""), status);
        assertTrue(status.contains("\"feedTime\":\"\""), status);
        assertEquals(1, execute("resume", "--data-dir", home.toString()));
        assertTrue(errors.toString().contains("takes stop only"), errors.toString());
        assertEquals(0, execute("stop", "--data-dir", home.toString()), errors.toString());
        assertEquals(0, run.get(20, TimeUnit.SECONDS), said.toString());
        assertTrue(
                said.toString()
                        .contains("condition 7: the countdown was stopped by " + System.getProperty("user.name")
                                + " with the command stop"),
                said.toString());
        assertEquals(0, ChronicleJournal.check(home.resolve("journal")).steps());
        assertNothingLeftArmed();
    }

    private void assertNothingLeftArmed() {
        assertTrue(Files.notExists(home.resolve(LiveFacts.ARMED_FILE)), "the arming has ended with the countdown");
        assertTrue(Files.notExists(home.resolve(LiveFacts.LIFE_FILE)), "and no crash to come back from");
        assertEquals(2, execute(live()), "nobody armed it again");
    }

    /** What a supervisor does after a kill in the countdown, and then a person who arms, must not trade. */
    @Test
    void shouldLatchAKillInTheCountdown() throws Exception {
        write(settings().put("live.countdownMs", "60000", "test"));
        assertEquals(0, arm("4711"), errors.toString());
        String binding = Arming.read(home.resolve(LiveFacts.ARMED_FILE)).binding();
        Files.delete(home.resolve(LiveFacts.ARMED_FILE));
        new LastLife(System.currentTimeMillis() - 5_000, "ACTIVE", binding).write(home.resolve(LiveFacts.LIFE_FILE));
        StringWriter said = new StringWriter();
        CompletableFuture<Integer> run = begins(said);
        assertEquals(0, execute("kill", "--data-dir", home.toString()), errors.toString());
        assertTrue(output.toString().contains("is journaled"), output.toString());
        assertEquals(5, run.get(20, TimeUnit.SECONDS), said.toString());
        assertNothingLeftArmed();
        assertKilled();
    }

    @Test
    void shouldLatchTheKillFileInTheCountdown() throws Exception {
        write(settings().put("live.countdownMs", "60000", "test"));
        assertEquals(0, arm("4711"), errors.toString());
        StringWriter said = new StringWriter();
        CompletableFuture<Integer> run = begins(said);
        Files.createFile(home.resolve("KILL"));
        assertEquals(5, run.get(20, TimeUnit.SECONDS), said.toString());
        Files.delete(home.resolve("KILL"));
        assertNothingLeftArmed();
        assertKilled();
    }

    /** What a crash left behind, so long ago. */
    private String crashed(String trading, long agoMs) throws IOException {
        assertEquals(0, arm("4711"), errors.toString());
        String binding = Arming.read(home.resolve(LiveFacts.ARMED_FILE)).binding();
        Files.delete(home.resolve(LiveFacts.ARMED_FILE));
        new LastLife(System.currentTimeMillis() - agoMs, trading, binding).write(home.resolve(LiveFacts.LIFE_FILE));
        return binding;
    }

    private void assertComesUpHalted() throws Exception {
        assertEquals(5, execute(live()), errors.toString());
        assertTrue(errors.toString().contains("HALTED, only exits and cancels pass"), errors.toString());
        assertEquals(0, execute("tail", home.resolve("journal").toString(), "--type", "Command"));
        assertTrue(output.toString().contains("kind=HALT"), output.toString());
        assertEquals(
                0,
                JournalAudit.of(home.resolve("journal"), new long[] {500_000, 40_000})
                        .fills
                        .size());
    }

    @Test
    void shouldLookAfterWhatIsOpenAlsoWithAKillFile() throws Exception {
        crashed("ACTIVE", 5_000);
        Files.createFile(home.resolve("KILL"));
        assertComesUpHalted();
        assertTrue(output.toString().contains("kind=KILL"), output.toString());
    }

    @Test
    void shouldLookAfterWhatIsOpenAlsoWithAnOldArming() throws Exception {
        String binding = crashed("KILLED", 5_000);
        new Arming(System.currentTimeMillis() - 3_600_000, binding).write(home.resolve(LiveFacts.ARMED_FILE));
        assertComesUpHalted();
    }

    @Test
    void shouldNotBeginWhenTheArmingRunsOutInTheCountdown() throws Exception {
        write(settings().put("live.countdownMs", "6000", "test"));
        assertEquals(0, arm("4711"), errors.toString());
        Path armed = home.resolve(LiveFacts.ARMED_FILE);
        new Arming(System.currentTimeMillis() - 895_000, Arming.read(armed).binding()).write(armed);
        assertEquals(2, execute(live()), errors.toString());
        assertTrue(errors.toString().contains("condition 3: the engine was armed 90"), errors.toString());
        assertFalse(errors.toString().contains("has begun"), errors.toString());
    }

    @Test
    void shouldComeUpHaltedWhenItWasDownForTooLongAtTheEndOfTheCountdown() throws Exception {
        write(settings().put("live.countdownMs", "6000", "test"));
        crashed("ACTIVE", 595_000);
        assertComesUpHalted();
        assertFalse(errors.toString().contains("has begun"), errors.toString());
    }

    private CompletableFuture<Integer> begins(StringWriter said) throws InterruptedException {
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(
                () -> Millrace.run(live(), new PrintWriter(said, true), new PrintWriter(said, true)));
        for (int i = 0; i < 1_000 && !said.toString().contains("LIVE TRADING BEGINS"); i++) {
            Thread.sleep(20);
        }
        return run;
    }

    private void assertKilled() throws Exception {
        assertEquals(0, execute("tail", home.resolve("journal").toString(), "--type", "Command"));
        assertTrue(output.toString().contains("kind=KILL"), output.toString());
        write(settings());
        assertEquals(0, arm("4711"), errors.toString());
        assertEquals(5, execute(live()), errors.toString());
        assertEquals(
                0,
                JournalAudit.of(home.resolve("journal"), new long[] {500_000, 40_000})
                        .fills
                        .size());
    }

    @Test
    void shouldComeBackFromACrashAsItWasOrHalted() throws Exception {
        assertEquals(0, arm("4711"), errors.toString());
        List<String> child = new ArrayList<>(List.of("cli"));
        child.addAll(List.of(with("run", "--mode", "live", "--live", "--speed", "max")));
        try (PaperProcess process = new PaperProcess(home, List.of(), child)) {
            assertTrue(process.awaitLine("live trading of SIM-**** has begun"), process.output());
            assertTrue(Files.exists(home.resolve(LiveFacts.LIFE_FILE)), "from the first moment on");
            assertTrue(process.awaitLine("all rows of the data are in"), process.output());
            process.kill();
        }
        Path life = home.resolve(LiveFacts.LIFE_FILE);
        LastLife left = LastLife.read(life);
        assertEquals("ACTIVE", left.trading());
        try (PaperProcess process = new PaperProcess(home, List.of(), child)) {
            assertTrue(process.awaitLine("live trading of SIM-**** has begun"), process.output());
            assertTrue(process.awaitLine("all rows of the data are in"), process.output());
            process.kill();
        }
        new LastLife(System.currentTimeMillis() - 601_000, "ACTIVE", left.binding()).write(life);
        try (PaperProcess process = new PaperProcess(home, List.of(), child)) {
            assertTrue(process.awaitLine("running: live"), process.output());
            assertTrue(process.output().contains("HALTED, only exits and cancels pass"), process.output());
            assertTrue(process.output().contains("it was down for 60"), process.output());
            assertEquals(1, execute("resume", "--data-dir", home.toString()));
            assertTrue(errors.toString().contains("live trading is not armed"), errors.toString());
            assertEquals(0, execute("status", "--data-dir", home.toString()));
            assertTrue(output.toString().contains("HALTED"), output.toString());
            assertEquals(0, execute("stop", "--data-dir", home.toString()));
        }
    }
}
