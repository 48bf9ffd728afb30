package io.millrace.source;

import java.util.Arrays;
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

    /** When each row counts, by ordinal. */
    private final long[][] timesNs;

    /** Of {@link Recording}, by ordinal. */
    private final int[] kinds;

    private final int[] nextRow;
    private final long[] nextTimeNs;
    private final TimeRuns runs;

    /** At the ordinals that they stand for. */
    private final Recording[] recordings;

    private final boolean recorded;
    private final int[] nextRecorded;

    /** By ordinal: the last of the sources that go together with it, behind it; itself where it goes alone. */
    private final int[] lastTogether;

    /** Of the series of each kind. */
    private final int[] firstOrdinals;

    /** The times of the sources that alone still have rows; null while there are others, or one of a recording. */
    private long[] aloneTimesNs;

    private int firstAlone;

    private Recording recording;
    private int recordedRow;
    private int kind;
    private int source = -1;
    private int lastSource = -1;
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
        this.firstOrdinals = new int[] {
            0,
            this.observations.length,
            this.observations.length + this.bars.length,
            this.observations.length + this.bars.length + this.trades.length
        };
        int count = firstOrdinals[Recording.QUOTE] + this.quotes.length;
        this.timesNs = new long[count][];
        this.kinds = new int[count];
        for (int ordinal = 0; ordinal < count; ordinal++) {
            kinds[ordinal] = kindOf(ordinal);
            timesNs[ordinal] = shared(ordinal, timesOf(kinds[ordinal], ordinal - firstOrdinals[kinds[ordinal]]));
        }
        this.nextRow = new int[count];
        this.nextTimeNs = new long[count];
        this.runs = new TimeRuns(count);
        this.recordings = new Recording[count];
        this.recorded = !recordings.isEmpty();
        this.nextRecorded = new int[count];
        boolean[] placed = new boolean[count];
        recordings.forEach(one -> place(one, placed));
        this.lastTogether = together(placed);
        for (int ordinal = 0; ordinal < count; ordinal = lastTogether[ordinal] + 1) {
            if (this.recordings[ordinal] != null) {
                nextTimeNs[ordinal] = this.recordings[ordinal].receiveNs(0);
                runs.add(ordinal, nextTimeNs[ordinal]);
            } else if (timesNs[ordinal].length > 0 && !placed[ordinal]) {
                nextTimeNs[ordinal] = timesNs[ordinal][0];
                runs.add(ordinal, nextTimeNs[ordinal]);
            }
        }
    }

    /** A universe's bars close together: one array of times is read where each series would have its own. */
    private long[] shared(int ordinal, long[] times) {
        return ordinal > 0 && Arrays.equals(timesNs[ordinal - 1], times) ? timesNs[ordinal - 1] : times;
    }

    /**
     * Neighbours of one kind that have all their times in common go together: they cost the queue one step a time. Not
     * where a time stands twice, because a source's rows of one time come before the next source's.
     */
    private int[] together(boolean[] placed) {
        int[] last = new int[placed.length];
        for (int ordinal = last.length - 1; ordinal >= 0; ordinal--) {
            int next = ordinal + 1;
            boolean joins = next < last.length
                    && timesNs[next] == timesNs[ordinal]
                    && kinds[next] == kinds[ordinal]
                    && !placed[next]
                    && !placed[ordinal]
                    && (last[next] > next || rises(timesNs[ordinal]));
            last[ordinal] = joins ? last[next] : ordinal;
        }
        return last;
    }

    private static boolean rises(long[] times) {
        for (int i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Finds the ordinal of a recording, and marks those of its series. */
    private void place(Recording one, boolean[] placed) {
        int first = placed.length;
        for (int at = 0; at < one.size(); at++) {
            int kindAt = one.kind(at);
            if (kindAt < firstOrdinals.length) {
                int ordinal = firstOrdinals[kindAt] + one.series(at);
                placed[ordinal] = true;
                first = kindAt == Recording.OBSERVATION ? first : Math.min(first, ordinal);
            }
        }
        recordings[first] = one;
    }

    /** Moves to the next row; false at the end. */
    public boolean advance() {
        if (source < lastSource) {
            source++;
            return true;
        }
        if (aloneTimesNs != null) {
            return advanceAlone();
        }
        if (runs.isEmpty()) {
            return false;
        }
        int lane = runs.first();
        timeNs = nextTimeNs[lane];
        if (recorded) {
            recording = recordings[lane];
            if (recording != null) {
                advanceRecorded(lane);
                return true;
            }
        }
        source = lane;
        lastSource = lastTogether[lane];
        kind = kinds[lane];
        if (runs.isSingle() && !recorded) {
            runs.takeFirst();
            aloneTimesNs = timesNs[lane];
            firstAlone = lane;
            row = nextRow[lane];
            return true;
        }
        row = nextRow[lane];
        int next = row + 1;
        nextRow[lane] = next;
        long[] times = timesNs[lane];
        if (next < times.length) {
            long nextNs = Math.max(timeNs, times[next]);
            nextTimeNs[lane] = nextNs;
            runs.moveFirst(lane, nextNs);
        } else {
            runs.takeFirst();
        }
        return true;
    }

    private boolean advanceAlone() {
        int next = row + 1;
        if (next == aloneTimesNs.length) {
            return false;
        }
        source = firstAlone;
        row = next;
        timeNs = Math.max(timeNs, aloneTimesNs[next]);
        return true;
    }

    private void advanceRecorded(int lane) {
        recordedRow = nextRecorded[lane]++;
        kind = recording.kind(recordedRow);
        if (kind < firstOrdinals.length) {
            source = firstOrdinals[kind] + recording.series(recordedRow);
            row = nextRow[source]++;
        } else {
            source = timesNs.length;
            row = recording.series(recordedRow);
        }
        lastSource = source;
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
        return recording.receiveNs(recordedRow);
    }

    /** What the current row is, of {@link Recording}: of a tick or a word about a feed, its number is {@link #row}. */
    int kind() {
        return kind;
    }

    /** What the current row says of its own time; not of ticks and words about feeds. */
    long ownTimeNs() {
        return timesNs[source][row];
    }

    /** The time the current row counts at; never falls. */
    public long timeNs() {
        return timeNs;
    }

    /** True when no further row counts at the time of the current one. */
    public boolean isLastOfItsTime() {
        if (source < lastSource) {
            return false;
        }
        if (aloneTimesNs != null) {
            return row + 1 == aloneTimesNs.length || aloneTimesNs[row + 1] > timeNs;
        }
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
        return kind == Recording.OBSERVATION;
    }

    /** True when the current row is a bar of {@link #bars()}. */
    public boolean isBar() {
        return kind == Recording.BAR;
    }

    public ObservationSeries observations() {
        return observations[source];
    }

    public BarSeries bars() {
        return bars[source - observations.length];
    }

    public TradeSeries trades() {
        return trades[source - firstOrdinals[Recording.TRADE]];
    }

    public QuoteSeries quotes() {
        return quotes[source - firstOrdinals[Recording.QUOTE]];
    }

    private int kindOf(int ordinal) {
        int found = Recording.QUOTE;
        while (ordinal < firstOrdinals[found]) {
            found--;
        }
        return found;
    }

    private long[] timesOf(int ofKind, int place) {
        return switch (ofKind) {
            case Recording.OBSERVATION -> observations[place].knownTimesNs();
            case Recording.BAR -> bars[place].closeTimesNs();
            case Recording.TRADE -> trades[place].timesNs();
            default -> quotes[place].timesNs();
        };
    }
}
