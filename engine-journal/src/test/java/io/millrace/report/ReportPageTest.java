package io.millrace.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a real browser; skipped with words where there is none. */
class ReportPageTest {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Pattern CANVAS = Pattern.compile("<canvas[^>]* width=\"[1-9]\\d*\" height=\"[1-9]\\d*\"");

    @TempDir
    Path folder;

    @Test
    void shouldDrawEveryChartWithoutErrorOrRequest() throws IOException, InterruptedException {
        check(ReportWriter.write(List.of(run(500), run(40)), out("out")));
    }

    @Test
    void shouldDrawThreeReadingsOfTheFillsAsABand() throws IOException, InterruptedException {
        final String html = check(ReportWriter.write(new FillTrio(run(40), run(200), run(500)), out("trio")));
        assertTrue(html.contains("Fill assumptions"), "the three columns are missing");
        assertTrue(html.contains("Pessimistic fills"), "the readings are not named");
    }

    private static RunResult run(final int slow) throws IOException {
        return SampleRuns.crossing("crypto/BTCUSDT_1h.csv.gz", "BTCUSDT", "BTCUSDT, average of " + slow, slow);
    }

    private Path out(final String name) {
        return Path.of(System.getProperty("report.out", folder.toString())).resolve(name);
    }

    /** Returns the page's document after its script has run. */
    private String check(final Path page) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(BROWSER), "skipped: no browser at " + BROWSER);
        assertTrue(Files.size(page) < 2_500_000, "size of the page: " + Files.size(page));
        final Path log = folder.resolve("browser.log");
        final Path dom = folder.resolve("dom.html");
        final Path net = folder.resolve("net.json");
        final Process browser = new ProcessBuilder(
                        BROWSER.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--enable-logging=stderr",
                        "--log-net-log=" + net,
                        "--virtual-time-budget=3000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        if (!browser.waitFor(60, TimeUnit.SECONDS)) {
            browser.destroyForcibly();
            Assumptions.abort("skipped: the browser did not answer within a minute");
        }
        final String console = Files.readString(log);
        assertFalse(console.contains("CONSOLE"), console);
        final String html = Files.readString(dom);
        assertTrue(html.contains("data-ready=\"4\""), "the script did not reach its end");
        assertEquals(4, CANVAS.matcher(html).results().count());
        // Chromium may speak to its maker on its own; what the page itself asks for would carry the file as initiator.
        final String asked = Files.exists(net) ? Files.readString(net) : "";
        assertFalse(asked.contains("\"initiator\":\"file://"), "the page asked the network for something");
        return html;
    }
}
