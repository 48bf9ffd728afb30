package io.millrace.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Joins template, style, scripts and data into one HTML text that asks nothing of the network: its policy admits the
 * two inlined scripts by their hashes and no other source.
 */
final class Page {
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.common.min.js";
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private Page() {}

    /**
     * @param trio the three runs as assumptions about one; null when they are runs of their own
     */
    static String render(final List<RunResult> runs, final FillTrio trio, final String reportPath) {
        final String charts = resource(CHARTS).replace("</script", "<\\/script");
        final String script = resource("report.js");
        final String title =
                runs.size() == 1 || trio != null ? runs.get(0).header().title() : runs.size() + " runs";
        return fill(
                resource("report.html"),
                Map.of(
                        "policy",
                        hash(charts) + ' ' + hash(script),
                        "title",
                        escape(title),
                        "style",
                        resource("report.css"),
                        "data",
                        PageData.of(runs, trio, reportPath),
                        "charts",
                        charts,
                        "script",
                        script));
    }

    /** One pass over the template, so that a placeholder inside a value stays text. */
    private static String fill(final String template, final Map<String, String> values) {
        final StringBuilder page = new StringBuilder(1 << 20);
        int from = 0;
        for (int at = template.indexOf(OPEN); at >= 0; at = template.indexOf(OPEN, from)) {
            final int end = template.indexOf(CLOSE, at);
            page.append(template, from, at).append(values.get(template.substring(at + OPEN.length(), end)));
            from = end + CLOSE.length();
        }
        return page.append(template, from, template.length()).toString();
    }

    private static String resource(final String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("report: the resource " + name
                        + " is not on the class path; expected it in the engine's jar, rebuild the project");
            }
            // Browsers hash script text after folding line ends; the file must hold what is hashed.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (final IOException e) {
            throw new UncheckedIOException("report: cannot read the resource " + name, e);
        }
    }

    private static String hash(final String script) {
        try {
            final byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + '\'';
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
