package io.millrace.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.fixed.Fixed;
import io.millrace.replay.Replay;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A paper run through its service, end to end; the oracle is the journal, audited by itself. */
class ServiceTest extends ServiceRun {
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
