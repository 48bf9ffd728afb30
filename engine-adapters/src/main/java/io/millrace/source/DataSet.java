package io.millrace.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What loading gave. Series are in the order of their sources; that place is a series' ordinal in {@link Merge},
 * observations before bars before trades before quotes.
 *
 * @param bars series of bars
 * @param trades series of trades
 * @param notices what was assumed or changed, for the user to see
 * @param issueCounts bad rows by kind; empty under the strict policy
 * @param issues the bad rows, each named, up to a thousand of each kind
 * @param observations series of observations; the place is the engine's id of the series
 * @param quotes series of quotes
 * @param recordings of series out of journals: the order in which their rows come again
 */
public record DataSet(
        List<BarSeries> bars,
        List<TradeSeries> trades,
        List<String> notices,
        Map<IssueKind, Long> issueCounts,
        List<DataIssue> issues,
        List<ObservationSeries> observations,
        List<QuoteSeries> quotes,
        List<Recording> recordings) {
    private static final int MAX_NAMED = 20;

    public DataSet {
        bars = List.copyOf(bars);
        trades = List.copyOf(trades);
        notices = List.copyOf(notices);
        issueCounts = Map.copyOf(issueCounts);
        issues = List.copyOf(issues);
        observations = List.copyOf(observations);
        quotes = List.copyOf(quotes);
        recordings = List.copyOf(recordings);
    }

    /** A set of which nothing was recorded. */
    public DataSet(
            List<BarSeries> bars,
            List<TradeSeries> trades,
            List<String> notices,
            Map<IssueKind, Long> issueCounts,
            List<DataIssue> issues,
            List<ObservationSeries> observations,
            List<QuoteSeries> quotes) {
        this(bars, trades, notices, issueCounts, issues, observations, quotes, List.of());
    }

    /** A set without observations and quotes. */
    public DataSet(
            List<BarSeries> bars,
            List<TradeSeries> trades,
            List<String> notices,
            Map<IssueKind, Long> issueCounts,
            List<DataIssue> issues) {
        this(bars, trades, notices, issueCounts, issues, List.of(), List.of());
    }

    /** Several sets as one, their sources in the order given. */
    public static DataSet joined(List<DataSet> sets) {
        List<BarSeries> bars = new ArrayList<>();
        List<TradeSeries> trades = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        Map<IssueKind, Long> counts = new EnumMap<>(IssueKind.class);
        List<DataIssue> issues = new ArrayList<>();
        List<ObservationSeries> observations = new ArrayList<>();
        List<QuoteSeries> quotes = new ArrayList<>();
        List<Recording> recordings = new ArrayList<>();
        for (DataSet set : sets) {
            for (Recording recording : set.recordings()) {
                recordings.add(recording.behind(observations.size(), bars.size(), trades.size(), quotes.size()));
            }
            bars.addAll(set.bars());
            trades.addAll(set.trades());
            notices.addAll(set.notices());
            set.issueCounts().forEach((kind, count) -> counts.merge(kind, count, Long::sum));
            issues.addAll(set.issues());
            observations.addAll(set.observations());
            quotes.addAll(set.quotes());
        }
        return new DataSet(
                bars, trades, TimeframeNotices.joined(notices), counts, issues, observations, quotes, recordings);
    }

    /** The same with other bars, as many of them. */
    public DataSet withBars(List<BarSeries> others) {
        return new DataSet(others, trades, notices, issueCounts, issues, observations, quotes, recordings);
    }

    /** The same with these observations, in the engine's order of its series. */
    public DataSet withObservations(List<ObservationSeries> series) {
        List<Recording> others = new ArrayList<>();
        recordings.forEach(recording -> others.add(recording.withoutObservations()));
        return new DataSet(bars, trades, notices, issueCounts, issues, series, quotes, others);
    }

    /** The same with more to be told. */
    public DataSet withNotices(List<String> more) {
        List<String> all = new ArrayList<>(notices);
        all.addAll(more);
        return new DataSet(bars, trades, all, issueCounts, issues, observations, quotes, recordings);
    }

    /** True when observations are among what was recorded. */
    boolean hasRecordedObservations() {
        return recordings.stream().anyMatch(Recording::hasObservations);
    }

    /** True when a recorded run's ticks of the clock come again. */
    public boolean hasTicks() {
        return recordings.stream().anyMatch(Recording::hasTicks);
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
        for (QuoteSeries series : quotes) {
            rows += series.size();
        }
        return rows;
    }

    /**
     * A line for each row that did not become an input, with file, line and reason; then how many more there are. Empty
     * when none was left out.
     */
    public List<String> leftOut() {
        List<String> lines = new ArrayList<>();
        long dropped = droppedRows();
        for (DataIssue issue : issues) {
            if (issue.kind().dropped() && lines.size() < MAX_NAMED) {
                lines.add(issue.source() + ": left out " + issue.text() + " ("
                        + issue.kind().text() + ")");
            }
        }
        if (dropped > lines.size()) {
            lines.add((dropped - lines.size()) + " more rows were left out for reasons like these");
        }
        return lines;
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
