package io.millrace.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a payload as what differs from one before it, and reads it back. Steps of a kind are alike: most of their
 * words are those of the step before, so about a third of the bytes is left to append, to write and to keep.
 *
 * <pre>
 *   length:2 | for each 64 words: a bit for each, 1 = changed:(words + 7) / 8 | the changed words:4 each | rest:0-3
 * </pre>
 *
 * <p>Little-endian. What a payload is held against is the last one in its slot, {@code length % 64}, or zeros: both
 * sides keep the slots, so what was written must be read from a {@link #restart} on, and in order. Writing does not
 * branch on a word, because which of them change is not to be foretold. One thread; allocates nothing.
 */
final class DeltaCoder implements AutoCloseable {
    /** The longest payload, in bytes. */
    static final int LONGEST = 4096;

    /** What may be written beyond a payload's own length: its length, the bits, and a word behind the last. */
    static final int LONGEST_EXTRA = Short.BYTES + LONGEST / Integer.BYTES / Byte.SIZE + Integer.BYTES;

    private static final int SLOTS = 64;
    private static final int GROUP = Long.SIZE;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(SLOTS * LONGEST);
    private final UnsafeBuffer slots = new UnsafeBuffer(memory);

    /** A bit for each slot that was used since the restart; the others hold what counts as zeros. */
    private long used;

    /** Where the last payload stands in {@link #payload}, and its length. */
    private int offset;

    private int length;

    /** Forgets all payloads. */
    void restart() {
        used = 0;
    }

    /** @return the bytes written at {@code to}; up to {@link #LONGEST_EXTRA} more than the payload has are touched */
    int encode(
            final DirectBuffer source,
            final int from,
            final int bytes,
            final MutableDirectBuffer target,
            final int to) {
        enter(bytes);
        target.putShort(to, (short) bytes, LITTLE_ENDIAN);
        final int words = bytes / Integer.BYTES;
        int at = to + Short.BYTES;
        for (int first = 0; first < words; first += GROUP) {
            at = encodeGroup(source, from, first, Math.min(GROUP, words - first), target, at);
        }
        for (int i = words * Integer.BYTES; i < bytes; i++) {
            final byte value = source.getByte(from + i);
            target.putByte(at++, value);
            slots.putByte(offset + i, value);
        }
        return at - to;
    }

    /**
     * Reads what was encoded; afterwards {@link #payload}, {@link #offset} and {@link #length} tell where it is.
     *
     * @param bytes that were written
     * @return false when this was not written by {@link #encode}
     */
    boolean decode(final DirectBuffer source, final int from, final int bytes) {
        final int plain = bytes < Short.BYTES ? -1 : source.getShort(from, LITTLE_ENDIAN) & 0xFFFF;
        if (plain < 0 || plain > LONGEST) {
            return false;
        }
        enter(plain);
        final int end = from + bytes;
        final int words = plain / Integer.BYTES;
        int at = from + Short.BYTES;
        for (int first = 0; at >= 0 && first < words; first += GROUP) {
            at = decodeGroup(source, at, end, first, Math.min(GROUP, words - first));
        }
        final int rest = plain % Integer.BYTES;
        if (at < 0 || at + rest != end) {
            return false;
        }
        slots.putBytes(offset + words * Integer.BYTES, source, at, rest);
        return true;
    }

    /** Gives the memory back at once: readers come and go in a process that hardly collects. */
    @Override
    public void close() {
        slots.wrap(0, 0);
        BufferUtil.free(memory);
    }

    DirectBuffer payload() {
        return slots;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    private void enter(final int bytes) {
        final int slot = bytes % SLOTS;
        offset = slot * LONGEST;
        length = bytes;
        if ((used & 1L << slot) == 0) {
            used |= 1L << slot;
            slots.setMemory(offset, LONGEST, (byte) 0);
        }
    }

    private int encodeGroup(
            final DirectBuffer source,
            final int from,
            final int first,
            final int words,
            final MutableDirectBuffer target,
            final int to) {
        final int bitsLength = bitsLength(words);
        int at = to + bitsLength;
        long bits = 0;
        for (int i = 0; i < words; i++) {
            final int word = (first + i) * Integer.BYTES;
            final int value = source.getInt(from + word);
            final int difference = value ^ slots.getInt(offset + word);
            slots.putInt(offset + word, value);
            final int changed = (difference | -difference) >>> 31;
            target.putInt(at, value);
            at += changed * Integer.BYTES;
            bits |= (long) changed << i;
        }
        for (int i = 0; i < bitsLength; i++) {
            target.putByte(to + i, (byte) (bits >>> (i * Byte.SIZE)));
        }
        return at;
    }

    /** @return where the next group begins; negative when this one does not end within the record */
    private int decodeGroup(
            final DirectBuffer source, final int from, final int end, final int first, final int words) {
        final int bitsLength = bitsLength(words);
        if (from + bitsLength > end) {
            return -1;
        }
        long bits = 0;
        for (int i = 0; i < bitsLength; i++) {
            bits |= (source.getByte(from + i) & 0xFFL) << (i * Byte.SIZE);
        }
        int at = from + bitsLength;
        if (at + Long.bitCount(bits) * Integer.BYTES > end || (words < GROUP && bits >>> words != 0)) {
            return -1;
        }
        for (long left = bits; left != 0; left &= left - 1) {
            final int word = first + Long.numberOfTrailingZeros(left);
            slots.putInt(offset + word * Integer.BYTES, source.getInt(at));
            at += Integer.BYTES;
        }
        return at;
    }

    private static int bitsLength(final int words) {
        return (words + Byte.SIZE - 1) / Byte.SIZE;
    }
}
