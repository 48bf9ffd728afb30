package io.millrace.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The quality of loaded data: bad rows by kind, and what looks wrong among the good ones. For people to judge and for
 * {@code data validate} to hold against a threshold; nothing is removed by it.
 *
 * @param rows rows read, the dropped ones included
 * @param counts faults and suspicions by kind
 * @param examples some of each kind, in the order of sources and lines
 */
public record DataReport(long rows, Map<IssueKind, Long> counts, List<DataIssue> examples) {
    /** An outlier's log return lies further than this many median absolute deviations (unscaled) from the median. */
    public static final double OUTLIER_MADS = 10.0;

    /** This many bars in a row with the same open, high, low and close are a stale run. */
    public static final int STALE_BARS = 5;

    /** Examples kept of each kind and series. */
    public static final int MAX_EXAMPLES = 10;

    public DataReport {
        counts = Map.copyOf(counts);
        examples = List.copyOf(examples);
    }

    /** Examines data loaded with {@link RowPolicy#QUARANTINE}, so that its bad rows are known. */
    public static DataReport of(DataSet data) {
        Collector found = new Collector();
        found.counts.putAll(data.issueCounts());
        Map<IssueKind, Integer> taken = new EnumMap<>(IssueKind.class);
        for (DataIssue issue : data.issues()) {
            if (taken.merge(issue.kind(), 1, Integer::sum) <= MAX_EXAMPLES) {
                found.examples.add(issue);
            }
        }
        for (BarSeries series : data.bars()) {
            outliers(series, found);
            staleRuns(series, found);
            new GapScan(series).run(found);
        }
        return new DataReport(data.rows() + data.droppedRows(), found.counts, found.examples);
    }

    /** Bad rows as a fraction of all; outliers, stale runs and gaps are suspicions and do not count. */
    public double badFraction() {
        long bad = 0;
        for (Map.Entry<IssueKind, Long> entry : counts.entrySet()) {
            bad += entry.getKey().ofRow() ? entry.getValue() : 0;
        }
        return rows == 0 ? 0 : bad / (double) rows;
    }

    public long count(IssueKind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    private static void outliers(BarSeries series, Collector found) {
        double[] returns = new double[Math.max(0, series.size() - 1)];
        int[] rowOf = new int[returns.length];
        int used = 0;
        for (int i = 1; i < series.size(); i++) {
            if (series.close(i) > 0 && series.close(i - 1) > 0) {
                rowOf[used] = i;
                returns[used++] = StrictMath.log(series.close(i) / (double) series.close(i - 1));
            }
        }
        double median = median(Arrays.copyOf(returns, used));
        double[] deviations = new double[used];
        for (int i = 0; i < used; i++) {
            deviations[i] = Math.abs(returns[i] - median);
        }
        double limit = OUTLIER_MADS * median(deviations.clone());
        // Without any spread (mostly unchanged prices) every move would be an outlier: say nothing.
        for (int i = 0; i < used && limit > 0; i++) {
            if (deviations[i] > limit) {
                String expected = "expected within " + (float) limit + " of the median " + (float) median;
                found.add(
                        IssueKind.OUTLIER,
                        series,
                        rowOf[i],
                        "log return",
                        Float.toString((float) returns[i]),
                        expected);
            }
        }
    }

    private static void staleRuns(BarSeries series, Collector found) {
        int start = 0;
        for (int i = 1; i <= series.size(); i++) {
            if (i < series.size() && isSame(series, i, start)) {
                continue;
            }
            if (i - start >= STALE_BARS) {
                found.add(
                        IssueKind.STALE_RUN,
                        series,
                        start,
                        "bars unchanged",
                        Integer.toString(i - start),
                        "expected fewer than " + STALE_BARS + " in a row");
            }
            start = i;
        }
    }

    private static boolean isSame(BarSeries series, int a, int b) {
        return series.close(a) == series.close(b)
                && series.open(a) == series.open(b)
                && series.high(a) == series.high(b)
                && series.low(a) == series.low(b);
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return 0;
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /** Counts all, keeps a few of each kind and series. */
    static final class Collector {
        private final Map<IssueKind, Long> counts = new EnumMap<>(IssueKind.class);
        private final List<DataIssue> examples = new ArrayList<>();
        private BarSeries lastSeries;
        private IssueKind lastKind;
        private int taken;

        void add(IssueKind kind, BarSeries series, int row, String field, String value, String expected) {
            counts.merge(kind, 1L, Long::sum);
            taken = series == lastSeries && kind == lastKind ? taken + 1 : 1;
            lastSeries = series;
            lastKind = kind;
            if (taken <= MAX_EXAMPLES) {
                String where = series.symbol() + " " + RowReader.iso(series.openTimeNs(row)) + " " + field;
                examples.add(new DataIssue(series.symbol(), kind, series.line(row), where, value, expected));
            }
        }
    }
}
