package io.millrace.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.dashboard.DashboardFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who comes in, over real sockets. The desk of the service refuses: 409 means that a command got through to it. */
class AccessTest {
    /** Method, path, token, Host, Origin, content type, expected status. */
    private static final String TABLE = """
            GET  /status  none  good   none    none 401
            GET  /status  wrong good   none    none 401
            GET  /status  read  good   none    none 200
            GET  /status  trade good   none    none 200
            GET  /status  read  rebind none    none 403
            GET  /status  read  odd    none    none 403
            GET  /status  none  rebind none    none 403
            GET  /status  trade rebind none    none 403
            GET  /status  trade odd    none    none 403
            GET  /status  read  good   same    none 200
            GET  /status  read  good   foreign none 403
            GET  /status  read  good   null    none 403
            GET  /status  trade good   foreign none 403
            GET  /status  trade good   null    none 403
            GET  /status  none  good   foreign none 403
            GET  /status  none  good   same    none 401
            GET  /status  read  local  none    none 200
            GET  /status  read  local  same    none 200
            GET  /status  read  v6     none    none 200
            GET  /status  read  noport none    none 403
            GET  /status  read  twice  none    none 400
            GET  /status  read  absent none    none 400
            GET  /config  none  good   none    none 401
            GET  /config  read  good   none    none 200
            GET  /metrics none  good   none    none 401
            GET  /metrics read  good   none    none 200
            GET  /healthz none  good   none    none 401
            GET  /healthz read  good   none    none 200
            GET  /events  none  good   none    none 401
            GET  /events  read  good   foreign none 403
            GET  /secret  none  good   none    none 401
            GET  /secret  read  good   none    none 404
            GET  /kill    trade good   none    none 405
            GET  /        read  good   none    none 200
            GET  /        none  good   none    none 200
            GET  /        none  rebind none    none 403
            GET  /nothing read  good   none    none 404
            POST /flatten none  good   none    json 401
            POST /flatten wrong good   none    json 401
            POST /flatten read  good   none    json 403
            POST /flatten trade good   none    json 409
            POST /flatten trade good   same    json 409
            POST /flatten trade good   foreign json 403
            POST /flatten trade good   null    json 403
            POST /flatten trade rebind none    json 403
            POST /flatten trade odd    none    json 403
            POST /flatten trade good   none    form 415
            POST /flatten trade good   none    text 415
            POST /flatten trade good   none    none 415
            POST /flatten trade good   same    form 415
            POST /stop    read  good   none    json 403
            POST /stop    trade good   none    json 409
            POST /resume  read  good   none    json 403
            POST /resume  trade good   none    json 409
            POST /start   trade good   none    json 409
            POST /start   none  good   none    json 401
            POST /kill    none  good   none    json 401
            POST /kill    wrong good   none    json 401
            POST /kill    read  good   none    json 409
            POST /kill    trade good   none    json 409
            POST /kill    read  good   foreign json 403
            POST /kill    read  rebind none    json 403
            POST /kill    read  good   none    form 415
            POST /backtest read  good   none    json 403
            POST /backtest none  good   none    json 401
            POST /backtest trade good   foreign json 403
            POST /backtest trade good   none    form 415
            POST /backtest trade good   none    json 400
            GET  /backtest read  good   none    none 405
            GET  /backtests none good   none    none 401
            GET  /backtests read good   none    none 200
            GET  /backtests/x none good none    none 401
            GET  /backtests/x read good none    none 404
            GET  /backtests/ read good  none    none 404
            GET  /backtests/x/y read good none  none 404
            POST /backtests/x trade good none   json 405
            POST /status  trade good   none    json 405
            PUT  /kill    trade good   none    json 405
            DELETE /stop  trade good   none    json 405
            OPTIONS /kill none  good   foreign json 403
            OPTIONS /kill none  good   none    none 401
            TRACE /status read  good   none    none 405
            """;

    @TempDir
    static Path dir;

    private static Service service;

    @BeforeAll
    static void open() throws Exception {
        service = new Service(dir);
    }

    @AfterAll
    static void close() {
        service.close();
    }

    private static String request(String[] row, String body) {
        int port = service.server.port();
        String host = switch (row[3]) {
            case "good" -> "127.0.0.1:" + port;
            case "local" -> "localhost:" + port;
            case "v6" -> "[::1]:" + port;
            case "noport" -> "127.0.0.1";
            case "rebind" -> "evil.example:" + port;
            case "odd" -> "127.1:" + port;
            default -> "127.0.0.1:" + port;
        };
        StringBuilder text = new StringBuilder(row[0] + " " + row[1] + " HTTP/1.1\r\n");
        text.append(row[3].equals("absent") ? "" : "Host: " + host + "\r\n");
        text.append(row[3].equals("twice") ? "Host: evil.example\r\n" : "");
        text.append(
                switch (row[2]) {
                    case "none" -> "";
                    case "wrong" -> "Authorization: Bearer " + "0".repeat(64) + "\r\n";
                    case "read" -> "Authorization: Bearer " + service.read + "\r\n";
                    default -> "Authorization: Bearer " + service.trade + "\r\n";
                });
        text.append(
                switch (row[4]) {
                    case "none" -> "";
                    case "same" -> "Origin: http://" + host + "\r\n";
                    case "foreign" -> "Origin: https://evil.example\r\n";
                    default -> "Origin: null\r\n";
                });
        text.append(
                switch (row[5]) {
                    case "json" -> "Content-Type: application/json\r\n";
                    case "form" -> "Content-Type: application/x-www-form-urlencoded\r\n";
                    case "text" -> "Content-Type: text/plain\r\n";
                    default -> "";
                });
        text.append("Idempotency-Key: k").append(Math.abs(text.hashCode())).append("\r\nConnection: close\r\n");
        return text + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String get(String path) throws Exception {
        return RawHttp.ask(
                service.server.port(), request(new String[] {"GET", path, "read", "good", "none", "none"}, ""));
    }

    @Test
    void shouldAnswerEachCaseOfTheTable() throws Exception {
        String[] rows = TABLE.strip().split("\n");
        assertTrue(rows.length >= 60);
        List<String> wrong = new ArrayList<>();
        for (String line : rows) {
            service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
            String[] row = line.strip().split(" +");
            String body = row[0].equals("POST") ? "{\"confirm\":true}" : "";
            String answer = RawHttp.ask(service.server.port(), request(row, body));
            if (RawHttp.status(answer) != Integer.parseInt(row[6])) {
                wrong.add(line + " but was " + answer.lines().findFirst().orElse("nothing"));
            }
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("access-control-"), answer);
            boolean isTokenFree = !answer.contains(service.read) && !answer.contains(service.trade);
            assertTrue(isTokenFree, line);
            if (!row[3].equals("twice") && !row[3].equals("absent")) {
                assertTrue(answer.contains("frame-ancestors 'none'"), line + answer);
                assertTrue(answer.contains("nosniff") && answer.contains("no-store"), line + answer);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Every combination; who is at the wrong host or page is told so first, then who has no token, then the rest. */
    @Test
    void shouldAnswerEveryCombinationForACommand() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String[] row : combinations()) {
            service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
            int status = RawHttp.status(RawHttp.ask(service.server.port(), request(row, "{\"confirm\":true}")));
            if (!expected(row).contains(status)) {
                wrong.add(String.join(" ", row) + " got " + status + ", expected one of " + expected(row));
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static List<String[]> combinations() {
        List<String[]> rows = new ArrayList<>();
        for (String path : List.of("/kill", "/flatten")) {
            for (String token : List.of("none", "wrong", "read", "trade")) {
                for (String host : List.of("good", "rebind", "odd")) {
                    for (String origin : List.of("none", "same", "foreign", "null")) {
                        for (String type : List.of("json", "form", "none")) {
                            rows.add(new String[] {"POST", path, token, host, origin, type});
                        }
                    }
                }
            }
        }
        return rows;
    }

    private static List<Integer> expected(String[] row) {
        if (!row[3].equals("good") || row[4].equals("foreign") || row[4].equals("null")) {
            return List.of(403);
        }
        if (row[2].equals("none") || row[2].equals("wrong")) {
            return List.of(401);
        }
        boolean may = row[2].equals("trade") || row[1].equals("/kill");
        if (!row[5].equals("json")) {
            return may ? List.of(415) : List.of(403, 415);
        }
        // The desk of this service is closed: a command that is let through is refused by it.
        return List.of(may ? 409 : 403);
    }

    @Test
    void shouldNeedConfirmationAndAKeyAndASmallBody() throws Exception {
        String[] kill = {"POST", "/kill", "read", "good", "none", "json"};
        for (String body : new String[] {"", "{}", "[]", "{\"confirm\":\"true\"}", "{\"confirm\":true", "nonsense"}) {
            assertEquals(400, RawHttp.status(RawHttp.ask(service.server.port(), request(kill, body))), body);
        }
        assertEquals(
                413,
                RawHttp.status(RawHttp.ask(service.server.port(), request(kill, "{\"a\":\"" + "x".repeat(5_000)))));
        String keyless = request(kill, "{\"confirm\":true}").replaceFirst("Idempotency-Key: [^\r]*\r\n", "");
        assertEquals(400, RawHttp.status(RawHttp.ask(service.server.port(), keyless)));
    }

    @Test
    void shouldLockAfterFiveWrongTokensExceptForAKill() throws Exception {
        service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        int port = service.server.port();
        for (int i = 0; i < 5; i++) {
            String wrong = request(new String[] {"GET", "/status", "wrong", "good", "none", "none"}, "");
            assertEquals(401, RawHttp.status(RawHttp.ask(port, wrong)));
        }
        assertEquals(429, RawHttp.status(get("/status")));
        String kill = request(new String[] {"POST", "/kill", "read", "good", "none", "json"}, "{\"confirm\":true}");
        assertEquals(409, RawHttp.status(RawHttp.ask(port, kill)));
        service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertEquals(200, RawHttp.status(get("/status")));
    }

    @Test
    void shouldGiveATokenForACodeOnce() throws Exception {
        service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        String code = service.said.stream()
                .filter(line -> line.contains("code to trade"))
                .reduce((first, last) -> last)
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .orElseThrow();
        String request = request(
                new String[] {"POST", "/session", "none", "good", "same", "json"}, "{\"code\":\"" + code + "\"}");
        String answer = RawHttp.ask(service.server.port(), request);
        assertEquals(200, RawHttp.status(answer));
        assertTrue(answer.contains(service.trade));
        assertEquals(401, RawHttp.status(RawHttp.ask(service.server.port(), request)));
        service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
    }

    @Test
    void shouldServeTheDashboardsFilesAndNoOthersWithoutAToken() throws Exception {
        service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        int port = service.server.port();
        for (DashboardFile file : DashboardFile.all()) {
            String request = request(new String[] {"GET", file.path(), "none", "good", "none", "none"}, "");
            String answer = RawHttp.ask(port, request);
            assertEquals(200, RawHttp.status(answer), file.path());
            assertTrue(answer.contains("Content-Type: " + file.type()), answer.substring(0, 400));
            assertTrue(answer.contains("default-src 'self'; object-src 'none'"), file.path());
            String rebound = request.replaceFirst("Host: [^\r]*", "Host: rebound.example:" + port);
            assertEquals(403, RawHttp.status(RawHttp.ask(port, rebound)), file.path());
        }
        for (String path : "/dashboard /dashboard/ /dashboard/DashboardFile.class /index.html".split(" ")) {
            String request = request(new String[] {"GET", path, "none", "good", "none", "none"}, "");
            assertEquals(401, RawHttp.status(RawHttp.ask(port, request)), path);
            service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        }
    }

    /** Amounts of an instrument are in its currency, which need not be the account's. */
    @Test
    void shouldSayTheCurrencyOfPositionsAndSymbols() throws Exception {
        service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        for (String path : "/positions /symbols /status".split(" ")) {
            String answer = get(path);
            assertTrue(answer.contains("\"symbol\":\"AAPL\"") && answer.contains("\"currency\":\"USD\"}"), answer);
        }
        String document = get("/openapi.json");
        assertTrue(document.contains("in its instrument's currency"), document);
        assertTrue(document.contains("in its own currency"), document);
    }

    @Test
    void shouldListExactlyItsRoutes() throws Exception {
        service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        String document = RawHttp.body(get("/openapi.json"));
        TreeSet<String> listed = new TreeSet<>();
        Matcher keys = Pattern.compile("\"(?:(/[a-z./{}]+)|(get|post))\":\\{").matcher(document);
        String route = "";
        while (keys.find()) {
            if (keys.group(1) != null) {
                route = keys.group(1);
            } else {
                listed.add(keys.group(2) + " " + route);
            }
        }
        TreeSet<String> expected = new TreeSet<>();
        for (String path :
                ("/healthz /status /config /metrics /positions /orders /trades /models /risk /latency /equity"
                                + " /bars /indicators /journal /events /openapi.json /symbols /series"
                                + " /tracks /recent /settings /role /limits /schedules"
                                + " /backtests /backtests/{id}")
                        .split(" ")) {
            expected.add("get " + path);
        }
        for (String path :
                ("/start /stop /backtest /reduce /halt /flatten /kill /resume /session /code /limits /schedules/run"
                                + " /strategies/acknowledge")
                        .split(" ")) {
            expected.add("post " + path);
        }
        assertEquals(expected, listed);
        for (String one : listed) {
            if (one.startsWith("get") && !one.equals("get /events") && !one.endsWith("{id}")) {
                assertEquals(200, RawHttp.status(get(one.substring(4))), one);
            }
        }
    }

    @Test
    void shouldRefuseTokensThatOthersCanRead() throws Exception {
        Path other = Files.createDirectories(dir.resolve("other"));
        Tokens.of(other);
        Path file = other.resolve("api-read.token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(Files.readString(file).strip().matches("[0-9a-f]{64}"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        String message = org.junit.jupiter.api.Assertions.assertThrows(
                        java.io.IOException.class, () -> Tokens.of(other))
                .getMessage();
        assertTrue(message.contains("api-read.token") && message.contains("rw-r-----"), message);
    }

    @Test
    void shouldAnswerGarbageWithoutFaultOrChange() throws Exception {
        fuzz(5_000);
        fuzzBodies(2_000);
    }

    @Test
    @Tag("slow")
    void shouldAnswerMuchGarbageWithoutFaultOrChange() throws Exception {
        fuzz(100_000);
        fuzzBodies(100_000);
    }

    /** From somebody with a token: garbage in the bodies of commands, which the desk must never be given. */
    private static void fuzzBodies(int count) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.err.println("fuzz of bodies, seed " + seed);
        service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        SplittableRandom random = new SplittableRandom(seed);
        int before = service.given.size();
        String[] paths = {"/kill", "/limits", "/schedules/run", "/session", "/code", "/backtest"};
        String[] bodies = {
            "{\"confirm\":false}",
            "{\"key\":\"risk.perAssetCap\",\"value\":\"1e999\",\"confirm\":1}",
            "{\"key\":\"risk.seed\",\"value\":\"-9223372036854775809\"}",
            "{\"name\":\"\\ud800\"}",
            "{\"strategy\":\"-x\",\"data\":\"../../etc\",\"params\":\"--out=/tmp\"}",
            "{\"models\":\"runnin\",\"data\":\"embedded:aapl\"}",
            "[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":null}}}",
            "{\"code\":\"" + "9".repeat(300) + "\"}",
            "{\"key\":\"risk.dailyLoss\",\"value\":0.1,\"value\":[]}",
            "\uFEFF{}",
            "1e400",
            ""
        };
        int[] statuses = new int[6];
        for (int i = 0; i < count; i++) {
            String[] row = {"POST", paths[random.nextInt(paths.length)], "trade", "good", "none", "json"};
            StringBuilder body = new StringBuilder(bodies[random.nextInt(bodies.length)]);
            for (int k = random.nextInt(4); k > 0 && body.length() > 0; k--) {
                body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(128));
            }
            // Nothing of this asks for a kill: only a whole confirmation does.
            if (body.indexOf("true") >= 0) {
                continue;
            }
            byte[] bytes = request(row, body.toString()).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            int status = RawHttp.status(RawHttp.ask(service.server.port(), bytes));
            statuses[Math.min(5, status / 100)]++;
            boolean made = row[1].equals("/code") && status == 200;
            assertTrue(
                    (status >= 400 && status < 500) || made,
                    "request " + i + " of seed " + seed + ", " + row[1] + " " + body + ", got " + status);
            service.clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
        }
        System.err.println("fuzz of bodies: " + java.util.Arrays.toString(statuses) + " by hundreds of the status");
        assertEquals(before, service.given.size());
    }

    private static void fuzz(int count) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.err.println("fuzz seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int before = service.given.size();
        String[] paths = {
            "/status",
            "/../../etc/passwd",
            "///etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/kill",
            "/flatten",
            "/bars?symbol=%zz",
            "/bars?timeframe=%00&&&=",
            "http://evil.example/status",
            "*",
            "/events",
            "",
            "/%",
            "/status;x=y",
            "/a" + "b".repeat(9_000),
            "/\u0001",
            "/openapi.json?x[]=1",
            "/session"
        };
        String[] versions = {"HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "HTTP/2.0", "", "FTP/1.1"};
        String[] methods = {"GET", "POST", "HEAD", "OPTIONS", "PUT", "X", "", "get", "CONNECT", "TRACE"};
        String[] lines = {
            "Transfer-Encoding: gzip",
            "Transfer-Encoding: chunked",
            "Content-Length: -1",
            "Content-Length: 9999999999",
            "Expect: 100-continue",
            "Authorization: Bearer",
            "Authorization: Basic YTpi",
            "Host:",
            ": x",
            "X",
            "Content-Type: application/json",
            "Upgrade: websocket",
            "Connection: upgrade",
            "Last-Event-ID: 1-1"
        };
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder(methods[random.nextInt(methods.length)] + " ");
            text.append(paths[random.nextInt(paths.length)]).append(' ');
            text.append(versions[random.nextInt(10) < 5 ? 0 : random.nextInt(versions.length)])
                    .append("\r\n");
            text.append(random.nextInt(4) == 0 ? "" : "Host: 127.0.0.1:" + service.server.port() + "\r\n");
            for (int k = random.nextInt(4); k > 0; k--) {
                text.append(lines[random.nextInt(lines.length)]).append("\r\n");
            }
            text.append("Connection: close\r\n\r\n");
            byte[] bytes = text.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            for (int k = random.nextInt(3); k > 0; k--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int status = RawHttp.status(RawHttp.ask(service.server.port(), bytes));
            assertTrue(status < 500 && status != 200, "request " + i + " of seed " + seed + " got " + status);
        }
        assertEquals(before, service.given.size());
        service.clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        assertEquals(200, RawHttp.status(get("/status")));
    }
}
