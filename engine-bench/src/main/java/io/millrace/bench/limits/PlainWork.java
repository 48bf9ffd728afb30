package io.millrace.bench.limits;

import java.nio.charset.StandardCharsets;

/** Work without an engine on the calling thread: the clock, reading a row of numbers, copying memory. */
final class PlainWork {
    private static final int CALLS = 1_000_000;
    private static final int COPIED = 16 << 20;
    private static final int COPIES = 20;
    private static final byte[] ROWS = "1600000000,100.12345678,100.22,99.87,100.01,1234.5\n"
            .repeat(10_000)
            .getBytes(StandardCharsets.US_ASCII);
    private static final int ROW_COUNT = 10_000;

    /** Kept so that no loop is removed. */
    private long sink;

    /** Nanoseconds of one clock read. */
    double clockNs() {
        long begin = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            sink += System.nanoTime();
        }
        return (System.nanoTime() - begin) / (double) CALLS;
    }

    /** Rows of six decimals a second, digits to long, from memory. */
    double rowsPerSecond() {
        int passes = 20;
        long begin = System.nanoTime();
        for (int pass = 0; pass < passes; pass++) {
            long number = 0;
            for (byte each : ROWS) {
                if (each >= '0') {
                    number = number * 10 + each - '0';
                } else if (each != '.') {
                    sink += number;
                    number = 0;
                }
            }
        }
        return (double) passes * ROW_COUNT * 1e9 / (System.nanoTime() - begin);
    }

    /** Bytes a second from one array to another, both larger than the inner caches. */
    double bytesPerSecond() {
        byte[] from = new byte[COPIED];
        byte[] to = new byte[COPIED];
        System.arraycopy(from, 0, to, 0, COPIED);
        long begin = System.nanoTime();
        for (int i = 0; i < COPIES; i++) {
            from[i] = (byte) i;
            System.arraycopy(from, 0, to, 0, COPIED);
            sink += to[i];
        }
        return (double) COPIES * COPIED * 1e9 / (System.nanoTime() - begin);
    }

    long sink() {
        return sink;
    }
}
