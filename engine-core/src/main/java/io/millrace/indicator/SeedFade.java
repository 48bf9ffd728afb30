package io.millrace.indicator;

/**
 * After how many bars the seed of a recursive indicator has lost its weight.
 *
 * <p>The seed's error shrinks by the same share every bar. Below a ten-thousandth of it, it is less than 0.1 % of the
 * value even if the market was ten times as restless when the indicator was started.
 */
final class SeedFade {
    /** Times the weight has to fall by a factor of e to be below 1/10,000. */
    private static final double FOLDS = StrictMath.log(10_000);

    /** The same for a smoothing of a smoothing, whose weight falls as (1 + y) * exp(-y). */
    private static final double FOLDS_OF_TWO = 12.5;

    private SeedFade() {}

    /** For {@link ExponentialMean}. */
    static int ofExponential(final int period) {
        return bars(FOLDS, (period - 1.0) / (period + 1.0));
    }

    /** For {@link WilderMean}. */
    static int ofWilder(final int period) {
        return bars(FOLDS, (period - 1.0) / period);
    }

    /** For a {@link WilderMean} of what is itself smoothed by Wilder. */
    static int ofWilderTwice(final int period) {
        return bars(FOLDS_OF_TWO, (period - 1.0) / period);
    }

    /** @param kept share of the seed that is left a bar later, from 0 (nothing) to below 1 */
    private static int bars(final double folds, final double kept) {
        return kept == 0 ? 0 : (int) StrictMath.ceil(folds / -StrictMath.log(kept));
    }
}
