package io.millrace.siderun;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads what a process prints, to the end, so that it never waits for a reader; keeps the last bytes of it only,
 * however much that is. A thread of its own.
 */
final class Pump extends Thread {
    private static final int BLOCK = 8_192;

    private final InputStream in;
    private final int most;
    private final Runnable beyond;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean over;

    /**
     * @param most bytes that are kept
     * @param beyond called once when there are more
     */
    Pump(String name, InputStream in, int most, Runnable beyond) {
        super(name);
        this.in = in;
        this.most = most;
        this.beyond = beyond;
        setDaemon(true);
    }

    @Override
    public void run() {
        byte[] block = new byte[BLOCK];
        try {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                if (take(block, count)) {
                    beyond.run();
                }
            }
        } catch (IOException e) {
            // The stream of a process that was ended by force: what came before is kept.
            return;
        }
    }

    /** True when this made it too much. */
    private synchronized boolean take(byte[] block, int count) {
        boolean before = over;
        kept.write(block, 0, count);
        over |= kept.size() > most;
        if (kept.size() > 2 * most) {
            byte[] last = last();
            kept.reset();
            kept.write(last, 0, last.length);
        }
        return over && !before;
    }

    private byte[] last() {
        byte[] all = kept.toByteArray();
        return Arrays.copyOfRange(all, Math.max(0, all.length - most), all.length);
    }

    /** The last bytes so far. */
    synchronized byte[] kept() {
        return last();
    }

    /** Whether there was more than is kept. */
    synchronized boolean isOver() {
        return over;
    }
}
