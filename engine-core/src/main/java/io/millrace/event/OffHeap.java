package io.millrace.event;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Buffers for messages, all of them outside the Java heap.
 *
 * <p>A buffer may also stand on a {@code byte[]}, and reads the same; but the compiler learns from what it has seen, in
 * one place for the whole process. While every buffer is of one kind, reading a field is one load. After a single
 * buffer of the other kind it has to be ready for both, and every field of every message costs about three times as
 * much: a backtest of bars then takes a third longer. So no message, however cold, is read from an array.
 */
public final class OffHeap {
    private OffHeap() {}

    /** A zeroed buffer of so many bytes. */
    public static UnsafeBuffer allocate(final int bytes) {
        return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
    }

    /** A buffer of its own with these bytes. */
    public static UnsafeBuffer copyOf(final byte[] bytes) {
        final UnsafeBuffer buffer = allocate(bytes.length);
        buffer.putBytes(0, bytes);
        return buffer;
    }
}
