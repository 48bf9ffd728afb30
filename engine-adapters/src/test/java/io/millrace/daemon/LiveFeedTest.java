package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.Messages;
import io.millrace.event.Step;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.feed.InputMessage;
import io.millrace.feedserver.FeedPlan;
import io.millrace.feedserver.FeedServer;
import io.millrace.replay.Replay;
import io.millrace.replay.ReplayResult;
import io.millrace.source.DataSet;
import io.millrace.source.TradeSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Paper runs on a real server on this machine, with faults. The oracle is a run on the same trades as a file, which
 * knows no network; nothing may be different but the session's own times.
 */
@Timeout(120)
class LiveFeedTest {
    private static final int MINUTES = 1_000;
    private static final long CAPITAL = 40_000;

    @TempDir
    Path dir;

    private DataSet data;
    private TradeSeries trades;
    private JournalAudit expected;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    /** The tape's trades and the strategy on them. */
    static EngineConfig config() {
        Settings settings = new Settings();
        PaperTape.settings().all().forEach(setting -> {
            String key = setting.key();
            if (!key.startsWith("instruments.0.") && !key.startsWith("strategies.1.")) {
                settings.put(key.replace("instruments.1.", "instruments.0."), setting.value(), "test");
            }
        });
        settings.put("strategies.0.symbol", "TICK", "test");
        settings.put("strategies.0.capital", Long.toString(CAPITAL), "test");
        return EngineConfig.read(settings);
    }

    static FeedConfig feed(int port, String clock, long tickMs, EngineConfig engine, boolean once) {
        Settings settings = new Settings()
                .put("feeds.0.kind", "binance", "test")
                .put("feeds.0.url", "ws://127.0.0.1:" + port + "/ws", "test")
                .put("feeds.0.symbols", "TICKUSD=TICK", "test")
                .put("feeds.0.clock", clock, "test")
                .put("feeds.0.idleMs", "1500", "test")
                .put("feeds.tickMs", Long.toString(tickMs), "test");
        return FeedConfig.of(settings, engine, once);
    }

    static PaperOptions options(Path home, FeedConfig feed, EngineConfig engine) {
        return PaperTape.options(home, DataSet.joined(List.of()), engine).withFeed(feed);
    }

    @BeforeEach
    void runOnFile() throws IOException {
        DataSet both = PaperTape.load(PaperTape.write(dir.resolve("tape"), MINUTES, 7));
        trades = both.trades().get(0);
        data = new DataSet(List.of(), List.of(trades), List.of(), Map.of(), List.of());
        new PaperRun(PaperTape.options(dir.resolve("file"), data, config()), line -> {}).run();
        expected = audit(dir.resolve("file"));
        assertTrue(expected.fills.size() > 20, expected.fills.size() + " fills");
    }

    @Test
    void shouldDecideAsOnTheFile() throws Exception {
        assertSame(run(FeedPlan.fast()));
    }

    @Test
    void shouldDecideAsOnTheFileThroughFaultsThatLoseNothing() throws Exception {
        String faults = "200:garbage=40,400:duplicate=50,700:disconnect,1100:reset,1500:slow=300,1900:cut,2300:silence,"
                + "2600:huge";
        assertSame(run(FeedPlan.fast().withRewind(2_000).withFaults(faults)));
        assertSaid("feed down");
        assertSaid("silent for");
        assertSaid("24 hours");
        assertSaid("a message of more than");
        assertEquals(6, said.stream().filter(line -> line.equals("feed up")).count(), said.toString());
    }

    private static PaperOptions everyMinute(PaperOptions options) {
        Settings settings = options.config().toSettings();
        settings.put("schedules.0.name", "minute", "test");
        settings.put("schedules.0.cron", "* * * * *", "test");
        settings.put("schedules.0.job", "evaluate", "test");
        return options.withSettings(settings);
    }

    private static List<Long> questions(Path home) {
        return CrashTest.steps(home.resolve("journal")).stream()
                .map(UnsafeBuffer::new)
                .filter(step -> Messages.templateId(step, Step.INPUT_OFFSET) == CommandDecoder.TEMPLATE_ID)
                .map(step -> InputMessage.eventTimeNs(step, Step.INPUT_OFFSET))
                .toList();
    }

    /** With the venue's clock a feed that plays the past is asked in that past, from its first row on. */
    @Test
    void shouldAskStrategiesByTheVenuesClock() throws Exception {
        EngineConfig engine = config();
        Path file = dir.resolve("asked-file");
        new PaperRun(everyMinute(PaperTape.options(file, data, engine)), line -> {}).run();
        try (FeedServer server = FeedServer.start(0, trades, "TICKUSD", FeedPlan.fast())) {
            PaperOptions live = options(dir.resolve("live"), feed(server.port(), "venue", 0, engine, true), engine);
            assertEquals(
                    ExitCodes.DONE,
                    new PaperRun(everyMinute(live), said::add).run().exitCode(),
                    said.toString());
        }
        assertTrue(questions(file).size() > MINUTES - 5, questions(file).size() + " questions");
        assertEquals(questions(file), questions(dir.resolve("live")));
    }

    /** By the venue's clock a session is up at 0, long before the first row. */
    @Test
    void shouldBeginSmallByTheVenuesClock() throws Exception {
        EngineConfig engine = EngineConfig.read(config().toSettings().put("risk.canaryMs", "7200000", "test"));
        Path file = dir.resolve("small-file");
        new PaperRun(PaperTape.options(file, data, engine), line -> {}).run();
        try (FeedServer server = FeedServer.start(0, trades, "TICKUSD", FeedPlan.fast())) {
            PaperOptions live = options(dir.resolve("live"), feed(server.port(), "venue", 0, engine, true), engine);
            assertEquals(ExitCodes.DONE, new PaperRun(live, said::add).run().exitCode(), said.toString());
        }
        long cut = cutOrders(file);
        assertTrue(cut > 0, "orders cut on the file");
        assertEquals(cut, cutOrders(dir.resolve("live")));
    }

    private static long cutOrders(Path home) {
        StringWriter out = new StringWriter();
        String[] arguments = {"tail", home.resolve("journal").toString(), "--type", "RiskDecision"};
        assertEquals(0, Millrace.run(arguments, new PrintWriter(out), new PrintWriter(new StringWriter())));
        return out.toString()
                .lines()
                .filter(line -> line.contains("CANARY") && line.contains("SCALE"))
                .count();
    }

    /** What is read is journaled or left out, and what is journaled came from somewhere. */
    private void assertSumsAddUp(boolean someLeftOut) {
        List<long[]> sums = said.stream()
                .filter(line -> line.startsWith("feed: ") && line.contains(" = "))
                .map(line -> Pattern.compile("\\d+")
                        .matcher(line)
                        .results()
                        .mapToLong(number -> Long.parseLong(number.group()))
                        .toArray())
                .toList();
        assertEquals(2, sums.size(), said.toString());
        for (long[] sum : sums) {
            assertEquals(sum[0], Arrays.stream(sum).skip(1).sum(), said.toString());
        }
        assertEquals(someLeftOut, sums.get(0)[2] > 0, said.toString());
    }

    @Test
    void shouldSayWhatAReconnectBringsAgain() throws Exception {
        EngineConfig engine = config();
        FeedPlan plan = FeedPlan.fast().withRewind(300).withSpeed(20_000).withFaults("2000:disconnect");
        try (FeedServer server = FeedServer.start(0, trades, "TICKUSD", plan)) {
            PaperOptions options = options(dir.resolve("live"), feed(server.port(), "venue", 0, engine, true), engine);
            assertEquals(ExitCodes.DONE, new PaperRun(options, said::add).run().exitCode(), said.toString());
        }
        assertSumsAddUp(true);
        String health = Files.readString(dir.resolve("live").resolve(Health.FILE));
        Matcher again = Pattern.compile("feed up: (\\d+) trades already journaled left out")
                .matcher(said.toString());
        assertTrue(again.find(), said.toString());
        // What was on its way when the connection broke is new to the journal.
        assertTrue(Integer.parseInt(again.group(1)) <= 300, said.toString());
        assertTrue(health.contains("\"alreadyJournaled\":" + again.group(1) + ","), health);
        assertTrue(health.contains("\"state\":\"ENDED\""), health);
        assertFalse(said.stream().anyMatch(line -> line.contains("journal-rows")), said.toString());
        assertAlertsOfTheFeedHaveNoValue(dir.resolve("live"));
    }

    private static void assertAlertsOfTheFeedHaveNoValue(Path home) {
        StringWriter out = new StringWriter();
        String[] arguments = {"tail", home.resolve("journal").toString(), "--type", "Alert"};
        assertEquals(0, Millrace.run(arguments, new PrintWriter(out), new PrintWriter(new StringWriter())));
        List<String> alerts = out.toString()
                .lines()
                .filter(line -> line.contains("FEED_UP") || line.contains("FEED_DOWN"))
                .toList();
        assertEquals(3, alerts.size(), out.toString());
        assertFalse(alerts.toString().contains("alue="), alerts.toString());
    }

    @Test
    void shouldGoOnBehindAGapAndSayIt() throws Exception {
        JournalAudit audit = run(FeedPlan.fast().withFaults("500:gap=7,900:gap=5"));
        assertEquals(List.of(), audit.violations);
        assertSaid(" 12 missing");
        assertSumsAddUp(false);
    }

    @Test
    void shouldEndBarsByTheClockWhenNothingTrades() throws Exception {
        EngineConfig engine = config();
        Path home = dir.resolve("quiet");
        try (FeedServer server = FeedServer.start(
                0, trades, "TICKUSD", FeedPlan.fast().withNow(true).withSpeed(600))) {
            PaperRun run = new PaperRun(
                    options(home, feed(server.port(), "wall", 50, engine, false), engine)
                            .withOnce(false),
                    said::add);
            Thread later = new Thread(() -> {
                pause(3_000);
                run.stop();
            });
            later.start();
            assertEquals(ExitCodes.DONE, run.run().exitCode(), said.toString());
            later.join();
        }
        assertReplays(home);
        assertTrue(audit(home).steps > 40);
    }

    @Test
    void shouldGoOnAfterKillMinusNineAsIfNothingHadHappened() throws Exception {
        Path home = dir.resolve("live");
        // A killed client may leave any number of trades unread in the socket, so each life hears all of them again.
        FeedPlan plan = FeedPlan.fast().withRewind(Integer.MAX_VALUE).withSpeed(10_000);
        try (FeedServer server = FeedServer.start(0, trades, "TICKUSD", plan)) {
            List<String> arguments = List.of("live", home.toString(), Integer.toString(server.port()));
            int kills = 0;
            for (int life = 0; life < 3; life++) {
                try (PaperProcess child = new PaperProcess(home, List.of(), arguments)) {
                    assertTrue(child.awaitLine("feed up"), child.output());
                    pause(700 + 211L * life);
                    // On a busy machine the feed may have come to its end before.
                    kills += child.isAlive() ? 1 : 0;
                    child.kill();
                }
            }
            assertTrue(kills > 0, "no life was killed before its end");
            try (PaperProcess last = new PaperProcess(home, List.of(), arguments)) {
                assertEquals(ExitCodes.DONE, last.awaitExit(), last.output());
            }
        }
        assertReplays(home);
        assertSame(audit(home));
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private JournalAudit run(FeedPlan plan) throws Exception {
        EngineConfig engine = config();
        try (FeedServer server = FeedServer.start(0, trades, "TICKUSD", plan)) {
            PaperOptions options = options(dir.resolve("live"), feed(server.port(), "venue", 0, engine, true), engine);
            PaperRun.Outcome outcome = new PaperRun(options, said::add).run();
            assertEquals(ExitCodes.DONE, outcome.exitCode(), outcome + " " + said);
        }
        return audit(dir.resolve("live"));
    }

    private static JournalAudit audit(Path home) {
        return JournalAudit.of(home.resolve("journal"), CAPITAL);
    }

    private static void assertReplays(Path home) {
        ReplayResult replay = new Replay(home.resolve("journal")).run(true, step -> {});
        assertTrue(replay.identical(), String.valueOf(replay.difference()));
    }

    private void assertSame(JournalAudit audit) {
        assertEquals(List.of(), audit.violations);
        assertEquals(expected.orders, audit.orders, said.toString());
        assertEquals(expected.fills.size(), audit.fills.size(), said.toString());
        for (int i = 0; i < audit.fills.size(); i++) {
            assertEquals(expected.fills.get(i), audit.fills.get(i), "fill " + i);
        }
        assertEquals(expected.equity, audit.equity);
    }

    private void assertSaid(String part) {
        assertTrue(said.stream().anyMatch(line -> line.contains(part)), said.toString());
    }
}
