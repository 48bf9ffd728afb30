package io.millrace.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.millrace.control.ApiConfig;
import io.millrace.engine.EngineConfig;
import io.millrace.fixed.Fixed;
import io.millrace.strategy.StrategyCatalog;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser over a paper run; the oracles are the service's answers and the audited journal. */
@Tag("once")
class DashboardTest {
    private static final int BARS = 1_000;
    private static final long[] CAPITAL = {500_000, 40_000};

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private EngineConfig config = PaperTape.config();
    private PaperRun run;
    private Thread thread;
    private int port;
    private Browser browser;

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(
                Browser.find() != null,
                "there is no chromium on the PATH: the dashboard is not tried in a browser (apt install chromium)");
        PaperTape.write(dir.resolve("tape"), BARS, 11);
        home = dir.resolve("data");
        startRun();
        browser = Browser.start("--host-resolver-rules=MAP rebound.example 127.0.0.1");
        browser.size(1280, 900);
    }

    @AfterEach
    void end() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (run != null) {
            run.stop();
            thread.join(20_000);
        }
    }

    private void startRun() throws Exception {
        PaperOptions options = PaperTape.options(home, PaperTape.load(dir.resolve("tape")), config)
                .withOnce(false)
                .withApi(new ApiConfig(true, port));
        run = new PaperRun(options, System.err::println);
        thread = new Thread(run::run);
        thread.start();
        Path file = home.resolve("api.port");
        while (!Files.exists(file) || Files.readString(file).isBlank()) {
            assertTrue(thread.isAlive());
            Thread.sleep(10);
        }
        port = Integer.parseInt(Files.readString(file).strip());
        while (!Boolean.TRUE.equals(get("/status").get("feedAtEnd"))) {
            Thread.sleep(20);
        }
        long seen = -1;
        for (int same = 0; same < 10; Thread.sleep(20)) {
            long steps = (Long) get("/journal").get("steps");
            same = steps == seen ? same + 1 : 0;
            seen = steps;
        }
    }

    private String token(String role) throws Exception {
        return Files.readString(home.resolve("api-" + role + ".token")).strip();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token("read"))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response.body());
        return (Map<String, Object>) Browser.parse(response.body());
    }

    private void signIn(String secret) throws Exception {
        browser.open("http://127.0.0.1:" + port + "/");
        browser.await("document.activeElement.id === 'code'");
        browser.type(secret);
        browser.click("#sign-in button");
        browser.await("document.querySelector('#equity') && document.querySelector('#equity').textContent !== '–'");
    }

    private void openPage(String page) throws Exception {
        browser.click("#tab-" + page);
        browser.await("!document.querySelector('#page-" + page + "').hidden");
    }

    private static String money(Object value) {
        return new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(((Number) value).doubleValue());
    }

    private static String count(Object value) {
        return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
    }

    private static List<?> list(Map<String, Object> answer, String key) {
        return (List<?>) answer.get(key);
    }

    private long rows(String table) throws Exception {
        return ((Number) browser.eval("document.querySelectorAll('#" + table + " tbody td:not([colspan])').length && "
                        + "document.querySelectorAll('#" + table + " tbody tr').length"))
                .longValue();
    }

    private void giveByClick(String action, String word) throws Exception {
        browser.click("#do-" + action);
        browser.await("document.querySelector('#confirm').open");
        assertEquals(true, browser.eval("document.querySelector('#confirm-yes').disabled"));
        browser.type(word);
        browser.await("!document.querySelector('#confirm-yes').disabled");
        browser.click("#confirm-yes");
        browser.await("document.querySelector('#said').textContent.includes('is in the journal')");
    }

    @Test
    void shouldShowOnEveryPageWhatTheServiceAndTheJournalSay() throws Exception {
        signIn(token("read"));
        JournalAudit audit = JournalAudit.of(home.resolve("journal"), CAPITAL);
        long equity = audit.equity.values().stream().mapToLong(Long::longValue).sum();
        browser.await("document.querySelectorAll('#trades-table tbody tr').length > 10");
        assertEquals(money(Double.parseDouble(Fixed.format(equity))), browser.text("#equity"));
        Map<String, Object> status = get("/status");
        assertEquals(money(status.get("cash")), browser.text("#cash"));
        assertEquals(money(status.get("fees")), browser.text("#fees"));
        assertEquals(list(status, "positions").size(), rows("positions"));
        assertEquals(list(status, "openOrders").size(), rows("open-orders"));
        assertEquals(2, rows("models"));
        double pnl = 0;
        for (Object line : list(get("/symbols"), "symbols")) {
            pnl += ((Number) ((Map<?, ?>) line).get("pnl")).doubleValue();
        }
        assertEquals(Double.parseDouble(Fixed.format(equity)) - 540_000, pnl, 1e-6, "by symbol against the journal");
        browser.await("['live', 'stale'].includes(document.querySelector('#state').dataset.state)");

        openPage("price");
        browser.await("document.querySelector('#page-price canvas') && document.querySelector('#instrument').value");
        browser.await("document.querySelectorAll('#fills tbody tr').length > 1");
        assertEquals(
                list(get("/series"), "series").size(),
                ((Number) browser.eval("document.querySelector('#instrument').options.length")).intValue());
        assertTrue(rows("indicators") > 0);

        browser.eval("(() => { const p = document.querySelector('#instrument');"
                + " p.value = JSON.stringify(['WALK', '1m']); p.dispatchEvent(new Event('change')); })()");
        browser.await("document.querySelector('#indicators').textContent.includes('yes')");
        String indicators = (String) browser.eval("document.querySelector('#indicators tbody').textContent");
        assertTrue(indicators.contains("sma(2)") && indicators.contains("sma(5)"), indicators);

        openPage("risk");
        browser.await("document.querySelectorAll('#controls tbody tr').length > 1");
        assertEquals(list(get("/risk"), "controls").size(), rows("controls"));
        assertEquals("Running", browser.text("#trading-state"));
        assertEquals(true, browser.eval("document.querySelector('#do-flatten').disabled"));

        openPage("latency");
        browser.await("document.querySelector('#page-latency canvas')");
        assertEquals(5, rows("stages"));

        openPage("journal");
        browser.await("document.querySelector('#steps').textContent !== '–'");
        assertEquals(count(get("/journal").get("steps")), browser.text("#steps"));
        assertTrue(rows("events") > 10);

        openPage("settings");
        browser.await("document.querySelectorAll('#settings tbody tr').length > 50");
        assertEquals(list(get("/settings"), "settings").size(), rows("settings"));

        browser.eval("document.querySelector('#tab-settings').focus()");
        browser.press("ArrowRight");
        browser.await(
                "!document.querySelector('#page-portfolio').hidden && document.activeElement.id === 'tab-portfolio'");
        assertOnlyHome();
    }

    private void assertOnlyHome() throws Exception {
        assertEquals(List.of(), browser.complaints);
        String home = "http://127.0.0.1:" + port + "/";
        assertEquals(
                List.of(),
                browser.requests.stream().filter(url -> !url.startsWith(home)).toList());
        assertEquals(0L, browser.eval("localStorage.length + sessionStorage.length + document.cookie.length"));
    }

    @Test
    void shouldShowTheLimitsInForceAndWhereTheyComeFrom() throws Exception {
        signIn(token("read"));
        openPage("risk");
        browser.await("document.querySelectorAll('#limits tbody tr').length === 12");
        String row = "[...document.querySelectorAll('#limits tbody tr')]"
                + ".find(r => r.textContent.includes('risk.perAssetCap')).textContent";
        String before = (String) browser.eval(row);
        assertTrue(before.startsWith("risk.perAssetCap11"), before);
        new ServiceCommand(home)
                .change("/limits", "{\"key\":\"risk.perAssetCap\",\"value\":\"0.5\",\"actor\":\"maria\"}");
        browser.await(row + ".startsWith('risk.perAssetCap0.51command ')");
        String after = (String) browser.eval(row);
        assertTrue(after.contains("by api:maria at "), after);
        openPage("settings");
        String setting = "[...document.querySelectorAll('#settings tbody tr')]"
                + ".find(r => r.textContent.startsWith('risk.perAssetCap'))";
        browser.await(setting + " && " + setting + ".textContent.startsWith('risk.perAssetCap0.5command ')");
        assertOnlyHome();
    }

    /** Where the day's loss acts, not the step at which it last did; and who decides nothing any more. */
    @Test
    void shouldShowBothStagesOfTheDailyLossAndWhoFailed() throws Exception {
        run.stop();
        thread.join(20_000);
        home = dir.resolve("failing");
        config = EngineConfig.read(
                Thrower.settings().put("risk.dailyLoss", "0.00001", "test"),
                StrategyCatalog.standard().with(new Thrower()));
        startRun();
        signIn(token("trade"));
        // The words of the head are there: nothing moves any more under the click.
        browser.await("['live', 'stale'].includes(document.querySelector('#state').dataset.state)");
        openPage("risk");
        browser.await("document.querySelectorAll('#limits tbody tr').length === 12");
        String row = "[...document.querySelectorAll('#%s tbody tr')].find(r => /daily.?loss/i.test(r.textContent))";
        String stages = "REDUCING at 0.00001, HALTED at 0.000015";
        browser.await(String.format(row, "limits") + ".textContent.includes('" + stages + "')");
        String controls = String.format(row, "controls");
        browser.await("(" + controls + ").textContent.includes('" + stages + "')");
        String failed = "document.querySelector('#out-of-service').textContent";
        browser.await(failed + ".includes('thrower in sleeve 0 threw something and is out of service; millrace')");
        new ServiceCommand(home).change("/strategies/acknowledge", "{\"name\":\"thrower\"}");
        browser.await(failed + ".endsWith('out of service, acknowledged')");
        assertOnlyHome();
    }

    @Test
    void shouldFlattenKillAndResumeByClickingAndComeBackAfterARestart() throws Exception {
        signIn(token("trade"));
        openPage("risk");
        giveByClick("flatten", "FLATTEN");
        browser.await("document.querySelector('#said').textContent.startsWith('Flatten')");
        giveByClick("kill", "KILL");
        browser.await("document.querySelector('#trading-state').textContent.startsWith('KILLED')");
        assertEquals(true, get("/status").get("kill"));
        browser.await("document.querySelector('#state').textContent.includes('killed')");
        giveByClick("resume", "RESUME");
        browser.await("document.querySelector('#trading-state').textContent === 'Running'");
        assertEquals(false, get("/status").get("kill"));
        List<String> commands = new ArrayList<>();
        for (Object line : list(get("/journal"), "commands")) {
            commands.add(((Map<?, ?>) line).get("command") + " " + ((Map<?, ?>) line).get("actor"));
        }
        assertEquals(List.of("FLATTEN api:trade", "KILL api:trade", "RESUME api:trade"), commands);

        browser.click("#do-kill");
        browser.await("document.querySelector('#confirm').open");
        browser.type("kill");
        assertEquals(true, browser.eval("document.querySelector('#confirm-yes').disabled"));
        browser.click("#confirm-no");
        browser.await("!document.querySelector('#confirm').open");

        run.stop();
        thread.join(20_000);
        browser.await("document.querySelector('#state').dataset.state === 'offline'");
        startRun();
        browser.await("document.querySelector('#state').dataset.state !== 'offline'");
        openPage("journal");
        browser.await("document.querySelector('#steps').textContent === '"
                + count(get("/journal").get("steps")) + "'");
        assertEquals(3, list(get("/journal"), "commands").size());
    }

    @Test
    void shouldSignInByACodeOnce() throws Exception {
        String code = new ServiceCommand(home).code(false);
        signIn(code);
        browser.click("#leave");
        browser.await("document.activeElement.id === 'code'");
        browser.type(code);
        browser.click("#sign-in button");
        browser.await("document.querySelector('#sign-in-error').textContent.includes('spent')");
        assertEquals(true, browser.eval("document.querySelector('#page-portfolio') === null"));
    }

    /** Names are checked at the start, so what no engine says is put into its mouth: every text of every answer. */
    @Test
    void shouldShowHostileTextAsText() throws Exception {
        browser.call("Page.addScriptToEvaluateOnNewDocument", "{\"source\":" + Browser.quoted("""
                const real = window.fetch;
                window.canary = 0;
                const evil = v => typeof v === 'string' && !/^\\d{4}-\\d\\d-/.test(v)
                    ? v + '<img src=x onerror="window.canary++"><script>window.canary++</' + 'script>'
                    : Array.isArray(v) ? v.map(evil)
                    : v && typeof v === 'object'
                      ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, evil(x)])) : v;
                window.fetch = async (path, options) => {
                  const response = await real(path, options);
                  const json = (response.headers.get('Content-Type') || '').includes('json');
                  if (!json || path === '/role') return response;
                  return new Response(JSON.stringify(evil(await response.json())),
                    {status: response.status, headers: response.headers});
                };
                """) + "}");
        signIn(token("read"));
        for (String page : List.of("portfolio", "price", "risk", "latency", "journal", "settings")) {
            openPage(page);
            Thread.sleep(500);
            // Over the charts too: their tooltips are made of the same names.
            browser.call("Input.dispatchMouseEvent", "{\"type\":\"mouseMoved\",\"x\":640,\"y\":330}");
            Thread.sleep(300);
            if (page.equals("latency")) {
                assertTrue(browser.text("#page-latency .tip").contains("p50"), "a tooltip shows");
            }
        }
        assertTrue(browser.text("#models").contains("<img src=x onerror"), "the canary is shown, as text");
        assertEquals(0L, browser.eval("window.canary"));
        assertEquals(0L, browser.eval("document.querySelectorAll('#pages img, #pages script').length"));
        assertEquals(List.of(), browser.complaints);
    }

    @Test
    void shouldRefuseForeignPagesAndReboundNames() throws Exception {
        String home = "http://127.0.0.1:" + port;
        HttpServer foreign = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        byte[] page = "<!doctype html><title>foreign</title>".getBytes(StandardCharsets.UTF_8);
        foreign.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        foreign.start();
        try {
            browser.open("http://127.0.0.2:" + foreign.getAddress().getPort() + "/");
            String attack = """
                    (async () => {
                      const won = [];
                      const attempt = async (name, work) => { try { if (await work()) won.push(name); } catch { } };
                      const auth = { Authorization: 'Bearer TOKEN' };
                      await attempt('read', async () => (await fetch('HOME/status', { headers: auth })).ok);
                      await attempt('kill', async () => (await fetch('HOME/kill',
                        { method: 'POST', body: '{"confirm":true}',
                        headers: { ...auth, 'Content-Type': 'application/json', 'Idempotency-Key': 'x' } })).ok);
                      await attempt('simple kill', async () => {
                        const r = await fetch('HOME/kill',
                          { method: 'POST', mode: 'no-cors', body: '{"confirm":true}' });
                        return r.ok;
                      });
                      await attempt('session', async () => (await fetch('HOME/session',
                        { method: 'POST', body: '{"code":"a"}' })).ok);
                      await attempt('stream', () => new Promise(done => {
                        const s = new EventSource('HOME/events');
                          s.onopen = () => done(true); s.onerror = () => done(false);
                      }));
                      await attempt('script', () => new Promise(done => {
                        const s = document.createElement('script'); s.src = 'HOME/dashboard/echarts.js';
                        s.onload = () => done(true); s.onerror = () => done(false); document.head.append(s);
                      }));
                      const frame = document.createElement('iframe');
                      frame.src = 'HOME/';
                      document.body.append(frame);
                      await new Promise(done => { frame.onload = done; setTimeout(done, 2000); });
                      await attempt('frame', () => frame.contentDocument
                        && frame.contentDocument.querySelector('#sign-in'));
                      return won.join();
                    })()
                    """.replace("HOME", home).replace("TOKEN", token("trade"));
            assertEquals("", browser.eval(attack));
            assertFalse(browser.complaints.isEmpty(), "the browser says what it did not do");
        } finally {
            foreign.stop(0);
        }
        browser.open("http://rebound.example:" + port + "/");
        assertTrue(browser.text("body").contains("Host refused"), browser.text("body"));
        assertEquals(false, get("/status").get("kill"));
        assertEquals(List.of(), list(get("/journal"), "commands"));
        assertNotNull(get("/healthz").get("healthy"));
    }

    /** Pictures for people to look at: -Ddashboard.pictures=FOLDER. */
    @Test
    void shouldFitPhonesAndWideScreens() throws Exception {
        String pictures = System.getProperty("dashboard.pictures");
        signIn(token("trade"));
        for (int width : new int[] {360, 1440}) {
            browser.size(width, width == 360 ? 760 : 1000);
            for (String scheme : List.of("light", "dark")) {
                browser.scheme(scheme);
                for (String page : List.of("portfolio", "price", "risk", "latency", "journal", "settings")) {
                    openPage(page);
                    Thread.sleep(pictures == null ? 100 : 700);
                    Object over = browser.eval("document.documentElement.scrollWidth - innerWidth");
                    assertTrue(((Number) over).intValue() <= 0, page + " is " + over + " px too wide at " + width);
                    if (pictures != null) {
                        browser.eval("scrollTo(0, 0)");
                        Thread.sleep(100);
                        browser.screenshot(Path.of(pictures, page + "-" + width + "-" + scheme + ".png"));
                    }
                }
            }
        }
        assertOnlyHome();
    }
}
