package io.millrace.report;

import java.util.List;

/**
 * How fast the run was processed.
 *
 * @param events inputs processed, bars among them
 * @param latencies one entry a stage, in the order of the pipeline; empty when not measured
 */
public record Speed(long bars, long events, double elapsedSeconds, List<StageLatency> latencies) {
    public Speed {
        latencies = List.copyOf(latencies);
    }

    /** NaN when no time was measured. */
    public double eventsPerSecond() {
        return elapsedSeconds > 0 ? events / elapsedSeconds : Double.NaN;
    }
}
