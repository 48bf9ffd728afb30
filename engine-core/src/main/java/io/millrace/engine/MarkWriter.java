package io.millrace.engine;

import io.millrace.portfolio.Ledger;

/** Values sleeves. One whose value did not change since its last mark is not marked again. */
final class MarkWriter {
    private final Ledger ledger;
    private final OutputWriter output;

    MarkWriter(final Ledger ledger, final OutputWriter output) {
        this.ledger = ledger;
        this.output = output;
    }

    void write(final AssetView view) {
        final long equity = view.equity();
        final long position = view.position();
        if (!view.isNewValue(equity, position)) {
            return;
        }
        final int sleeve = view.slot().id();
        output.mark(sleeve, view.instrumentId())
                .equity(equity)
                .cash(ledger.cash(sleeve))
                .position(position)
                .price(view.lastPrice())
                .realisedPnl(ledger.realisedPnl(sleeve))
                .fees(ledger.fees(sleeve));
    }
}
