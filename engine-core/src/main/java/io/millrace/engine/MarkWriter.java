package io.millrace.engine;

import io.millrace.event.Memory;
import io.millrace.event.Step;
import io.millrace.event.codec.MarkEncoder;
import io.millrace.portfolio.Ledger;

/**
 * Values sleeves: at their bars, at the first price after a fill, and at the end of a session. One whose value did not
 * change since its last mark is not marked again. Decide thread; no allocation.
 */
final class MarkWriter {
    private static final int UNCOUNTED = -1;

    private final StrategySlot[] slots;
    private final Ledger ledger;
    private final CurrencyDesk currencies;
    private final OutputWriter output;

    /** Views that await a price after a fill; counted when first asked for, as the state may be a restored one. */
    private int awaiting = UNCOUNTED;

    MarkWriter(
            final StrategySlot[] slots, final Ledger ledger, final CurrencyDesk currencies, final OutputWriter output) {
        this.slots = slots;
        this.ledger = ledger;
        this.currencies = currencies;
        this.output = output;
    }

    void write(final AssetView view) {
        final long equity = ledger.equity(view.slot().id());
        final long position = view.position();
        if (view.awaitsPrice()) {
            awaiting = awaiting() - 1;
        }
        if (view.isNewValue(equity, position)) {
            tell(view, equity, position);
        }
    }

    /** A fill comes before the price that caused it: at the last one the sleeve would be worth what it never was. */
    void onFill(final AssetView view) {
        if (!view.awaitsPrice()) {
            awaiting = awaiting() + 1;
            view.awaitPrice();
        }
    }

    /** The instrument of these views has a price. */
    void onPrice(final AssetView[] views) {
        if (awaiting() == 0) {
            return;
        }
        for (final AssetView view : views) {
            if (view.awaitsPrice()) {
                write(view);
            }
        }
    }

    /** Nothing comes after this: what happened since the last bar must be in the last marks. */
    void onSessionDown() {
        for (final StrategySlot slot : slots) {
            final long equity = ledger.equity(slot.id());
            AssetView stale = null;
            boolean told = false;
            for (int asset = 0; asset < slot.assets(); asset++) {
                final AssetView view = slot.view(asset);
                final boolean differs = view.isMarked() && !view.isMarkedAt(equity);
                if (view.position() != 0 || view.wasHolding() || view.awaitsPrice()) {
                    told |= differs;
                    write(view);
                } else if (differs) {
                    stale = view;
                }
            }
            if (stale != null && !told) {
                write(stale);
            }
        }
    }

    private int awaiting() {
        if (awaiting == UNCOUNTED) {
            awaiting = 0;
            for (final StrategySlot slot : slots) {
                for (int asset = 0; asset < slot.assets(); asset++) {
                    awaiting += slot.view(asset).awaitsPrice() ? 1 : 0;
                }
            }
        }
        return awaiting;
    }

    private void tell(final AssetView view, final long equity, final long position) {
        final int sleeve = view.slot().id();
        final Step step = output.step();
        final long at = step.addressOf(step.claim(MarkEncoder.TEMPLATE_ID, MarkEncoder.BLOCK_LENGTH));
        Memory.putLong(at + MarkEncoder.equityEncodingOffset(), equity);
        Memory.putLong(at + MarkEncoder.cashEncodingOffset(), ledger.cash(sleeve));
        Memory.putLong(at + MarkEncoder.positionEncodingOffset(), position);
        Memory.putLong(at + MarkEncoder.priceEncodingOffset(), view.lastPrice());
        Memory.putLong(at + MarkEncoder.realisedPnlEncodingOffset(), ledger.realisedPnl(sleeve));
        Memory.putLong(at + MarkEncoder.feesEncodingOffset(), ledger.fees(sleeve));
        Memory.putLong(at + MarkEncoder.exposureEncodingOffset(), ledger.grossExposure(sleeve));
        Memory.putLong(at + MarkEncoder.costEncodingOffset(), ledger.costBasis(sleeve, view.instrumentId()));
        Memory.putInt(at + MarkEncoder.instrumentEncodingOffset(), view.instrumentId());
        Memory.putShort(at + MarkEncoder.strategyEncodingOffset(), sleeve);
        currencies.writeMarks(sleeve);
    }
}
