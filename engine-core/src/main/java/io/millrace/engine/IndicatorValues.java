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

    private final double[][] values;
    private final IndicatorSpec[][] specs;
    private final int[] instruments;

    /**
     * @param specs what each value of each stream is
     * @param instruments by stream
     */
    IndicatorValues(final IndicatorSpec[][] specs, final int[] instruments) {
        this.specs = specs;
        this.instruments = instruments;
        values = new double[specs.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new double[specs[i].length];
            Arrays.fill(values[i], Double.NaN);
        }
    }

    /** Takes over an Indicators frame of a step; returns its stream. */
    int accept(final Step step, final int block) {
        final long at = step.addressOf(block);
        final int stream = Memory.getInt(at);
        final double[] target = values[stream];
        final int count = Memory.getInt(at + COUNT_OFFSET) >>> 16;
        for (int i = 0; i < count; i++) {
            target[i] = Memory.getDouble(at + VALUES_OFFSET + i * (long) Double.BYTES);
        }
        return stream;
    }

    /** Puts the values into new units, {@code to} for {@code from} old ones: the next bar may be long to come. */
    void split(final int instrument, final int to, final int from) {
        final double ratio = (double) to / from;
        for (int i = 0; i < values.length; i++) {
            for (int slot = 0; slot < values[i].length && instruments[i] == instrument; slot++) {
                values[i][slot] = specs[i][slot].afterSplit(values[i][slot], ratio);
            }
        }
    }

    /** The values of a stream, for readers that keep the array: it is the same for the life of the engine. */
    double[] ofStream(final int stream) {
        return values[stream];
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final double[] ofStream : values) {
            for (final double value : ofStream) {
                sink.putDouble(value);
            }
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (final double[] ofStream : values) {
            for (int i = 0; i < ofStream.length; i++) {
                ofStream[i] = source.getDouble();
            }
        }
    }
}
