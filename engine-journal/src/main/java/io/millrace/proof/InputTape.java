package io.millrace.proof;

import io.millrace.event.Messages;
import io.millrace.event.OffHeap;
import io.millrace.feed.InputMessage;
import io.millrace.feed.InputSource;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Recorded inputs in memory: what a run is made of. Immutable to everyone outside this package; any thread.
 *
 * <p>A prefix shares the bytes but ends where it ends: what comes after cannot be read through it.
 */
public final class InputTape {
    private static final int FIRST_BYTES = 1 << 16;

    private final UnsafeBuffer buffer;
    private final int[] ends;
    private final int size;

    private InputTape(final UnsafeBuffer buffer, final int[] ends, final int size) {
        this.buffer = buffer;
        this.ends = ends;
        this.size = size;
    }

    /**
     * Reads a source to its end.
     *
     * @throws IllegalArgumentException if it is larger than an array can be
     */
    public static InputTape of(final InputSource source) {
        byte[] bytes = new byte[FIRST_BYTES];
        int[] ends = new int[1_024];
        int size = 0;
        int end = 0;
        while (source.advance()) {
            final long needed = (long) end + source.length();
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("the inputs are larger than 2 GB after " + size
                        + " of them; prove a part of the data, with --from and --to");
            }
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(
                        bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, bytes.length * 2L)));
            }
            if (size == ends.length) {
                ends = Arrays.copyOf(ends, size * 2);
            }
            source.buffer().getBytes(source.offset(), bytes, end, source.length());
            end += source.length();
            ends[size++] = end;
        }
        return new InputTape(OffHeap.copyOf(Arrays.copyOf(bytes, end)), Arrays.copyOf(ends, size), size);
    }

    /** Inputs on the tape. */
    public int size() {
        return size;
    }

    /** The first {@code count} inputs. */
    public InputTape prefix(final int count) {
        return new InputTape(copyTo(offset(count)), ends, count);
    }

    /** The first {@code head} inputs, and then those from {@code from} on. */
    InputTape joined(final int head, final int from) {
        final int skipped = offset(from) - offset(head);
        final int count = head + size - from;
        final UnsafeBuffer joined = OffHeap.allocate(offset(size) - skipped);
        joined.putBytes(0, buffer, 0, offset(head));
        joined.putBytes(offset(head), buffer, offset(from), offset(size) - offset(from));
        final int[] joinedEnds = Arrays.copyOf(ends, count);
        for (int i = head; i < count; i++) {
            joinedEnds[i] = ends[from + i - head] - skipped;
        }
        return new InputTape(joined, joinedEnds, count);
    }

    /** A copy that may be written to. */
    InputTape copy() {
        return new InputTape(copyTo(offset(size)), ends, size);
    }

    private UnsafeBuffer copyTo(final int end) {
        final UnsafeBuffer copied = OffHeap.allocate(end);
        copied.putBytes(0, buffer, 0, end);
        return copied;
    }

    /** Plays all inputs once. */
    public InputSource source() {
        return new TapeSource(this);
    }

    /** Template of an input. */
    public int template(final int index) {
        return Messages.templateId(buffer, block(index) - Messages.HEADER_LENGTH);
    }

    /** When an input was knowable, by its own source. */
    public long eventTimeNs(final int index) {
        return InputMessage.eventTimeNs(buffer, block(index) - Messages.HEADER_LENGTH);
    }

    /** When an input reached the engine. */
    public long receiveTimeNs(final int index) {
        return InputMessage.receiveTimeNs(buffer, block(index) - Messages.HEADER_LENGTH);
    }

    /** The instrument an input is about. */
    public int instrument(final int index) {
        return InputMessage.instrument(buffer, block(index) - Messages.HEADER_LENGTH);
    }

    /** A number of an input: eight bytes at an offset of its block. */
    public long longAt(final int index, final int fieldOffset) {
        return buffer.getLong(block(index) + fieldOffset, ByteOrder.LITTLE_ENDIAN);
    }

    /** A number of an input: four bytes at an offset of its block. */
    public int intAt(final int index, final int fieldOffset) {
        return buffer.getInt(block(index) + fieldOffset, ByteOrder.LITTLE_ENDIAN);
    }

    /** Offset in {@link #buffer} of an input's header; of the end for {@code index == size}. */
    int offset(final int index) {
        if (index < 0 || index > size) {
            throw new IndexOutOfBoundsException("input " + index + " of a tape of " + size);
        }
        return index == 0 ? 0 : ends[index - 1];
    }

    int block(final int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException("input " + index + " of a tape of " + size);
        }
        return offset(index) + Messages.HEADER_LENGTH;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }
}
