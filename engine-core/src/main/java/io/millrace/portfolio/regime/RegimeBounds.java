package io.millrace.portfolio.regime;

import io.millrace.event.codec.RegimeState;

/**
 * Where one state ends and the next begins, and the rules that say so. Pure functions.
 *
 * @param calm volatility index below this is low; 15
 * @param stressed volatility index above this is high; 25
 * @param slopeLow slope below this, in percentage points, speaks for a contraction; 0, an inverted curve
 * @param slopeHigh slope above this speaks for an expansion; 0.5
 * @param pmiLow index below this speaks for a contraction; 48
 * @param pmiHigh index above this speaks for an expansion; 50
 */
public record RegimeBounds(
        double calm, double stressed, double slopeLow, double slopeHigh, double pmiLow, double pmiHigh) {
    /** The bounds of the catalogue. */
    public static final RegimeBounds STANDARD = new RegimeBounds(15, 25, 0, 0.5, 48, 50);

    /**
     * Bull above the average with a gain, bear below it with a loss, else neutral.
     *
     * @param momentum change over the look-back; only its sign counts
     * @return null before the values are warm
     */
    public static RegimeState trend(final double close, final double average, final double momentum) {
        if (Double.isNaN(close) || Double.isNaN(average) || Double.isNaN(momentum)) {
            return null;
        }
        if (close > average && momentum > 0) {
            return RegimeState.BULL;
        }
        return close < average && momentum < 0 ? RegimeState.BEAR : RegimeState.NEUTRAL;
    }

    /** Low, normal or high; both bounds are normal. Null while there is no value. */
    public RegimeState volatility(final double index) {
        if (Double.isNaN(index)) {
            return null;
        }
        if (index < calm) {
            return RegimeState.LOW;
        }
        return index > stressed ? RegimeState.HIGH : RegimeState.NORMAL;
    }

    /**
     * Slope and index have a voice each when present: for an expansion, for a contraction, or for neither. More voices
     * for one than for the other decide; a tie is a slowdown.
     *
     * @return null while there is neither
     */
    public RegimeState macro(final double slope, final double pmi) {
        if (Double.isNaN(slope) && Double.isNaN(pmi)) {
            return null;
        }
        final int voices = voice(slope, slopeLow, slopeHigh) + voice(pmi, pmiLow, pmiHigh);
        if (voices > 0) {
            return RegimeState.EXPANSION;
        }
        return voices < 0 ? RegimeState.CONTRACTION : RegimeState.SLOWDOWN;
    }

    /** Comparisons with NaN are false: what is absent has no voice. */
    private static int voice(final double value, final double low, final double high) {
        if (value > high) {
            return 1;
        }
        return value < low ? -1 : 0;
    }
}
