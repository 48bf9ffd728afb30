package io.millrace.book;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;

/**
 * What market data is held against beyond its plain validity. Immutable; fractions at 1e-8.
 *
 * <p>On for an account, where a bad print may trade; off for research, where data is judged before it is used ({@code
 * DataReport}) and a true jump (a split, an earnings gap) must not cost bars that other back-testers see.
 *
 * @param outlierMads a change beyond so many median absolute deviations from the median change, and beyond the jump
 *     limit, is an outlier; 0 = off, at most {@link #MAX_MADS}
 * @param outlierWindow accepted prices of each series that median and deviation are taken of; 16 to {@link #MAX_WINDOW}
 * @param tickJump fall of a trade's price or a quote's middle that is no outlier yet; a rise by the inverse factor
 * @param barJump the same from close to close of bars up to 4 hours; grows with the square root of longer ones, and
 *     extremes that the close took back may go twice as far
 * @param confirmations prices in a row at a new level, the last of which is accepted; 1 to {@link #MAX_CONFIRMATIONS}
 * @param staleBars so many bars in a row with the same four prices raise an alert; 0 = off, else from 2
 * @param gaps missing bars raise an alert
 */
public record MarketRules(
        int outlierMads,
        int outlierWindow,
        long tickJump,
        long barJump,
        int confirmations,
        int staleBars,
        boolean gaps) {
    /** Upper bound of {@link #outlierMads}. */
    public static final int MAX_MADS = 1_000;

    /** Upper bound of {@link #outlierWindow}. */
    public static final int MAX_WINDOW = 1_024;

    /** Upper bound of {@link #confirmations}. */
    public static final int MAX_CONFIRMATIONS = 100;

    private static final int MAX_STALE = 1_000_000;
    private static final long PERCENT = Fixed.ONE / 100;
    private static final int FOUR_HOURS = 4 * 3_600;

    /** 10 deviations of 64 changes; 10 % a tick, 25 % a bar, accepted at the third; alerts on 5 equal bars and gaps. */
    public static MarketRules account() {
        return new MarketRules(10, 64, 10 * PERCENT, 25 * PERCENT, 3, 5, true);
    }

    /** As for an account, with everything off. */
    public static MarketRules research() {
        return new MarketRules(0, 64, 10 * PERCENT, 25 * PERCENT, 3, 0, false);
    }

    /** Reads the keys {@code market.*}; what is not set is as in {@code preset}. Violations go to the reader. */
    public static MarketRules read(final SettingsReader reader, final MarketRules preset) {
        final int stale = reader.integer("market.staleBars", preset.staleBars, 0, MAX_STALE);
        if (stale == 1) {
            reader.violation(reader.where("market.staleBars") + " is \"1\"; expected 0 (off) or 2 or more");
        }
        return new MarketRules(
                reader.integer("market.outlierMads", preset.outlierMads, 0, MAX_MADS),
                reader.integer("market.outlierWindow", preset.outlierWindow, PriceWindow.FEWEST, MAX_WINDOW),
                reader.fixed("market.tickJump", preset.tickJump, PERCENT / 100, 99 * PERCENT),
                reader.fixed("market.barJump", preset.barJump, PERCENT / 100, 99 * PERCENT),
                reader.integer("market.confirmations", preset.confirmations, 1, MAX_CONFIRMATIONS),
                stale,
                reader.flag("market.gaps", preset.gaps));
    }

    /** Writes every key that {@link #read} reads. */
    public void write(final Settings settings, final String origin) {
        settings.put("market.outlierMads", Integer.toString(outlierMads), origin);
        settings.put("market.outlierWindow", Integer.toString(outlierWindow), origin);
        settings.put("market.tickJump", Fixed.format(tickJump), origin);
        settings.put("market.barJump", Fixed.format(barJump), origin);
        settings.put("market.confirmations", Integer.toString(confirmations), origin);
        settings.put("market.staleBars", Integer.toString(staleBars), origin);
        settings.put("market.gaps", Boolean.toString(gaps), origin);
    }

    boolean judgesOutliers() {
        return outlierMads > 0;
    }

    PriceWindow tickWindow() {
        return window(logJump(tickJump));
    }

    PriceWindow barWindow(final int timeframeSeconds) {
        final double lengths = Math.max(1, timeframeSeconds / (double) FOUR_HOURS);
        return window(logJump(barJump) * StrictMath.sqrt(lengths));
    }

    private PriceWindow window(final double jump) {
        return new PriceWindow(outlierWindow, jump, outlierMads, confirmations);
    }

    private static double logJump(final long fall) {
        return -StrictMath.log(1 - Fixed.toDouble(fall));
    }
}
