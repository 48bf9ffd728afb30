package io.millrace.source;

import java.util.List;

/**
 * Walks several series in the one order the engine accepts: time, then the source's ordinal, then the row's place in
 * its source. Observations and bars count when they are known, a bar at its close; trades and quotes at their time.
 * What is observed comes first: it is known at that time, and so to whoever decides on the bars of that time.
 *
 * <p>Rows keep the order of their source even if their times go backwards (quarantined data): such a row counts at the
 * latest time its source has shown. Rows of a {@link Recording} are as one source with the ordinal of its first bars,
 * trades or quotes: they come in their recorded order and count when they were received, and so do the signals between
 * them. Not thread-safe; no allocation after construction.
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

    /** At the ordinals that they stand for. */
    private final Recording[] recordings;

    private final int[] nextRecorded;

    /** Of the series of each kind. */
    private final int[] firstOrdinals;

    private Recording recording;
    private int recorded;
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
        this(observations, bars, trades, quotes, List.of());
    }

    public Merge(
            List<ObservationSeries> observations,
            List<BarSeries> bars,
            List<TradeSeries> trades,
            List<QuoteSeries> quotes,
            List<Recording> recordings) {
        this.observations = observations.toArray(new ObservationSeries[0]);
        this.bars = bars.toArray(new BarSeries[0]);
        this.trades = trades.toArray(new TradeSeries[0]);
        this.quotes = quotes.toArray(new QuoteSeries[0]);
        int count = this.observations.length + this.bars.length + this.trades.length + this.quotes.length;
        this.sizes = new int[count];
        this.nextRow = new int[count];
        this.nextTimeNs = new long[count];
        this.runs = new TimeRuns(count);
        this.recordings = new Recording[count];
        this.nextRecorded = new int[count];
        this.firstOrdinals = new int[] {
            0,
            this.observations.length,
            this.observations.length + this.bars.length,
            this.observations.length + this.bars.length + this.trades.length
        };
        boolean[] recorded = new boolean[count];
        recordings.forEach(one -> place(one, recorded));
        for (int ordinal = 0; ordinal < count; ordinal++) {
            sizes[ordinal] = sizeOf(ordinal);
            if (this.recordings[ordinal] != null) {
                nextTimeNs[ordinal] = this.recordings[ordinal].receiveNs(0);
                runs.add(ordinal, nextTimeNs[ordinal]);
            } else if (sizes[ordinal] > 0 && !recorded[ordinal]) {
                nextTimeNs[ordinal] = timeOf(ordinal, 0);
                runs.add(ordinal, nextTimeNs[ordinal]);
            }
        }
    }

    /** Finds the ordinal of a recording, and marks those of its series. */
    private void place(Recording one, boolean[] recorded) {
        int first = recorded.length;
        for (int at = 0; at < one.size(); at++) {
            int kind = one.kind(at);
            if (kind < firstOrdinals.length) {
                int ordinal = firstOrdinals[kind] + one.series(at);
                recorded[ordinal] = true;
                first = kind == Recording.OBSERVATION ? first : Math.min(first, ordinal);
            }
        }
        recordings[first] = one;
    }

    /** Moves to the next row; false at the end. */
    public boolean advance() {
        if (runs.isEmpty()) {
            return false;
        }
        int lane = runs.first();
        timeNs = nextTimeNs[lane];
        recording = recordings[lane];
        if (recording != null) {
            advanceRecorded(lane);
            return true;
        }
        source = lane;
        row = nextRow[source]++;
        if (nextRow[source] < sizes[source]) {
            nextTimeNs[source] = Math.max(timeNs, timeOf(source, nextRow[source]));
            runs.moveFirst(source, nextTimeNs[source]);
        } else {
            runs.takeFirst();
        }
        return true;
    }

    private void advanceRecorded(int lane) {
        recorded = nextRecorded[lane]++;
        int kind = recording.kind(recorded);
        if (kind < firstOrdinals.length) {
            source = firstOrdinals[kind] + recording.series(recorded);
            row = nextRow[source]++;
        } else {
            source = sizes.length;
            row = recording.series(recorded);
        }
        if (nextRecorded[lane] < recording.size()) {
            nextTimeNs[lane] = Math.max(timeNs, recording.receiveNs(nextRecorded[lane]));
            runs.moveFirst(lane, nextTimeNs[lane]);
        } else {
            runs.takeFirst();
        }
    }

    /** What the current row was recorded in; null when it is of no journal. */
    Recording recording() {
        return recording;
    }

    /** When the current row of a recording was received. */
    long receiveNs() {
        return recording.receiveNs(recorded);
    }

    /** True when the current row is a tick of a recording, whose number is {@link #row}. */
    boolean isTick() {
        return source == sizes.length && recording.kind(recorded) == Recording.TICK;
    }

    /** True when the current row is a word about a feed of a recording, whose number is {@link #row}. */
    boolean isStatus() {
        return source == sizes.length && !isTick();
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
        return source >= observations.length + bars.length + trades.length && source < sizes.length;
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
