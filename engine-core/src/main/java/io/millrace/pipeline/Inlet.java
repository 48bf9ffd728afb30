package io.millrace.pipeline;

import io.millrace.event.Messages;
import io.millrace.feed.InputSource;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The only door into a running engine: network threads, clocks and the control side write whole input messages, from
 * any thread; the decode stage reads them, on one thread, as an {@link InputSource}.
 *
 * <p>A full inlet refuses ({@link #offer} returns false) and never waits: who writes decides whether to try again
 * (orders, fills, commands) or to conflate (market data).
 */
public final class Inlet implements InputSource {
    private static final int MESSAGE_TYPE = 1;
    private static final int MAX_MESSAGE = 4_096;

    private final ManyToOneRingBuffer ring;
    private final UnsafeBuffer current = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_MESSAGE));
    private final MessageHandler copyOut = this::copy;
    private int length;
    private volatile boolean closed;

    /** An inlet of {@code bytes}, a power of two. */
    public Inlet(final int bytes) {
        ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(bytes + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    /**
     * Writes one input message. Thread safe.
     *
     * @return false when there is no room now
     * @throws IllegalArgumentException if the length is not the one that the message's header says, or too long
     */
    public boolean offer(final DirectBuffer source, final int offset, final int messageLength) {
        if (messageLength > MAX_MESSAGE || Messages.frameLength(source, offset) != messageLength) {
            throw new IllegalArgumentException("an input message of " + messageLength + " bytes; expected what its"
                    + " header says, at most " + MAX_MESSAGE);
        }
        return ring.write(MESSAGE_TYPE, source, offset, messageLength);
    }

    /** Says that nothing will be written any more; what is inside is still read. Thread safe. */
    public void close() {
        closed = true;
    }

    /** Bytes waiting to be read. Thread safe. */
    public int backlogBytes() {
        return ring.size();
    }

    @Override
    public boolean advance() {
        return ring.read(copyOut, 1) > 0;
    }

    @Override
    public boolean exhausted() {
        return closed && ring.size() == 0;
    }

    @Override
    public DirectBuffer buffer() {
        return current;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return length;
    }

    private void copy(final int type, final MutableDirectBuffer source, final int offset, final int messageLength) {
        current.putBytes(0, source, offset, messageLength);
        length = Messages.frameLength(current, 0);
    }
}
