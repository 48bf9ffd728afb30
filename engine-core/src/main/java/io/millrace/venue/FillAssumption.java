package io.millrace.venue;

import io.millrace.fixed.Fixed;

/**
 * Three readings of one configuration: what cannot be known about fills is assumed against us, as configured, or for
 * us. Fees, latency, the participation cap and the order of events within a bar are the same in all three. The three
 * results are assumptions, not bounds: a strategy that does something else after another fill may earn more on the
 * pessimistic one.
 */
public enum FillAssumption {
    /**
     * Limits must be traded through; slippage, its spread part and both impacts are twice as configured, and never
     * below 5 bps; the whole displayed size, if not more, is ahead of us and nobody of it cancels.
     */
    PESSIMISTIC,
    /** The configuration as it stands. */
    NEUTRAL,
    /** Limits fill on touch; no slippage, no impact; nobody is ahead of us. */
    OPTIMISTIC;

    private static final long LEAST_SLIPPAGE = 5 * Fixed.ONE / 10_000;

    /** The configuration under this assumption. */
    public VenueConfig of(final VenueConfig config) {
        final FillRules fills = config.fills();
        return switch (this) {
            case NEUTRAL -> config;
            case PESSIMISTIC ->
                config.with(config.slippage().doubled(LEAST_SLIPPAGE))
                        .with(new FillRules(
                                fills.participationRate(), false, Math.max(Fixed.ONE, fills.queueAhead()), false));
            case OPTIMISTIC ->
                config.with(SlippageModel.NONE).with(new FillRules(fills.participationRate(), true, 0, true));
        };
    }
}
