package io.millrace.portfolio;

import io.millrace.event.codec.Side;

/** What the ledger reports by itself. Called on the decide thread, after the fill is fully booked. */
public interface LedgerListener {
    /**
     * A position went from flat to open and back to flat, or through zero to the other side.
     *
     * @param side BUY = it was long
     * @param entryTimeNs time of the fill that opened it
     * @param exitTimeNs time of the fill that closed it
     * @param maxQuantity largest absolute position held, at 1e-8
     * @param entryPrice average over all opening fills, at 1e-8
     * @param exitPrice average over all closing fills, at 1e-8
     * @param pnl after fees, exact, at 1e-8; the fee of a fill through zero is split by quantity
     * @param fees of all fills of the trip, at 1e-8
     */
    void onRoundTrip(
            int sleeve,
            int instrument,
            Side side,
            long entryTimeNs,
            long exitTimeNs,
            long maxQuantity,
            long entryPrice,
            long exitPrice,
            long pnl,
            long fees);
}
