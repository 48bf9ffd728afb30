package io.millrace.event;

import io.millrace.event.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;

/** Walks the messages of one section of a step. Reusable; allocates nothing. */
public final class MessageCursor {
    private static final int FRAME_LENGTH = MessageHeaderDecoder.frameLengthEncodingOffset();

    private DirectBuffer buffer;
    private int next;
    private int end;
    private int current;

    /** Of byte 0 of the buffer; {@link Memory#NONE} for one on the heap. */
    private long address;

    /** Positions before the first message of {@code [from, to)}. */
    public MessageCursor wrap(final DirectBuffer source, final int from, final int to) {
        if (buffer != source) {
            buffer = source;
        }
        final long first = Memory.address(source, from, to - from);
        address = first == Memory.NONE ? Memory.NONE : first - from;
        next = from;
        end = to;
        current = from;
        return this;
    }

    public MessageCursor frames(final Step step) {
        return wrap(step.buffer(), step.inputEnd(), step.framesEnd());
    }

    public MessageCursor outputs(final Step step) {
        return wrap(step.buffer(), step.framesEnd(), step.length());
    }

    /**
     * Moves to the next message.
     *
     * @return false when there is none
     * @throws IllegalStateException if a message would reach beyond the section
     */
    public boolean next() {
        if (next >= end) {
            return false;
        }
        current = next;
        final int length = end - current < Messages.HEADER_LENGTH ? 0 : frameLength();
        if (length < Messages.HEADER_LENGTH || length > end - current) {
            throw new IllegalStateException("a message of " + length + " bytes at offset " + current
                    + " does not fit its section, which ends at " + end);
        }
        next = current + length;
        return true;
    }

    public int templateId() {
        return address == Memory.NONE
                ? Messages.templateId(buffer, current)
                : Memory.getInt(address + current) >>> Short.SIZE;
    }

    public int blockLength() {
        return Messages.blockLength(buffer, current);
    }

    public int version() {
        return Messages.version(buffer, current);
    }

    /** Offset of the message's header. */
    public int offset() {
        return current;
    }

    /** Offset of the message's block. */
    public int block() {
        return current + Messages.HEADER_LENGTH;
    }

    private int frameLength() {
        return address == Memory.NONE
                ? Messages.frameLength(buffer, current)
                : Memory.getInt(address + current + FRAME_LENGTH);
    }

    /** Whole length of the message. */
    public int length() {
        return next - current;
    }
}
