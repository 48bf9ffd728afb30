package io.millrace.report;

/** Sharpe ratio over a moving window of daily returns; the window shrinks for short runs. */
final class RollingSharpe {
    private static final int FEWEST_RETURNS = 20;

    private final double[] values;
    private final int window;

    private RollingSharpe(final double[] values, final int window) {
        this.values = values;
        this.window = window;
    }

    static RollingSharpe of(final DayEnds days, final int marketDays) {
        final double[] returns = days.returns();
        final double periodsPerYear = days.perYear(marketDays);
        final int window = Math.max(FEWEST_RETURNS, Math.min((int) (periodsPerYear / 4), returns.length / 3));
        final double[] values = new double[Math.max(0, returns.length - window + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Moments.of(returns, i, i + window).sharpe(periodsPerYear);
        }
        return new RollingSharpe(values, window);
    }

    int window() {
        return window;
    }

    int size() {
        return values.length;
    }

    double value(final int index) {
        return values[index];
    }

    /** Index of the day end at which the value was known. */
    int dayIndex(final int index) {
        return index + window;
    }
}
