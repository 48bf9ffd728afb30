package io.millrace.siderun;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * In a backtest's own process: ends it when the daemon that began it is gone, however that ended, and when its time is
 * over although nobody ended it. Two threads that mostly sleep.
 */
public final class Tether {
    /** Property: the seconds that it may take. Without it nothing is done here. */
    static final String SECONDS = "millrace.backtest.seconds";

    /** What it ends with; only the system sees it. */
    static final int EXIT_CODE = 70;

    /** The daemon ends it first, and can say why. */
    private static final int GRACE_S = 10;

    private Tether() {}

    /** Ties this process, if it was started so. */
    public static void tie() {
        int seconds = Integer.getInteger(SECONDS, 0);
        if (seconds > 0) {
            start("millrace-tether", Tether::awaitDaemon);
            start("millrace-limit", () -> sleep(seconds + GRACE_S));
        }
    }

    private static void start(String name, Runnable wait) {
        Thread thread = new Thread(
                () -> {
                    wait.run();
                    Runtime.getRuntime().halt(EXIT_CODE);
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The daemon holds the other end of the standard input and writes nothing. */
    private static void awaitDaemon() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            // As good as its end.
            return;
        }
    }

    private static void sleep(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
