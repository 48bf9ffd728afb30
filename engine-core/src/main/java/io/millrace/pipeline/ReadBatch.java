package io.millrace.pipeline;

import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.feed.InputSource;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages read ahead, side by side in memory. Filled by one thread, then read by another; see {@link ReadAhead}. */
final class ReadBatch {
    private static final int MESSAGES = 256;
    private static final int BYTES = 32 * 1024;

    /** No further message begins within so many bytes of the end: common ones are shorter. */
    private static final int RESERVE = 512;

    /** Puts the numbers of a message's block, which are of 8 bytes, at multiples of 8. */
    private static final int SHIFT = -Messages.HEADER_LENGTH & 7;

    private final int[] offsets = new int[MESSAGES];
    private final int[] lengths = new int[MESSAGES];
    private final long[] recorded = new long[MESSAGES];
    private UnsafeBuffer memory = OffHeap.allocate(BYTES);
    private int count;
    private boolean last;
    private boolean exhausted;
    private Throwable fault;

    /**
     * Takes messages until it is full or there are no more.
     *
     * @return false when this is the last batch
     */
    boolean fill(final InputSource source) {
        count = 0;
        try {
            int at = SHIFT;
            while (count < MESSAGES && at < BYTES - RESERVE) {
                if (!source.advance()) {
                    last = true;
                    exhausted = source.exhausted();
                    return false;
                }
                at = take(source, at);
            }
        } catch (final Throwable thrown) {
            // Whatever it is belongs to the engine's thread, behind the messages before it.
            fault = thrown;
            last = true;
        }
        return !last;
    }

    int count() {
        return count;
    }

    /** True when no batch follows. */
    boolean isLast() {
        return last;
    }

    /** What the source said when it had no more. */
    boolean exhausted() {
        return exhausted;
    }

    DirectBuffer memory() {
        return memory;
    }

    int offset(final int message) {
        return offsets[message];
    }

    int length(final int message) {
        return lengths[message];
    }

    long recordedSequence(final int message) {
        return recorded[message];
    }

    /** Throws what the source threw, if it did. */
    void rethrow() {
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault != null) {
            throw (RuntimeException) fault;
        }
    }

    private int take(final InputSource source, final int at) {
        final int length = source.length();
        if (at + length > memory.capacity()) {
            grow(at, at + length);
        }
        memory.putBytes(at, source.buffer(), source.offset(), length);
        offsets[count] = at;
        lengths[count] = length;
        recorded[count] = source.recordedSequence();
        count++;
        return (at + length + Long.BYTES - 1 & -Long.BYTES) + SHIFT;
    }

    private void grow(final int used, final int needed) {
        final UnsafeBuffer larger = OffHeap.allocate(needed);
        larger.putBytes(0, memory, 0, used);
        memory = larger;
    }
}
