package io.millrace.pipeline;

/** How stages are spread over threads. The results are the same bits in every layout. */
public enum Layout {
    /** No thread of its own: the caller runs all stages on one reused step. */
    INLINE(0),
    /** One thread drains the inlet and runs all stages. */
    FUSED(1),
    /** Decode, market and decide on one thread; journal and route on another. */
    DUO(2),
    /** One thread a stage. */
    PINNED(5);

    private final int threads;

    Layout(final int threads) {
        this.threads = threads;
    }

    /** Threads that this layout starts. */
    public int threads() {
        return threads;
    }

    /** The layout for a machine, by its number of cores, when nobody chose one. */
    public static Layout forCores(final int cores) {
        if (cores >= 6) {
            return PINNED;
        }
        return cores >= 3 ? DUO : FUSED;
    }
}
