package io.millrace.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of the dashboard, whole in memory. What is not in the list cannot be asked for: no path of a request is ever
 * turned into one of a file. Any thread.
 */
public final class DashboardFile {
    private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String[] SCRIPTS = {
        "main.js",
        "client.js",
        "dom.js",
        "format.js",
        "charts.js",
        "dialog.js",
        "page-portfolio.js",
        "page-price.js",
        "page-risk.js",
        "page-latency.js",
        "page-journal.js",
        "page-settings.js"
    };

    private final String path;
    private final String type;
    private final byte[] content;

    private DashboardFile(String path, String type, String resource) {
        this.path = path;
        this.type = type;
        this.content = read(resource);
    }

    /** All there are. */
    public static List<DashboardFile> all() {
        List<DashboardFile> files = new ArrayList<>();
        files.add(new DashboardFile("/", "text/html; charset=utf-8", "index.html"));
        files.add(new DashboardFile("/dashboard/style.css", "text/css; charset=utf-8", "style.css"));
        files.add(new DashboardFile("/dashboard/icon.svg", "image/svg+xml", "icon.svg"));
        files.add(new DashboardFile("/dashboard/echarts.js", SCRIPT, CHARTS));
        for (String script : SCRIPTS) {
            files.add(new DashboardFile("/dashboard/" + script, SCRIPT, script));
        }
        return files;
    }

    /** Where a browser asks for it. */
    public String path() {
        return path;
    }

    /** Its content type. */
    public String type() {
        return type;
    }

    /** Its bytes; not to be changed. */
    public byte[] content() {
        return content;
    }

    private static byte[] read(String name) {
        try (InputStream in = DashboardFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("dashboard: the resource " + name
                        + " is not on the class path; expected it in the engine's jar, rebuild the project");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("dashboard: cannot read the resource " + name, e);
        }
    }
}
