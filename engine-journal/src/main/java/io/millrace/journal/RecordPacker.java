package io.millrace.journal;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Puts payloads into frames, steps as differences from those before. Every so often, and where a reader is to begin,
 * it begins anew. One thread, every record in order.
 */
public final class RecordPacker implements AutoCloseable {
    /** What a reader that goes on from any place must read before it, at most: less than a millisecond of work. */
    private static final int LONGEST_RUN = 1024;

    private static final int LONGEST_RUN_BYTES = 4 * 1024 * 1024;

    private final DeltaCoder coder = new DeltaCoder();
    private boolean restart = true;
    private int run;
    private int runBytes;
    private int flags;

    /** How much larger than a payload its form in a frame can be, bytes. */
    public static int longestExtra() {
        return DeltaCoder.LONGEST_EXTRA;
    }

    /** The next record is read without those before it. */
    public void restart() {
        restart = true;
    }

    /**
     * Writes a payload as the frame has it; {@link #flags} then belong into that frame.
     *
     * @param type of the record
     * @return bytes written at {@code to}
     */
    public int pack(
            final int type,
            final DirectBuffer source,
            final int from,
            final int length,
            final MutableDirectBuffer target,
            final int to) {
        flags = 0;
        if (restart || type == RecordType.HEADER || ++run == LONGEST_RUN || runBytes > LONGEST_RUN_BYTES) {
            coder.restart();
            restart = false;
            run = 0;
            runBytes = 0;
            flags = Frame.FLAG_RESTART;
        }
        runBytes += length;
        if (type == RecordType.STEP && length <= DeltaCoder.LONGEST) {
            flags |= Frame.FLAG_PACKED;
            return coder.encode(source, from, length, target, to);
        }
        target.putBytes(to, source, from, length);
        return length;
    }

    @Override
    public void close() {
        coder.close();
    }

    /** Of the last record. */
    public int flags() {
        return flags;
    }
}
