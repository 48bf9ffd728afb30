package io.millrace.event;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Numbers of messages at addresses outside the heap, little-endian, at any alignment.
 *
 * <p>A buffer finds its memory anew at every access: is there an array, where does it begin. Who reads or writes many
 * numbers of one message asks once, by {@link #address}, and then pays one load or store for each. An address is good
 * while its buffer is reachable and not wrapped anew; bounds are checked, if at all, when it is asked for.
 */
public final class Memory {
    /** No address: the bytes are in an array on the heap, as in some tests. */
    public static final long NONE = 0;

    private static final boolean SWAPPED = ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN;

    private Memory() {}

    /** Where these bytes of a buffer are, or {@link #NONE}. */
    public static long address(final DirectBuffer buffer, final int index, final int length) {
        if (UnsafeBuffer.SHOULD_BOUNDS_CHECK) {
            buffer.boundsCheck(index, length);
        }
        return buffer.byteArray() == null ? buffer.addressOffset() + index : NONE;
    }

    public static long getLong(final long address) {
        final long bits = UnsafeApi.getLong(address);
        return SWAPPED ? Long.reverseBytes(bits) : bits;
    }

    public static int getInt(final long address) {
        final int bits = UnsafeApi.getInt(address);
        return SWAPPED ? Integer.reverseBytes(bits) : bits;
    }

    public static double getDouble(final long address) {
        return Double.longBitsToDouble(getLong(address));
    }

    public static void putLong(final long address, final long value) {
        UnsafeApi.putLong(address, SWAPPED ? Long.reverseBytes(value) : value);
    }

    public static void putInt(final long address, final int value) {
        UnsafeApi.putInt(address, SWAPPED ? Integer.reverseBytes(value) : value);
    }

    /** The low 16 bits. */
    public static void putShort(final long address, final int value) {
        UnsafeApi.putShort(address, SWAPPED ? Short.reverseBytes((short) value) : (short) value);
    }

    public static void putDouble(final long address, final double value) {
        putLong(address, Double.doubleToRawLongBits(value));
    }
}
