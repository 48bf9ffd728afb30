package io.millrace.venue;

import io.millrace.event.codec.Liquidity;

/** Fees by instrument. Immutable, any thread. */
public final class InstrumentFees implements FeeSchedule {
    private final FeeTerms[] terms;

    /**
     * @param byInstrument in id order
     */
    public InstrumentFees(final FeeTerms... byInstrument) {
        terms = byInstrument.clone();
    }

    @Override
    public long fee(final int instrument, final long quantity, final long price, final Liquidity liquidity) {
        return terms[instrument].fill(quantity, price, liquidity);
    }

    @Override
    public long minimum(final int instrument) {
        return terms[instrument].minimum();
    }
}
