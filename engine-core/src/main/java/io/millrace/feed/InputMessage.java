package io.millrace.feed;

import io.millrace.event.Memory;
import io.millrace.event.Messages;
import io.millrace.event.Step;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Reads what every input message starts its block with: event time, receive time, instrument, source. */
public final class InputMessage {
    private InputMessage() {}

    /** When the event was knowable, by its own source. */
    public static long eventTimeNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + Messages.HEADER_LENGTH, ByteOrder.LITTLE_ENDIAN);
    }

    /** When the event reached the engine. */
    public static long receiveTimeNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + Messages.HEADER_LENGTH + 8, ByteOrder.LITTLE_ENDIAN);
    }

    /** {@link #eventTimeNs(DirectBuffer, int)} of a step's input. */
    public static long eventTimeNs(final Step step) {
        return Memory.getLong(step.addressOf(step.inputBlock()));
    }

    /** {@link #receiveTimeNs(DirectBuffer, int)} of a step's input. */
    public static long receiveTimeNs(final Step step) {
        return Memory.getLong(step.addressOf(step.inputBlock()) + 8);
    }

    public static int instrument(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + Messages.HEADER_LENGTH + 16, ByteOrder.LITTLE_ENDIAN);
    }

    public static int source(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + Messages.HEADER_LENGTH + 20, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
