package io.millrace.portfolio;

import io.millrace.event.codec.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Keeps the round trips of each sleeve as text that can be compared. */
final class RecordingTrips implements LedgerListener {
    final List<List<String>> bySleeve = new ArrayList<>();

    RecordingTrips(final int sleeves) {
        for (int i = 0; i < sleeves; i++) {
            bySleeve.add(new ArrayList<>());
        }
    }

    @Override
    public void onRoundTrip(
            final int sleeve,
            final int instrument,
            final Side side,
            final long entryTimeNs,
            final long exitTimeNs,
            final long maxQuantity,
            final long entryPrice,
            final long exitPrice,
            final long pnl,
            final long fees) {
        bySleeve.get(sleeve)
                .add(NaiveLedger.trip(
                        instrument,
                        side.name(),
                        entryTimeNs,
                        exitTimeNs,
                        decimal(maxQuantity),
                        decimal(entryPrice),
                        decimal(exitPrice),
                        decimal(pnl),
                        decimal(fees)));
    }

    private static BigDecimal decimal(final long value) {
        return BigDecimal.valueOf(value, 8);
    }
}
