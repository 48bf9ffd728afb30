package io.millrace.bench.fork;

import io.millrace.bench.result.Figures;
import java.util.concurrent.CountDownLatch;

/** Counts its runs, or goes wrong. Argument: how. */
final class ToyCase implements BenchCase {
    static final int EXIT_CODE = 3;

    private final Way way;
    private int runs;

    private ToyCase(Way way) {
        this.way = way;
        if (way == Way.NEVER_READY) {
            throw new IllegalStateException("no such workload");
        }
    }

    enum Way {
        COUNT,
        CHATTER,
        NEVER_READY,
        THROW,
        EXIT,
        HANG
    }

    public static void main(String[] arguments) {
        CaseServer.serve(() -> new ToyCase(Way.valueOf(arguments[0])));
    }

    static CaseSpec spec(Way way) {
        return CaseSpec.of("toy", ToyCase.class, way);
    }

    @Override
    public Figures run() throws InterruptedException {
        runs++;
        switch (way) {
            case CHATTER -> System.out.println("a library prints");
            case THROW -> throw new IllegalStateException("the figures of run " + runs + " mean nothing");
            case EXIT -> Runtime.getRuntime().halt(EXIT_CODE);
            case HANG -> new CountDownLatch(1).await();
            default -> {}
        }
        return new Figures(runs, 1.0 / 3, Double.NaN, 0, -1e300, Double.POSITIVE_INFINITY);
    }
}
