package io.millrace.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Millrace;
import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.secret.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebhookTest {
    @TempDir
    Path dir;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Receiver receiver;
    private Webhook hook;

    @BeforeEach
    void begin() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void end() throws Exception {
        if (hook != null) {
            hook.end();
            hook.join();
        }
        receiver.close();
    }

    private static NotifyConfig config(String... pairs) {
        Settings settings = new Settings();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put("notify.0." + pairs[i], pairs[i + 1], "test:" + i);
        }
        return NotifyConfig.of(settings);
    }

    private TargetConfig target(String... more) {
        String[] pairs = new String[more.length + 6];
        String[] fixed = {"url", receiver.url(), "retryMs", "40", "timeoutMs", "10000"};
        System.arraycopy(fixed, 0, pairs, 0, 6);
        System.arraycopy(more, 0, pairs, 6, more.length);
        return config(pairs).targets().get(0);
    }

    private Webhook open(TargetConfig target, long pastSteps) {
        HookSender sender = new HookSender(target, Secret.of(target.url()), Secret.of("key-of-the-test"), "TEST");
        hook = new Webhook(target, sender, dir.resolve("sent"), pastSteps, said::add);
        return hook;
    }

    private static Notice notice(NoticeEvent event, long step) {
        return new Notice(event, step + "-0", step, "2026-01-01T00:00:00Z", "text <" + step + "> & more", Map.of());
    }

    @Test
    void shouldRefuseAPortThatIsNone() {
        for (String port : List.of("0", "65536", "70000")) {
            ConfigException wrong =
                    assertThrows(ConfigException.class, () -> config("url", "https://example.org:" + port + "/x"));
            assertTrue(wrong.getMessage().contains("has the port " + port), wrong.getMessage());
        }
    }

    /** An address that only the client refuses: the thread tells it, and lives on. */
    @Test
    void shouldOutliveAFaultOfItsOwn() throws Exception {
        TargetConfig target = target("attempts", "2");
        HookSender broken =
                new HookSender(target, Secret.of("https://127.0.0.1:70000/secret-path"), Secret.of("key"), "TEST");
        hook = new Webhook(target, broken, dir.resolve("sent"), 0, said::add);
        hook.start();
        hook.put(notice(NoticeEvent.KILL, 7));
        hook.put(notice(NoticeEvent.KILL, 8));
        while (hook.failed() < 2) {
            Thread.sleep(5);
        }
        assertEquals(4, hook.faults());
        assertEquals(1, said.size(), said.toString());
        assertTrue(said.get(0).contains("a fault, "), said.toString());
        assertFalse(said.get(0).contains("secret-path"), said.toString());
    }

    /** Its past is not told when somebody begins to want to hear of a kind of event. */
    @Test
    void shouldBeginAtNowWithAnEventThatIsNewToATarget() throws Exception {
        open(target("events", "kill"), 0).start();
        hook.offer(notice(NoticeEvent.KILL, 3), 3, 0);
        receiver.await(1);
        hook.end();
        hook.join();
        open(target("events", "kill, fill"), 9).start();
        hook.offer(notice(NoticeEvent.FILL, 5), 5, 0);
        hook.offer(notice(NoticeEvent.KILL, 6), 6, 0);
        hook.offer(notice(NoticeEvent.FILL, 10), 10, 0);
        hook.end();
        hook.join();
        assertEquals(
                List.of("3-0", "6-0", "10-0"),
                receiver.requests.stream().map(Receiver.Request::id).toList());
    }

    @Test
    void shouldSignTimestampAndBody() throws Exception {
        open(target(), 0).start();
        hook.put(notice(NoticeEvent.KILL, 7));
        receiver.await(1);
        Receiver.Request request = receiver.requests.get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("key-of-the-test".getBytes(UTF_8), "HmacSHA256"));
        StringBuilder hex = new StringBuilder("sha256=");
        for (byte b : mac.doFinal((request.timestamp() + "." + request.body()).getBytes(UTF_8))) {
            hex.append(String.format("%02x", b));
        }
        assertEquals(hex.toString(), request.signature());
        assertTrue(
                Math.abs(Long.parseLong(request.timestamp()) - System.currentTimeMillis() / 1000) < 10,
                request.timestamp());
        assertEquals("7-0", request.idHeader());
        assertEquals("7-0", request.id());
        assertTrue(
                request.body().contains("\"event\":\"kill\"") && request.body().contains("\"step\":7"));
    }

    @Test
    void shouldTryAgainWithTheSameIdUntilItIsTaken() throws Exception {
        receiver.reply(500);
        receiver.reply(503);
        receiver.replyAfter(4_000);
        open(target("timeoutMs", "2000"), 0).start();
        hook.put(notice(NoticeEvent.BREAKER, 3));
        receiver.await(4);
        hook.end();
        hook.join();
        assertEquals(
                List.of("3-0"),
                receiver.requests.stream().map(Receiver.Request::id).distinct().toList());
        assertEquals(1, hook.sent());
        assertEquals(3, hook.retried());
        assertEquals(2, said.size(), said.toString());
        assertTrue(said.get(0).contains("status 500") && said.get(1).contains("again"), said.toString());
        // Half of 40 ms, of 80 ms, and the time of the attempt that was too slow, at least.
        long ms = (receiver.requests.get(3).atNs() - receiver.requests.get(0).atNs()) / 1_000_000;
        assertTrue(ms >= 20 + 40 + 2_000, ms + " ms");
    }

    @Test
    void shouldWaitAsLongAsTheReceiverAsks() throws Exception {
        receiver.reply(429, "Retry-After", "1");
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3));
        receiver.reply(503, "Retry-After", date);
        receiver.reply(429, "Retry-After", "nonsense");
        open(target(), 0).start();
        hook.put(notice(NoticeEvent.FILL, 1));
        receiver.await(4);
        long first = receiver.requests.get(1).atNs() - receiver.requests.get(0).atNs();
        long second = receiver.requests.get(2).atNs() - receiver.requests.get(0).atNs();
        assertTrue(first >= 1_000_000_000L, first + " ns");
        assertTrue(second >= 1_900_000_000L, second + " ns");
    }

    @Test
    void shouldNeitherFollowRedirectsNorRepeatWhatIsRefused() throws Exception {
        try (Receiver other = new Receiver()) {
            receiver.reply(302, "Location", other.url());
            receiver.reply(307, "Location", other.url());
            receiver.reply(404);
            open(target(), 0).start();
            for (int step = 1; step <= 4; step++) {
                hook.put(notice(NoticeEvent.FILL, step));
            }
            receiver.await(4);
            hook.end();
            hook.join();
            assertEquals(0, other.requests.size());
            assertEquals(4, receiver.requests.size());
            assertEquals(3, hook.failed());
            assertEquals(1, hook.sent());
            assertEquals(2, said.size(), said.toString());
            assertTrue(said.get(0).contains("redirect"), said.toString());
        }
    }

    @Test
    void shouldDropFillsFirstWhenNobodyListensAndSayIt() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        open(target("url", "http://127.0.0.1:" + port + "/hook", "queue", "5", "attempts", "100"), 0)
                .start();
        long start = System.nanoTime();
        hook.put(notice(NoticeEvent.KILL, 1));
        for (int step = 2; step <= 1_000; step++) {
            hook.put(notice(NoticeEvent.FILL, step));
        }
        hook.put(notice(NoticeEvent.BREAKER, 1_001));
        assertTrue(System.nanoTime() - start < 5_000_000_000L, "putting never waits");
        assertTrue(hook.dropped() >= 990, "" + hook.dropped());
        for (int waited = 0; waited < 2_000 && !String.join("\n", said).contains("cannot be reached"); waited++) {
            Thread.sleep(5);
        }
        try (Receiver late = new Receiver(port)) {
            for (int waited = 0; waited < 2_000 && !ids(late).contains("1001-0"); waited++) {
                Thread.sleep(5);
            }
            List<String> ids = ids(late);
            assertEquals("1-0", ids.get(0), ids.toString());
            assertEquals("1001-0", ids.get(ids.size() - 1), ids.toString());
            assertTrue(late.requests.get(1).body().contains("\"dropped\":99"), ids.toString());
        }
        String all = String.join("\n", said);
        assertTrue(all.contains("cannot be reached: ConnectException"), all);
        assertTrue(all.contains("notices were dropped"), all);
    }

    @Test
    void shouldGoOnAfterTheLastNoticeThatWasTaken() throws Exception {
        open(target(), 10).start();
        hook.offer(notice(NoticeEvent.KILL, 9), 9, 0);
        hook.offer(notice(NoticeEvent.KILL, 12), 12, 0);
        receiver.await(1);
        hook.end();
        hook.join();
        assertEquals("12-0", receiver.requests.get(0).id(), "what was before the first start is not told");
        open(target(), 30).start();
        hook.offer(notice(NoticeEvent.KILL, 12), 12, 0);
        hook.offer(notice(NoticeEvent.KILL, 20), 20, 0);
        hook.offer(notice(NoticeEvent.KILL, 20), 20, 0);
        receiver.await(2);
        hook.end();
        hook.join();
        assertEquals("20-0", receiver.requests.get(1).id());
        assertEquals(2, receiver.requests.size());
    }

    @Test
    void shouldSendOnlyWhatIsAskedForAndEscapeItForSlack() throws Exception {
        Path address = dir.resolve("address");
        Files.writeString(address, receiver.url());
        Files.setPosixFilePermissions(address, PosixFilePermissions.fromString("rw-------"));
        TargetConfig slack = config("kind", "slack", "urlFile", address.toString(), "events", "kill, halted")
                .targets()
                .get(0);
        HookSender sender = new HookSender(slack, slack.urlSource().read(Map.of()), null, "TEST");
        hook = new Webhook(slack, sender, dir.resolve("sent"), 0, said::add);
        hook.start();
        hook.put(notice(NoticeEvent.FILL, 1));
        hook.put(notice(NoticeEvent.KILL, 2));
        receiver.await(1);
        assertEquals(
                "{\"text\":\"[TEST] kill: text \\u0026lt;2\\u0026gt; \\u0026amp; more\"}",
                receiver.requests.get(0).body());
        assertEquals(null, receiver.requests.get(0).signature());
    }

    @Test
    void shouldRefuseAddressesThatAreNotSafe() {
        String[][] bad = {
            {"url", "http://example.org/hook"},
            {"url", "ftp://127.0.0.1/"},
            {"url", "https://user:word@example.org/"},
            {"url", "not an address"},
            {"kind", "slack", "url", "https://hooks.slack.com/services/T/B/x"},
            {"kind", "generic"},
            {"url", "https://example.org/", "urlEnv", "X"},
            {"url", "https://example.org/", "events", "fills"},
            {"url", "https://example.org/", "kind", "mail"},
            {"url", "https://example.org/", "secret", "open"},
            {"url", "https://example.org/", "name", "../x"},
        };
        for (String[] pairs : bad) {
            ConfigException refused = assertThrows(ConfigException.class, () -> config(pairs), String.join(" ", pairs));
            assertTrue(refused.getMessage().contains("notify.0."), refused.getMessage());
            assertFalse(refused.getMessage().contains("services/T"), refused.getMessage());
        }
        config("url", "http://localhost:1/", "name", "a-b_1");
        config("url", "https://example.org/", "secretEnv", "KEY", "events", "daily-summary");
    }

    private static List<String> ids(Receiver from) {
        return from.requests.stream().map(Receiver.Request::id).toList();
    }

    private static int run(String... arguments) {
        return Millrace.run(arguments, new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
    }

    @Test
    void shouldSendATestByHand() throws Exception {
        Path file = dir.resolve("paper.yaml");
        Files.writeString(file, """
                instruments:
                  - symbol: X
                strategies:
                  - name: sma-cross
                notify:
                  - name: ops
                    url: %s
                    timeoutMs: 500
                """.formatted(receiver.url()));
        assertEquals(0, run("notify", "test", "ops", "--config", file.toString()));
        assertTrue(receiver.requests.get(0).body().contains("\"event\":\"test\""));
        receiver.reply(500);
        assertEquals(4, run("notify", "test", "ops", "--config", file.toString()));
        assertEquals(2, run("notify", "test", "nobody", "--config", file.toString()));
        Matcher id = Pattern.compile("\"id\":\"test-\\d+\"")
                .matcher(receiver.requests.get(0).body());
        assertTrue(id.find());
    }
}
