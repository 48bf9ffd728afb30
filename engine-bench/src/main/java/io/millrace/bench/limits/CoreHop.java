package io.millrace.bench.limits;

import io.millrace.bench.result.Figures;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Two threads hand a number to and fro: half a round is the time a value takes from core to core. */
final class CoreHop {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PING = 64;
    private static final int PONG = 128;
    private static final int LENGTH = 192;
    private static final int BATCH = 20_000;
    private static final int BATCHES = 15;

    private final long[] cells = new long[LENGTH];

    /** Nanoseconds one way, the median of batches; NaN on a machine of one core. */
    double measure() throws InterruptedException {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            return Double.NaN;
        }
        long rounds = (long) BATCH * BATCHES;
        Thread answering = new Thread(() -> answer(rounds), "bench-hop");
        answering.start();
        double[] batches = new double[BATCHES];
        long round = 0;
        for (int i = 0; i < BATCHES; i++) {
            long begin = System.nanoTime();
            for (int k = 0; k < BATCH; k++) {
                round++;
                CELL.setRelease(cells, PING, round);
                await(PONG, round);
            }
            batches[i] = (System.nanoTime() - begin) / (2.0 * BATCH);
        }
        answering.join();
        return Figures.median(batches);
    }

    private void answer(long rounds) {
        for (long round = 1; round <= rounds; round++) {
            await(PING, round);
            CELL.setRelease(cells, PONG, round);
        }
    }

    private void await(int cell, long value) {
        while ((long) CELL.getAcquire(cells, cell) != value) {
            Thread.onSpinWait();
        }
    }
}
