package io.millrace.venue;

import io.millrace.fixed.Fixed;
import java.util.List;

/**
 * What taking costs beyond the price the market shows; the parts are added. Market orders and triggered stops pay it; a
 * limit that takes a print pays it up to its limit, any other limit never. Rates are fractions at 1e-8.
 *
 * <ul>
 *   <li>fixed: {@code price * rate};
 *   <li>spread: {@code spreadFraction * (ask - bid)} of the quote in force; where there are no quotes
 *       {@code spreadFraction * assumedSpread * price}. A fill at a bar's open or at a print is a fill at mid, so 0.5
 *       is the honest fraction there; on quotes the touch is paid already;
 *   <li>square root: {@code price * rootImpact * sigma * sqrt(Q / V)}, with sigma the volatility and V the volume of
 *       one interval (a bar; without bars a minute of prints) and Q what our orders of that side take in it. On quotes
 *       the linear walk beyond the touch stands in its place.
 * </ul>
 *
 * <p>The square-root law: Torre, "BARRA Market Impact Model Handbook" (1997); Grinold and Kahn, "Active Portfolio
 * Management" (2nd ed., 2000, ch. 16); Toth et al., "Anomalous price impact and the critical nature of liquidity in
 * financial markets", Phys. Rev. X 1 (2011), with a coefficient near 1. Sigma over root V is the same for any length of
 * interval as long as prices diffuse, which is why bars of any length may be used. Sigma is Parkinson's, from the
 * ranges of the intervals before ("The extreme value method for estimating the variance of the rate of return", Journal
 * of Business 53, 1980), averaged with the decay 0.94 of RiskMetrics (1996). The whole order pays the price of its last
 * unit, half as much again as the law's average: an assumption on the careful side.
 *
 * @param rate fixed adverse shift
 * @param spreadFraction share of the spread paid on top
 * @param assumedSpread the spread as a fraction of the price where no quotes are known
 * @param walkRate quotes only: shift per touch size that an order reaches beyond the touch
 * @param rootImpact coefficient of the square-root law; 0 = off, about 1 is what studies find
 */
public record SlippageModel(long rate, long spreadFraction, long assumedSpread, long walkRate, long rootImpact) {
    /** Fills at the price shown. */
    public static final SlippageModel NONE = new SlippageModel(0, 0, 0, 0, 0);

    static final long LARGEST_COEFFICIENT = 10 * Fixed.ONE;

    SlippageModel withRate(final long value) {
        return new SlippageModel(value, spreadFraction, assumedSpread, walkRate, rootImpact);
    }

    SlippageModel withWalk(final long value) {
        return new SlippageModel(rate, spreadFraction, assumedSpread, value, rootImpact);
    }

    /** Twice as dear, and at least {@code least} in any case. */
    SlippageModel doubled(final long least) {
        final long limit = Fixed.ONE - 1;
        return new SlippageModel(
                Math.min(limit, Math.max(least, 2 * rate)),
                Math.min(LARGEST_COEFFICIENT, 2 * spreadFraction),
                assumedSpread,
                Math.min(limit, 2 * walkRate),
                Math.min(LARGEST_COEFFICIENT, 2 * rootImpact));
    }

    void validate(final List<String> violations) {
        final String fraction = "a fraction at 1e-8 in [0, 100000000); 1 bp is 10000";
        final String coefficient = "0 to 10 (at 1e-8)";
        VenueConfig.check(violations, isFraction(rate), "slippage", rate, fraction);
        VenueConfig.check(violations, isFraction(walkRate), "impact", walkRate, fraction);
        VenueConfig.check(violations, isFraction(assumedSpread), "spread", assumedSpread, fraction);
        VenueConfig.check(violations, isCoefficient(spreadFraction), "spreadFraction", spreadFraction, coefficient);
        VenueConfig.check(violations, isCoefficient(rootImpact), "rootImpact", rootImpact, coefficient);
    }

    private static boolean isFraction(final long value) {
        return value >= 0 && value < Fixed.ONE;
    }

    private static boolean isCoefficient(final long value) {
        return value >= 0 && value <= LARGEST_COEFFICIENT;
    }
}
