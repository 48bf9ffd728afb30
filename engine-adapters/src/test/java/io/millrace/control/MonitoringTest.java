package io.millrace.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards and alert rules name only what the engine serves. */
class MonitoringTest {
    private static final Path CONFIG = Path.of("../config");
    private static final Pattern NAME = Pattern.compile("millrace_[a-z_]+");

    @TempDir
    Path dir;

    @Test
    void shouldServeEveryMetricThatDashboardsAndAlertsName() throws Exception {
        TreeSet<String> named = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> dashboards = Files.list(CONFIG.resolve("grafana"))) {
            files = dashboards.collect(Collectors.toList());
        }
        for (Path file : files) {
            try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
                while (parser.nextToken() != null) {
                    continue;
                }
            }
            named.addAll(names(Files.readString(file)));
        }
        named.addAll(names(Files.readString(CONFIG.resolve("prometheus/alerts.yml"))));
        assertTrue(named.size() > 20, named.toString());
        try (Service service = new Service(dir)) {
            String request = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:" + service.server.port()
                    + "\r\nAuthorization: Bearer " + service.read + "\r\nConnection: close\r\n\r\n";
            Set<String> served = names(RawHttp.ask(service.server.port(), request));
            named.removeAll(served);
            // The library says nothing of a metric that has no sample yet.
            named.removeAll(Set.of("millrace_regime", "millrace_alerts_total"));
            assertEquals(Set.of(), named, () -> "served: " + served);
        }
    }

    /** By Prometheus' own checker: {@code apt install prometheus} brings it. */
    @Test
    void shouldBeRulesThatPrometheusTakes() throws Exception {
        assumeTrue(hasPromtool(), "skipped: there is no promtool on the PATH");
        Process process = new ProcessBuilder(
                        "promtool",
                        "check",
                        "rules",
                        CONFIG.resolve("prometheus/alerts.yml").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("rules found"), said);
    }

    private static boolean hasPromtool() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }

    private static Set<String> names(String text) {
        TreeSet<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }
}
