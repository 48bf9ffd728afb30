package io.millrace.indicator;

import java.util.List;

/** Share of the n inputs before this one that were less. O(log n) comparisons and a block copy a bar. */
final class PercentRank extends WindowIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "prank",
            "percentile rank, 0 to 100",
            "100 * (how many of x[t-1], ..., x[t-n] are less than x[t]) / n; an equal one is not less; first value at"
                    + " bar n + 1; takes log2(n) steps and a move of up to n numbers a bar",
            "PercentRank of Connors and Alvarez, An Introduction to ConnorsRSI (2012)",
            List.of(IndicatorParameter.bars("period", 100, "number of inputs before the current one")),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new PercentRank(spec.whole(0), new WindowRanks(spec.whole(0))));

    private final double period;
    private final WindowRanks window;

    private PercentRank(final int period, final WindowRanks window) {
        super(period + 1, window);
        this.period = period;
        this.window = window;
    }

    @Override
    public void update(final double input, final BarValues bar) {
        if (window.isFull()) {
            emit(100 * window.below(input) / period);
        }
        window.add(input);
    }
}
