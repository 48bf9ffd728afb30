package io.millrace.engine;

import io.millrace.event.Memory;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.Step;
import io.millrace.event.codec.IndicatorsEncoder;
import io.millrace.indicator.IndicatorSpec;
import java.util.Arrays;

/** The decide stage's copy of the newest indicator values, taken from the frames of the steps. */
final class IndicatorValues implements Stateful {
    /** Of the length of a value and the count of values, 16 bits each. */
    private static final int COUNT_OFFSET = IndicatorsEncoder.BLOCK_LENGTH;

    private static final int VALUES_OFFSET = IndicatorsEncoder.BLOCK_LENGTH + 4;

    /** Of all streams, one behind the other: who walks a universe walks a straight line. */
    private final double[] values;

    /** By stream, and behind the last how many values there are. */
    private final int[] firstOfStream;

    private final IndicatorSpec[][] specs;
    private final int[] instruments;

    /**
     * @param specs what each value of each stream is
     * @param instruments by stream
     */
    IndicatorValues(final IndicatorSpec[][] specs, final int[] instruments) {
        this.specs = specs;
        this.instruments = instruments;
        firstOfStream = new int[specs.length + 1];
        for (int i = 0; i < specs.length; i++) {
            firstOfStream[i + 1] = firstOfStream[i] + specs[i].length;
        }
        values = new double[firstOfStream[specs.length]];
        Arrays.fill(values, Double.NaN);
    }

    /** Takes over an Indicators frame of a step; returns its stream. */
    int accept(final Step step, final int block) {
        final long at = step.addressOf(block);
        final int stream = Memory.getInt(at);
        final int first = firstOfStream[stream];
        final int count = Memory.getInt(at + COUNT_OFFSET) >>> 16;
        if (count > firstOfStream[stream + 1] - first) {
            throw tooMany(stream, count);
        }
        for (int i = 0; i < count; i++) {
            values[first + i] = Memory.getDouble(at + VALUES_OFFSET + i * (long) Double.BYTES);
        }
        return stream;
    }

    private static IllegalStateException tooMany(final int stream, final int count) {
        return new IllegalStateException("a frame of stream " + stream + " has " + count
                + " values, more than the stream: the stages do not agree on the configuration");
    }

    /** Puts the values into new units, {@code to} for {@code from} old ones: the next bar may be long to come. */
    void split(final int instrument, final int to, final int from) {
        final double ratio = (double) to / from;
        for (int stream = 0; stream < specs.length; stream++) {
            for (int slot = 0; slot < specs[stream].length && instruments[stream] == instrument; slot++) {
                final int place = place(stream, slot);
                values[place] = specs[stream][slot].afterSplit(values[place], ratio);
            }
        }
    }

    /** Where in {@link #all} a value of a stream is. */
    int place(final int stream, final int slot) {
        return firstOfStream[stream] + slot;
    }

    /** The values of all streams, for readers that keep the array: it is the same for the life of the engine. */
    double[] all() {
        return values;
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final double value : values) {
            sink.putDouble(value);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < values.length; i++) {
            values[i] = source.getDouble();
        }
    }
}
