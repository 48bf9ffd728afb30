package io.millrace.venue;

import org.agrona.DirectBuffer;

/**
 * The way out to one venue. Called by the routing stage's thread only, and only after the step that holds the command
 * is journaled to the durability asked for; the answer comes back as an execution report through the inlet.
 */
public interface VenueGateway {
    /**
     * Sends one NEW, CANCEL or REPLACE. The buffer is valid only during the call.
     *
     * @param blockOffset where the block of the OrderCommand message starts (after its header)
     * @param engineTimeNs time of the step that holds it
     */
    void onOrderCommand(DirectBuffer buffer, int blockOffset, long engineTimeNs);
}
