package io.millrace.engine;

import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.venue.VenueGateway;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Carries order commands from the route stage to the simulated venue, which lives on the intake's thread. One writer,
 * one reader; the order of the commands is kept.
 */
final class OrderHandOff implements VenueGateway {
    private static final int MESSAGE_TYPE = 1;
    private static final int BYTES = 1 << 20;
    private static final int TIME_LENGTH = Long.BYTES;

    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private final MessageHandler deliver = this::deliver;
    private VenueGateway target;

    /** Written by the route stage before it tells the step's sequence, by which the intake sees it. */
    private long sent;

    private long delivered;

    @Override
    public void onOrderCommand(final DirectBuffer buffer, final int blockOffset, final long engineTimeNs) {
        final int index = ring.tryClaim(MESSAGE_TYPE, TIME_LENGTH + OrderCommandDecoder.BLOCK_LENGTH);
        if (index < 0) {
            throw new IllegalStateException(
                    "more than " + BYTES + " bytes of order commands in one step: a strategy orders without end");
        }
        final MutableDirectBuffer memory = ring.buffer();
        memory.putLong(index, engineTimeNs);
        memory.putBytes(index + TIME_LENGTH, buffer, blockOffset, OrderCommandDecoder.BLOCK_LENGTH);
        ring.commit(index);
        sent++;
    }

    /**
     * Hands everything that waits to the venue; on the intake's thread, once the step that sent it is known to be
     * routed.
     */
    void drainTo(final VenueGateway venue) {
        // A read ends where the ring does, also in front of commands that begin anew at its start.
        while (delivered < sent) {
            target = venue;
            delivered += ring.read(deliver);
        }
    }

    private void deliver(final int type, final MutableDirectBuffer buffer, final int offset, final int messageLength) {
        target.onOrderCommand(buffer, offset + TIME_LENGTH, buffer.getLong(offset));
    }
}
