package io.millrace.event;

import io.millrace.event.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Reads and writes the header of a message in place. */
public final class Messages {
    /** Bytes before a message's block. */
    public static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;

    private static final long SCHEMA_AND_VERSION =
            ((long) MessageHeaderDecoder.SCHEMA_ID << 32) | ((long) MessageHeaderDecoder.SCHEMA_VERSION << 48);

    private Messages() {}

    /** Writes the header of a message whose first byte is at this address of {@link Memory}. */
    public static void writeHeader(
            final long address, final int templateId, final int blockLength, final int frameLength) {
        // The four numbers lie side by side: one store instead of four, several times a step.
        Memory.putLong(address, SCHEMA_AND_VERSION | ((long) templateId << 16) | blockLength);
        Memory.putInt(address + 8, frameLength);
    }

    /**
     * Writes the header of a message without groups.
     *
     * @return length of the whole message
     */
    public static int writeHeader(
            final MutableDirectBuffer buffer, final int offset, final int templateId, final int blockLength) {
        final int frameLength = HEADER_LENGTH + blockLength;
        buffer.putLong(offset, SCHEMA_AND_VERSION | ((long) templateId << 16) | blockLength, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(offset + 8, frameLength, ByteOrder.LITTLE_ENDIAN);
        return frameLength;
    }

    public static int blockLength(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    public static int templateId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    public static int version(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + 6, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    /** Length of the whole message: header, block and groups. The next message starts there. */
    public static int frameLength(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + 8, ByteOrder.LITTLE_ENDIAN);
    }
}
