package io.millrace.indicator;

import io.millrace.book.ClosedBar;
import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/**
 * The indicators of every stream (an instrument at one timeframe), each wanted one kept once.
 *
 * <p>Streams and slots are dense numbers from 0, given out while strategies are wired. An indicator asked for later
 * starts to warm up then. Owned by the indicator stage, one thread; allocates only in {@link #addStream} and {@link
 * #request}.
 */
public final class IndicatorBank implements Stateful {
    private static final int FIRST_STREAMS = 16;

    private IndicatorStream[] streams = new IndicatorStream[FIRST_STREAMS];
    private final BarValues bar = new BarValues();
    private int streamCount;

    /** Adds a stream without indicators and returns its number. */
    public int addStream() {
        return addStream(CalendarRegistry.find(CalendarRegistry.ALWAYS_OPEN));
    }

    /** Adds a stream of a market with sessions of its own: what counts by the session begins anew with each. */
    public int addStream(final TradingCalendar calendar) {
        if (streamCount == streams.length) {
            streams = Arrays.copyOf(streams, 2 * streamCount);
        }
        streams[streamCount] = new IndicatorStream(calendar, bar);
        return streamCount++;
    }

    /**
     * Makes sure that a stream has an indicator.
     *
     * @return the slot of the output the specification names; equal specifications share it, and all outputs of an
     *     indicator are in consecutive slots
     */
    public int request(final int stream, final IndicatorSpec spec) {
        return stream(stream).request(spec);
    }

    /**
     * Takes one complete bar.
     *
     * @param openTimeNs start of the bar, ns since 1970-01-01 UTC: what falls into one session is decided by it
     * @throws IllegalArgumentException if a number is not finite; then nothing has changed
     */
    public void update(
            final int stream,
            final long openTimeNs,
            final double open,
            final double high,
            final double low,
            final double close,
            final double volume) {
        stream(stream).update(openTimeNs, open, high, low, close, volume);
    }

    /**
     * Takes one complete bar whose numbers are fixed ones: what no indicator asks for is not converted.
     *
     * @param address of {@link io.millrace.event.Memory}, where the values of all slots are written, 8 bytes each
     */
    public void update(final int stream, final ClosedBar closed, final long address) {
        stream(stream).update(closed, address);
    }

    /**
     * From now on prices and volumes are in new units, {@code to} for {@code from} old ones; the values so far as well.
     * No indicator sees a step: inside, all go on in the units they began with.
     */
    public void split(final int stream, final int to, final int from) {
        stream(stream).split((double) to / from);
    }

    /** Slots of a stream. */
    public int count(final int stream) {
        return stream(stream).count();
    }

    /** The value after the last bar, NaN during warm-up. */
    public double value(final int stream, final int slot) {
        return stream(stream).value(slot);
    }

    /** Copies the values of all slots to the start of {@code target} and returns how many there are. */
    public int copyTo(final int stream, final double[] target) {
        return stream(stream).copyTo(target);
    }

    /** Bars a stream needs before every slot has a value; 0 without indicators. */
    public int warmUp(final int stream) {
        return stream(stream).warmUp();
    }

    /** Bars a stream needs before the place of its start no longer shows in any slot; 0 without indicators. */
    public int convergenceBars(final int stream) {
        return stream(stream).convergenceBars();
    }

    /** What is in a slot. */
    public IndicatorSpec spec(final int stream, final int slot) {
        return stream(stream).spec(slot);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(streamCount);
        for (int i = 0; i < streamCount; i++) {
            streams[i].writeState(sink);
        }
    }

    @Override
    public void readState(final StateSource source) {
        source.expect("IndicatorBank.streamCount", streamCount);
        for (int i = 0; i < streamCount; i++) {
            streams[i].readState(source);
        }
    }

    private IndicatorStream stream(final int stream) {
        if (stream < 0 || stream >= streamCount) {
            throw unknown(stream);
        }
        return streams[stream];
    }

    private IndexOutOfBoundsException unknown(final int stream) {
        return new IndexOutOfBoundsException(
                "indicator stream " + stream + " does not exist; " + streamCount + " were added");
    }
}
