package io.millrace.source;

import java.util.Arrays;

/**
 * Values of a named series, such as a volatility index or search interest, in columns; immutable. Times in nanoseconds
 * UTC.
 *
 * <p>A value may be used from {@link #knownTimeNs} on, which is later than the time it is about: using it earlier is
 * looking ahead. Both times never fall from row to row.
 */
public final class ObservationSeries {
    private final String name;
    private final long[] observedTimeNs;
    private final long[] knownTimeNs;
    private final double[] values;
    private final int[] lines;

    private ObservationSeries(String name, long[] observedTimeNs, long[] knownTimeNs, double[] values, int[] lines) {
        this.name = name;
        this.observedTimeNs = observedTimeNs;
        this.knownTimeNs = knownTimeNs;
        this.values = values;
        this.lines = lines;
    }

    /**
     * A series from columns in memory; copied.
     *
     * @param observedTimeNs what each value is about, never falling
     * @param knownTimeNs when each value was known, never falling and never before what it is about
     * @param lines where each value stands in its file
     */
    static ObservationSeries of(String name, long[] observedTimeNs, long[] knownTimeNs, double[] values, int[] lines) {
        return new ObservationSeries(name, observedTimeNs.clone(), knownTimeNs.clone(), values.clone(), lines.clone());
    }

    /** {@link #of(String, long[], long[], double[], int[])} for values that come from no file. */
    public static ObservationSeries of(String name, long[] observedTimeNs, long[] knownTimeNs, double[] values) {
        return of(name, observedTimeNs, knownTimeNs, values, new int[values.length]);
    }

    /**
     * What matters to a run over {@code [fromNs, toNs]}: the values that become known within it, and of the earlier
     * ones the newest alone, because it is what anybody knows at the start.
     */
    public ObservationSeries within(long fromNs, long toNs) {
        int first = 0;
        while (first + 1 < values.length && knownTimeNs[first + 1] <= fromNs) {
            first++;
        }
        int end = first;
        while (end < values.length && knownTimeNs[end] <= toNs) {
            end++;
        }
        return new ObservationSeries(
                name,
                Arrays.copyOfRange(observedTimeNs, first, end),
                Arrays.copyOfRange(knownTimeNs, first, end),
                Arrays.copyOfRange(values, first, end),
                Arrays.copyOfRange(lines, first, end));
    }

    public String name() {
        return name;
    }

    public int size() {
        return values.length;
    }

    /** What the value is about: the start of its day, week or month, or an instant. */
    public long observedTimeNs(int row) {
        return observedTimeNs[row];
    }

    /** From when on the value may be used. */
    public long knownTimeNs(int row) {
        return knownTimeNs[row];
    }

    /** {@link #knownTimeNs(int)} of all rows; not a copy. */
    long[] knownTimesNs() {
        return knownTimeNs;
    }

    public double value(int row) {
        return values[row];
    }

    /** Line of the file the value came from, from 1. */
    public int line(int row) {
        return lines[row];
    }
}
