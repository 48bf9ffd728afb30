package io.millrace.pipeline;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How long each stage takes, on a sample of the steps. The thread of a stage records; any other thread may read.
 */
public final class StageLatency {
    /** The stages in their order; {@link #TOTAL} is from the start of market to the end of route. */
    public static final String[] STAGES = {"market", "decide", "journal", "route", "total"};

    /** Index of the whole way. */
    public static final int TOTAL = 4;

    private static final long HIGHEST_NS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final SingleWriterRecorder[] recorders = new SingleWriterRecorder[STAGES.length];
    private final Histogram[] sums = new Histogram[STAGES.length];

    public StageLatency() {
        for (int i = 0; i < STAGES.length; i++) {
            recorders[i] = new SingleWriterRecorder(HIGHEST_NS, DIGITS);
            sums[i] = new Histogram(HIGHEST_NS, DIGITS);
        }
    }

    void record(final int stage, final long ns) {
        recorders[stage].recordValue(Math.min(Math.max(ns, 0), HIGHEST_NS));
    }

    /** Everything recorded for a stage since the start, in nanoseconds. Not for the hot path. */
    public synchronized Histogram histogram(final int stage) {
        sums[stage].add(recorders[stage].getIntervalHistogram());
        return sums[stage].copy();
    }
}
