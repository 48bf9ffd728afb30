package io.millrace.bench;

import io.millrace.bench.result.Figures;
import io.millrace.bench.result.Measured;
import io.millrace.bench.result.Micro;
import io.millrace.bench.result.Result;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Limits and results as a table for people, or as JSON with every repetition. */
final class BenchReport {
    private final Map<String, String> facts;
    private final Map<String, Double> limits;
    private final List<Result> results;
    private final List<Micro> micro;

    BenchReport(Map<String, String> facts, Map<String, Double> limits, List<Result> results, List<Micro> micro) {
        this.facts = facts;
        this.limits = limits;
        this.results = results;
        this.micro = micro;
    }

    String table() {
        StringBuilder text = new StringBuilder(4_096);
        facts.forEach((name, value) -> line(text, "%-34s %s", name, value));
        text.append('\n');
        limits.forEach((name, value) -> line(text, "%-34s %s", name, number(value)));
        if (!micro.isEmpty()) {
            microTable(text);
        }
        if (!results.isEmpty()) {
            resultTable(text);
        }
        return text.toString();
    }

    private void microTable(StringBuilder text) {
        text.append('\n');
        line(text, "%-40s %12s %10s %12s", "one operation", "ns", "+- ns", "bytes");
        for (Micro each : micro) {
            line(text, "%-40s %12.2f %10.2f %12.3f", each.name(), each.ns(), each.errorNs(), each.bytes());
        }
    }

    private void resultTable(StringBuilder text) {
        text.append('\n');
        String row = "%-48s %-8s %14s %14s %9s %9s %11s %11s %11s  %8s  %s";
        line(
                text,
                row,
                "median of the repetitions",
                "durable",
                "per second",
                "cold",
                "p50 ns",
                "p90 ns",
                "p99 ns",
                "p99.9 ns",
                "max ns",
                "x limit",
                "limit");
        for (Result each : results) {
            Figures median = each.median();
            line(
                    text,
                    row,
                    each.name(),
                    each.durability(),
                    number(median.throughput()),
                    number(each.measured().firstRun().throughput()),
                    number(median.p50()),
                    number(median.p90()),
                    number(median.p99()),
                    number(median.p999()),
                    number(median.max()),
                    String.format(Locale.ROOT, "%.3f", each.ratioToLimit()),
                    each.limit());
            if (!each.note().isEmpty()) {
                line(text, "    %s", each.note());
            }
        }
    }

    String json() {
        JsonLine json = new JsonLine();
        json.open('{');
        facts.forEach((name, value) -> json.field(name, value));
        json.key("limits").open('{');
        limits.forEach((name, value) -> json.field(name, value));
        json.close('}').key("results").open('[');
        for (Result each : results) {
            json.open('{').field("name", each.name()).field("unit", each.unit());
            json.field("durability", each.durability());
            figures(json, each.median());
            json.field("limit", each.limit()).field("ratioToLimit", each.ratioToLimit());
            json.field("note", each.note());
            runs(json, each.measured());
            json.close('}');
        }
        json.close(']').key("micro").open('[');
        for (Micro each : micro) {
            json.open('{').field("name", each.name()).field("ns", each.ns());
            json.field("errorNs", each.errorNs()).field("bytes", each.bytes()).close('}');
        }
        return json.close(']').close('}').text();
    }

    private static void runs(JsonLine json, Measured measured) {
        json.field("forks", 1).field("warmUps", measured.warmUps());
        json.key("firstRun").open('{');
        figures(json, measured.firstRun());
        json.close('}').key("repetitions").open('[');
        for (Figures repetition : measured.repetitions()) {
            json.open('{');
            figures(json, repetition);
            json.close('}');
        }
        json.close(']');
    }

    private static void figures(JsonLine json, Figures figures) {
        json.field("throughput", figures.throughput())
                .field("p50", figures.p50())
                .field("p90", figures.p90())
                .field("p99", figures.p99())
                .field("p999", figures.p999())
                .field("max", figures.max());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return String.format(Locale.ROOT, value >= 1_000 ? "%,.0f" : "%.1f", value);
    }
}
