package io.millrace.journal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds and verifies frames (layout: package description). One per thread. The record buffer and its view are made
 * once, so that neither direction allocates.
 */
public final class Frame {
    /** Bytes before the payload. */
    public static final int HEADER_LENGTH = 32;

    /** Bytes around a payload. */
    public static final int OVERHEAD = HEADER_LENGTH + Integer.BYTES;

    /** The payload is a difference: see {@link RecordUnpacker}. */
    static final int FLAG_PACKED = 1;

    /** This record, and with it those behind, is read without those before. */
    static final int FLAG_RESTART = 2;

    private static final int KNOWN_FLAGS = FLAG_PACKED | FLAG_RESTART;

    static final int MAGIC = 0x4A4D;
    static final int VERSION = 2;

    /** Before payloads were packed: no flags. */
    private static final int FIRST_VERSION = 1;

    static final int VERSION_AT = 2;
    static final int TYPE_AT = 3;
    static final int SCHEMA_AT = 4;
    static final int FLAGS_AT = 6;
    static final int SEQUENCE_AT = 8;
    static final int PREVIOUS_CRC_AT = 16;
    static final int LENGTH_AT = 20;
    static final int TIME_AT = 24;
    private static final int SCHEMA = 1;

    private final CRC32C crc = new CRC32C();

    /**
     * Writes a whole frame at the start of {@code target}.
     *
     * @param view a direct buffer over the same memory; its position and limit are moved
     * @param flags those of the payload, from {@link RecordPacker#flags}
     * @param length bytes of the payload as it stands in the frame
     * @return the frame's crc, the next frame's {@code previousCrc}
     */
    public int encode(
            final UnsafeBuffer target,
            final ByteBuffer view,
            final int type,
            final int flags,
            final long sequence,
            final int previousCrc,
            final long timeNs,
            final int length) {
        target.putShort(0, (short) MAGIC, LITTLE_ENDIAN);
        target.putByte(VERSION_AT, (byte) VERSION);
        target.putByte(TYPE_AT, (byte) type);
        target.putShort(SCHEMA_AT, (short) SCHEMA, LITTLE_ENDIAN);
        target.putShort(FLAGS_AT, (short) flags, LITTLE_ENDIAN);
        target.putLong(SEQUENCE_AT, sequence, LITTLE_ENDIAN);
        target.putInt(PREVIOUS_CRC_AT, previousCrc, LITTLE_ENDIAN);
        target.putInt(LENGTH_AT, length, LITTLE_ENDIAN);
        target.putLong(TIME_AT, timeNs, LITTLE_ENDIAN);
        final int value = crc(view, 0, HEADER_LENGTH + length);
        target.putInt(HEADER_LENGTH + length, value, LITTLE_ENDIAN);
        return value;
    }

    /**
     * Verifies the frame at {@code offset}, but not its place in the chain.
     *
     * @param view      a direct buffer over the same memory with the same origin; its position and limit are moved
     * @param available bytes of the document, which the frame must fill exactly
     * @return null when good, else what is wrong
     */
    public String verify(final DirectBuffer source, final ByteBuffer view, final int offset, final int available) {
        if (available < OVERHEAD) {
            return "a record of " + available + " bytes is shorter than an empty frame of " + OVERHEAD;
        }
        final int magic = source.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
        if (magic != MAGIC) {
            return "the frame begins with " + Integer.toHexString(magic) + ", expected " + Integer.toHexString(MAGIC);
        }
        final int version = source.getByte(offset + VERSION_AT) & 0xFF;
        if (version != VERSION && version != FIRST_VERSION) {
            return "the frame has version " + version + ", this program reads versions " + FIRST_VERSION + " and "
                    + VERSION;
        }
        final int length = length(source, offset);
        if (length != available - OVERHEAD) {
            return "the frame says its payload has " + length + " bytes, the document has room for "
                    + (available - OVERHEAD);
        }
        final int expected = crc(source, offset);
        final int actual = crc(view, offset, HEADER_LENGTH + length);
        if (expected != actual) {
            return "crc is " + Integer.toHexString(actual) + ", the frame says " + Integer.toHexString(expected);
        }
        if ((flags(source, offset) & ~(version == VERSION ? KNOWN_FLAGS : 0)) != 0) {
            return "unknown flags " + Integer.toHexString(flags(source, offset)) + " in version " + version;
        }
        return RecordType.known(type(source, offset)) ? null : "unknown record type " + type(source, offset);
    }

    public static int type(final DirectBuffer source, final int offset) {
        return source.getByte(offset + TYPE_AT) & 0xFF;
    }

    static int flags(final DirectBuffer source, final int offset) {
        return source.getShort(offset + FLAGS_AT, LITTLE_ENDIAN) & 0xFFFF;
    }

    public static long sequence(final DirectBuffer source, final int offset) {
        return source.getLong(offset + SEQUENCE_AT, LITTLE_ENDIAN);
    }

    public static int previousCrc(final DirectBuffer source, final int offset) {
        return source.getInt(offset + PREVIOUS_CRC_AT, LITTLE_ENDIAN);
    }

    public static long timeNs(final DirectBuffer source, final int offset) {
        return source.getLong(offset + TIME_AT, LITTLE_ENDIAN);
    }

    public static int length(final DirectBuffer source, final int offset) {
        return source.getInt(offset + LENGTH_AT, LITTLE_ENDIAN);
    }

    /** The crc the frame carries. */
    public static int crc(final DirectBuffer source, final int offset) {
        return source.getInt(offset + HEADER_LENGTH + length(source, offset), LITTLE_ENDIAN);
    }

    private int crc(final ByteBuffer view, final int from, final int length) {
        // A duplicate or slice would allocate; moving the one view's limits does not.
        view.limit(from + length).position(from);
        crc.reset();
        crc.update(view);
        return (int) crc.getValue();
    }
}
