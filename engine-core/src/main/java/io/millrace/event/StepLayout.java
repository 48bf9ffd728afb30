package io.millrace.event;

import io.millrace.event.codec.StepHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Where things lie in the bytes of a recorded step, and whether they can lie there. */
public final class StepLayout {
    private static final int BLOCK = Messages.HEADER_LENGTH;

    private StepLayout() {}

    public static long sequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + BLOCK, ByteOrder.LITTLE_ENDIAN);
    }

    public static long engineTimeNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + BLOCK + 8, ByteOrder.LITTLE_ENDIAN);
    }

    /** Length of the input message. */
    public static int inputLength(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + BLOCK + 16, ByteOrder.LITTLE_ENDIAN);
    }

    public static int framesLength(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + BLOCK + 20, ByteOrder.LITTLE_ENDIAN);
    }

    public static int outputsLength(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + BLOCK + 24, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Checks that the bytes are one whole step of a schema this build reads.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static void check(final DirectBuffer buffer, final int offset, final int length) {
        if (length <= Step.INPUT_OFFSET || length > Step.MAX_LENGTH) {
            throw new IllegalArgumentException("not a step: " + length + " bytes");
        }
        if (Messages.templateId(buffer, offset) != StepHeaderDecoder.TEMPLATE_ID) {
            throw new IllegalArgumentException(
                    "not a step: template " + Messages.templateId(buffer, offset) + " at its start");
        }
        final long sections =
                (long) inputLength(buffer, offset) + framesLength(buffer, offset) + outputsLength(buffer, offset);
        if (sections != length - Step.INPUT_OFFSET
                || inputLength(buffer, offset) < Messages.HEADER_LENGTH
                || framesLength(buffer, offset) < 0
                || outputsLength(buffer, offset) < 0) {
            throw new IllegalArgumentException("not a step: its sections do not add up to its " + length + " bytes");
        }
    }
}
