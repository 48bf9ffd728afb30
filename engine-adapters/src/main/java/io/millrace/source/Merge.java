package io.millrace.source;

import java.util.List;

/**
 * Walks several series in the one order the engine accepts: time, then the source's ordinal, then the row's place in
 * its source. Observations and bars count when they are known, a bar at its close; trades and quotes at their time.
 * What is observed comes first: it is known at that time, and so to whoever decides on the bars of that time.
 *
 * <p>Rows keep the order of their source even if their times go backwards (quarantined data): such a row counts at the
 * latest time its source has shown. Not thread-safe; no allocation after construction.
 */
public final class Merge {
    private final ObservationSeries[] observations;
    private final BarSeries[] bars;
    private final TradeSeries[] trades;
    private final QuoteSeries[] quotes;
    private final int[] sizes;
    private final int[] nextRow;
    private final long[] nextTimeNs;
    private final TimeRuns runs;
    private int source = -1;
    private int row = -1;
    private long timeNs;

    public Merge(List<BarSeries> bars, List<TradeSeries> trades) {
        this(List.of(), bars, trades);
    }

    public Merge(List<ObservationSeries> observations, List<BarSeries> bars, List<TradeSeries> trades) {
        this(observations, bars, trades, List.of());
    }

    public Merge(
            List<ObservationSeries> observations,
            List<BarSeries> bars,
            List<TradeSeries> trades,
            List<QuoteSeries> quotes) {
        this.observations = observations.toArray(new ObservationSeries[0]);
        this.bars = bars.toArray(new BarSeries[0]);
        this.trades = trades.toArray(new TradeSeries[0]);
        this.quotes = quotes.toArray(new QuoteSeries[0]);
        int count = this.observations.length + this.bars.length + this.trades.length + this.quotes.length;
        this.sizes = new int[count];
        this.nextRow = new int[count];
        this.nextTimeNs = new long[count];
        this.runs = new TimeRuns(count);
        for (int ordinal = 0; ordinal < count; ordinal++) {
            sizes[ordinal] = sizeOf(ordinal);
            if (sizes[ordinal] > 0) {
                nextTimeNs[ordinal] = timeOf(ordinal, 0);
                runs.add(ordinal, nextTimeNs[ordinal]);
            }
        }
    }

    /** Moves to the next row; false at the end. */
    public boolean advance() {
        if (runs.isEmpty()) {
            return false;
        }
        source = runs.first();
        row = nextRow[source]++;
        timeNs = nextTimeNs[source];
        if (nextRow[source] < sizes[source]) {
            nextTimeNs[source] = Math.max(timeNs, timeOf(source, nextRow[source]));
            runs.moveFirst(source, nextTimeNs[source]);
        } else {
            runs.takeFirst();
        }
        return true;
    }

    /** The time the current row counts at; never falls. */
    public long timeNs() {
        return timeNs;
    }

    /** True when no further row counts at the time of the current one. */
    public boolean isLastOfItsTime() {
        return runs.isEmpty() || runs.firstTimeNs() > timeNs;
    }

    /** Ordinal of the current row's source: observations, bars, trades, quotes, each in the order given. */
    public int source() {
        return source;
    }

    public int row() {
        return row;
    }

    /** True when the current row is a value of {@link #observations()}. */
    public boolean isObservation() {
        return source < observations.length;
    }

    /** True when the current row is a bar of {@link #bars()}. */
    public boolean isBar() {
        return !isObservation() && source - observations.length < bars.length;
    }

    /** True when the current row is one of {@link #quotes()}; what is nothing else is one of {@link #trades()}. */
    public boolean isQuote() {
        return source >= observations.length + bars.length + trades.length;
    }

    public ObservationSeries observations() {
        return observations[source];
    }

    public BarSeries bars() {
        return bars[source - observations.length];
    }

    public TradeSeries trades() {
        return trades[source - observations.length - bars.length];
    }

    public QuoteSeries quotes() {
        return quotes[source - observations.length - bars.length - trades.length];
    }

    private int sizeOf(int ordinal) {
        if (ordinal < observations.length) {
            return observations[ordinal].size();
        }
        int rest = ordinal - observations.length;
        if (rest < bars.length) {
            return bars[rest].size();
        }
        rest -= bars.length;
        return rest < trades.length ? trades[rest].size() : quotes[rest - trades.length].size();
    }

    private long timeOf(int ordinal, int at) {
        if (ordinal < observations.length) {
            return observations[ordinal].knownTimeNs(at);
        }
        int rest = ordinal - observations.length;
        if (rest < bars.length) {
            return bars[rest].closeTimeNs(at);
        }
        rest -= bars.length;
        return rest < trades.length ? trades[rest].timeNs(at) : quotes[rest - trades.length].timeNs(at);
    }
}
