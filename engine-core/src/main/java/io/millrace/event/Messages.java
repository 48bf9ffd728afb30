package io.millrace.event;

import io.millrace.event.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Reads the header of a message in place. */
public final class Messages {
    /** Bytes before a message's block. */
    public static final int HEADER_LENGTH = MessageHeaderDecoder.ENCODED_LENGTH;

    private Messages() {}

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
