package io.millrace.engine;

import io.millrace.event.OffHeap;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.venue.VenueGateway;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Carries order commands from the route stage to the simulated venue, which lives on the intake's thread, in their
 * order.
 *
 * <p>The two take turns: the intake reads what a step sent once it is told that the step is routed, and gives the next
 * step only after that. So the telling of a step's sequence, and the ring that hands the next step on, are all that
 * orders the memory here, and the buffer begins anew after each reading.
 */
final class OrderHandOff implements VenueGateway {
    private static final int BYTES = 1 << 20;
    private static final int TIME_LENGTH = Long.BYTES;
    private static final int LENGTH = TIME_LENGTH + (OrderCommandDecoder.BLOCK_LENGTH + 7) / 8 * 8;

    private final UnsafeBuffer commands = OffHeap.allocate(BYTES);
    private int end;

    @Override
    public void onOrderCommand(final DirectBuffer buffer, final int blockOffset, final long engineTimeNs) {
        if (end + LENGTH > BYTES) {
            throw new IllegalStateException(
                    "more than " + BYTES + " bytes of order commands in one step: a strategy orders without end");
        }
        commands.putLong(end, engineTimeNs);
        commands.putBytes(end + TIME_LENGTH, buffer, blockOffset, OrderCommandDecoder.BLOCK_LENGTH);
        end += LENGTH;
    }

    /**
     * Hands everything that waits to the venue; on the intake's thread, once the step that sent it is known to be
     * routed.
     */
    void drainTo(final VenueGateway venue) {
        if (end > 0) {
            deliver(venue);
            end = 0;
        }
    }

    private void deliver(final VenueGateway venue) {
        for (int at = 0; at < end; at += LENGTH) {
            venue.onOrderCommand(commands, at + TIME_LENGTH, commands.getLong(at));
        }
    }
}
