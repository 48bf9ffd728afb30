package io.millrace.bench.fork;

import io.millrace.bench.result.Figures;

/** One thing to measure, alone in its process. Called by the process's main thread. */
public interface BenchCase {
    /** A run that is not counted. The first one in a process is reported as its cold run. */
    default Figures warmUp() throws InterruptedException {
        return run();
    }

    /** A run that is counted. */
    Figures run() throws InterruptedException;
}
