package io.millrace.event;

import org.agrona.DirectBuffer;

/** Walks the messages of one section of a step. Reusable; allocates nothing. */
public final class MessageCursor {
    /** Read by it and never by an address: a step that grows while its messages are walked moves to other memory. */
    private DirectBuffer buffer;

    private int next;
    private int end;
    private int current;

    /** Positions before the first message of {@code [from, to)}. */
    public MessageCursor wrap(final DirectBuffer source, final int from, final int to) {
        buffer = source;
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
        final int length = end - current < Messages.HEADER_LENGTH ? 0 : Messages.frameLength(buffer, current);
        if (length < Messages.HEADER_LENGTH || length > end - current) {
            throw new IllegalStateException("a message of " + length + " bytes at offset " + current
                    + " does not fit its section, which ends at " + end);
        }
        next = current + length;
        return true;
    }

    public int templateId() {
        return Messages.templateId(buffer, current);
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

    /** Whole length of the message. */
    public int length() {
        return next - current;
    }
}
