package io.millrace.source;

import java.util.List;
import java.util.Map;

/**
 * What loading gave. Series are in the order of their sources; that place is a series' ordinal in {@link Merge},
 * bars before trades.
 *
 * @param bars series of bars
 * @param trades series of trades
 * @param notices what was assumed or changed, for the user to see
 * @param issueCounts bad rows by kind; empty under the strict policy
 * @param issues the bad rows, each named, up to a thousand of each kind
 */
public record DataSet(
        List<BarSeries> bars,
        List<TradeSeries> trades,
        List<String> notices,
        Map<IssueKind, Long> issueCounts,
        List<DataIssue> issues) {
    public DataSet {
        bars = List.copyOf(bars);
        trades = List.copyOf(trades);
        notices = List.copyOf(notices);
        issueCounts = Map.copyOf(issueCounts);
        issues = List.copyOf(issues);
    }

    /** Rows that could be represented, good or to be quarantined. */
    public long rows() {
        long rows = 0;
        for (BarSeries series : bars) {
            rows += series.size();
        }
        for (TradeSeries series : trades) {
            rows += series.size();
        }
        return rows;
    }

    /** Rows that could not be represented and were left out. */
    public long droppedRows() {
        long dropped = 0;
        for (Map.Entry<IssueKind, Long> entry : issueCounts.entrySet()) {
            dropped += entry.getKey().dropped() ? entry.getValue() : 0;
        }
        return dropped;
    }
}
