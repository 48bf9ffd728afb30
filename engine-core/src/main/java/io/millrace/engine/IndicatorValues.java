package io.millrace.engine;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.IndicatorsEncoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** The decide stage's copy of the newest indicator values, taken from the frames of the steps. */
final class IndicatorValues implements Stateful {
    private static final int COUNT_OFFSET = IndicatorsEncoder.BLOCK_LENGTH + 2;
    private static final int VALUES_OFFSET = IndicatorsEncoder.BLOCK_LENGTH + 4;

    private final double[][] values;

    /** Room for so many values in each stream. */
    IndicatorValues(final int[] slotsOfStream) {
        values = new double[slotsOfStream.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = new double[slotsOfStream[i]];
            Arrays.fill(values[i], Double.NaN);
        }
    }

    /** Takes over an Indicators frame; returns its stream. */
    int accept(final DirectBuffer buffer, final int block) {
        final int stream = buffer.getInt(block, ByteOrder.LITTLE_ENDIAN);
        final double[] target = values[stream];
        final int count = buffer.getShort(block + COUNT_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            target[i] = buffer.getDouble(block + VALUES_OFFSET + i * Double.BYTES, ByteOrder.LITTLE_ENDIAN);
        }
        return stream;
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
