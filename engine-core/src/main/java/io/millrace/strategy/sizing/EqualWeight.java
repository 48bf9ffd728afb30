package io.millrace.strategy.sizing;

/**
 * The same share for each of so many places: {@code invested / places}, whatever the number of places taken.
 *
 * <p>Source: DeMiguel, Garlappi and Uppal, Optimal Versus Naive Diversification, Review of Financial Studies 22 (2009).
 *
 * @param places at least 1
 * @param invested share of equity that all places together have
 */
public record EqualWeight(int places, double invested) {
    public EqualWeight {
        if (places < 1) {
            throw new IllegalArgumentException("equal weight: places is " + places + "; expected 1 or more");
        }
        SizingRange.check("invested", invested, SizingRange.MOST_LEVERAGE);
    }

    /** Share of equity of one place. */
    public double weight() {
        return invested / places;
    }
}
