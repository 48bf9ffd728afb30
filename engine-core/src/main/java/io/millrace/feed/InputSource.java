package io.millrace.feed;

import org.agrona.DirectBuffer;

/**
 * Where inputs come from, one message after another in their final order: a file, a recorded journal, the inlet.
 *
 * <p>A message is an input of the schema with its header. It stays readable until the next {@link #advance}.
 */
public interface InputSource {
    /**
     * Moves to the next message.
     *
     * @return false when none is there now; {@link #exhausted} tells whether one can still come
     */
    boolean advance();

    /** True when no message will ever come again. */
    boolean exhausted();

    DirectBuffer buffer();

    /** Offset of the current message's header. */
    int offset();

    /** Length of the current message, header included. */
    int length();

    /** The step in which the current message was journaled; 0 when it was not. */
    default long recordedSequence() {
        return 0;
    }
}
