package io.millrace.cli;

import io.millrace.report.RunResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What tells one run from another of the same model on the same symbol: stands under the title of its figures.
 *
 * @param data what it ran on, as given; empty when the configuration says it
 * @param params the parameters that were given
 * @param seed the engine's
 * @param folder where its results are
 */
record RunOrigin(String data, Map<String, String> params, long seed, Path folder) {
    private static final long NANOS = 1_000_000_000L;
    private static final int DATE_LENGTH = 10;

    /** One line. */
    String line(RunResult run) {
        List<String> parts = new ArrayList<>();
        if (!data.isEmpty()) {
            parts.add(data);
        }
        parts.add(span(run));
        params.forEach((name, value) -> parts.add(name + "=" + value));
        parts.add("seed " + seed);
        parts.add("in " + folder);
        return run.header().runId() + ": " + String.join(", ", parts);
    }

    /** First and last day with an event, UTC. */
    static String span(RunResult run) {
        return day(run.curve().fromNs()) + " to " + day(run.curve().toNs());
    }

    private static String day(long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, NANOS)).toString().substring(0, DATE_LENGTH);
    }
}
