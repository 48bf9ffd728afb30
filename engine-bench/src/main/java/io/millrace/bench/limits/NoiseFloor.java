package io.millrace.bench.limits;

import io.millrace.bench.result.Figures;
import net.openhft.affinity.Affinity;
import org.HdrHistogram.Histogram;

/**
 * An open loop at 100,000 events a second that does nothing, on a pinned thread: no engine on this machine can have
 * better tails in this minute.
 */
final class NoiseFloor {
    private static final int PER_SECOND = 100_000;
    private static final int EVENTS = 2 * PER_SECOND;
    private static final long HIGHEST_NS = 10_000_000_000L;

    private final Histogram histogram = new Histogram(HIGHEST_NS, 3);

    Figures measure() throws InterruptedException {
        Thread loop = new Thread(this::loop, "bench-floor");
        loop.start();
        loop.join();
        return Figures.of(PER_SECOND, histogram);
    }

    private void loop() {
        Affinity.setAffinity(Runtime.getRuntime().availableProcessors() - 1);
        long interval = 1_000_000_000L / PER_SECOND;
        long begin = System.nanoTime();
        for (long n = 0; n < EVENTS; n++) {
            long planned = begin + n * interval;
            long now = System.nanoTime();
            while (now < planned) {
                Thread.onSpinWait();
                now = System.nanoTime();
            }
            if (n >= EVENTS / 10) {
                histogram.recordValue(now - planned);
            }
        }
    }
}
