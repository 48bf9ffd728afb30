package io.millrace.bench.fork;

import io.millrace.bench.result.Figures;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * The side of the child: gets a case ready, says so, then runs once for each byte on standard input and answers with a
 * line of figures on standard output. The end of standard input is the end of the parent, whatever ended it: the child
 * then stops at once, in the middle of a run too.
 */
public final class CaseServer {
    static final char WARM_UP = 'w';
    static final char RUN = 'r';

    /** Begins every line that is meant for the parent: a library may print as well. */
    static final String TAG = "bench-case ";

    static final String READY = "ready";

    private static final int FAULT = 70;

    private CaseServer() {}

    /** Never returns. */
    @SuppressWarnings("CatchingUnchecked") // Whatever happens, the parent gets the place and an exit code.
    public static void serve(Supplier<BenchCase> opening) {
        BlockingQueue<Integer> orders = new LinkedBlockingQueue<>();
        Thread watch = new Thread(() -> watch(orders), "bench-parent");
        watch.setDaemon(true);
        watch.start();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            BenchCase measured = opening.get();
            out.println(TAG + READY);
            while (true) {
                Figures figures = orders.take() == WARM_UP ? measured.warmUp() : measured.run();
                out.println(TAG + figures.line());
            }
        } catch (Exception | Error e) {
            e.printStackTrace(System.err);
            Runtime.getRuntime().halt(FAULT);
        }
    }

    private static void watch(BlockingQueue<Integer> orders) {
        try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            for (int order = in.read(); order >= 0; order = in.read()) {
                orders.add(order);
            }
            Runtime.getRuntime().halt(0);
        } catch (IOException e) {
            e.printStackTrace(System.err);
            Runtime.getRuntime().halt(FAULT);
        }
    }
}
