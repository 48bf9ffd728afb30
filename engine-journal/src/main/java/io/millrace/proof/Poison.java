package io.millrace.proof;

import io.millrace.event.codec.BarDecoder;
import io.millrace.event.codec.ObservationDecoder;
import io.millrace.event.codec.QuoteDecoder;
import io.millrace.event.codec.TradeDecoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a future is replaced with. Times stay, the numbers change; NaN is not among them, because the engine's numbers
 * cannot be NaN.
 */
public enum Poison {
    /** Every price ten times what it was. */
    TIMES_TEN {
        @Override
        void apply(final InputTape tape, final List<Integer> rows, final Random random) {
            for (final int row : rows) {
                scale(tape, row);
            }
        }
    },
    /** The last row first. */
    REVERSED {
        @Override
        void apply(final InputTape tape, final List<Integer> rows, final Random random) {
            final List<Integer> from = new ArrayList<>(rows);
            Collections.reverse(from);
            permute(tape, rows, from);
        }
    },
    /** Rows in random order. */
    SHUFFLED {
        @Override
        void apply(final InputTape tape, final List<Integer> rows, final Random random) {
            final List<Integer> from = new ArrayList<>(rows);
            Collections.shuffle(from, random);
            permute(tape, rows, from);
        }
    };

    /** A tape that is the same up to {@code kept} inputs and poisoned after them. */
    InputTape after(final InputTape tape, final int kept, final long seed) {
        final InputTape poisoned = tape.copy();
        final Map<String, List<Integer>> series = new TreeMap<>();
        for (int i = kept; i < tape.size(); i++) {
            final String key = series(tape, i);
            if (key != null) {
                series.computeIfAbsent(key, any -> new ArrayList<>()).add(i);
            }
        }
        final Random random = new Random(seed);
        for (final List<Integer> rows : series.values()) {
            apply(poisoned, rows, random);
        }
        return poisoned;
    }

    abstract void apply(InputTape tape, List<Integer> rows, Random random);

    /** Rows of one series may change places. */
    private static String series(final InputTape tape, final int row) {
        final String instrument = tape.template(row) + "/" + tape.instrument(row) + "/";
        return switch (tape.template(row)) {
            case BarDecoder.TEMPLATE_ID -> instrument + tape.intAt(row, BarDecoder.timeframeSecondsEncodingOffset());
            case TradeDecoder.TEMPLATE_ID, QuoteDecoder.TEMPLATE_ID -> instrument;
            case ObservationDecoder.TEMPLATE_ID ->
                instrument + tape.intAt(row, ObservationDecoder.seriesEncodingOffset());
            default -> null;
        };
    }

    private static int numbersFrom(final int template) {
        return switch (template) {
            case BarDecoder.TEMPLATE_ID -> BarDecoder.openPriceEncodingOffset();
            case TradeDecoder.TEMPLATE_ID -> TradeDecoder.priceEncodingOffset();
            case QuoteDecoder.TEMPLATE_ID -> QuoteDecoder.bidPriceEncodingOffset();
            default -> ObservationDecoder.valueEncodingOffset();
        };
    }

    private static int numbersTo(final int template) {
        return switch (template) {
            case BarDecoder.TEMPLATE_ID -> BarDecoder.timeframeSecondsEncodingOffset();
            case TradeDecoder.TEMPLATE_ID -> TradeDecoder.tradeIdEncodingOffset();
            case QuoteDecoder.TEMPLATE_ID -> QuoteDecoder.BLOCK_LENGTH;
            default -> ObservationDecoder.seriesEncodingOffset();
        };
    }

    private static void permute(final InputTape tape, final List<Integer> to, final List<Integer> from) {
        final int template = tape.template(to.get(0));
        final int length = numbersTo(template) - numbersFrom(template);
        final byte[] numbers = new byte[length * from.size()];
        for (int i = 0; i < from.size(); i++) {
            tape.buffer().getBytes(tape.block(from.get(i)) + numbersFrom(template), numbers, i * length, length);
        }
        for (int i = 0; i < to.size(); i++) {
            tape.buffer().putBytes(tape.block(to.get(i)) + numbersFrom(template), numbers, i * length, length);
        }
    }

    private static void scale(final InputTape tape, final int row) {
        final UnsafeBuffer buffer = tape.buffer();
        final int template = tape.template(row);
        for (int field = numbersFrom(template); field < numbersTo(template); field += Long.BYTES) {
            final int at = tape.block(row) + field;
            if (template == ObservationDecoder.TEMPLATE_ID) {
                final double value = buffer.getDouble(at, ByteOrder.LITTLE_ENDIAN);
                buffer.putDouble(at, 10 * value, ByteOrder.LITTLE_ENDIAN);
            } else {
                final long value = buffer.getLong(at, ByteOrder.LITTLE_ENDIAN);
                // A number that cannot be ten times as large becomes a tenth: different is all it has to be.
                final boolean fits = value < Long.MAX_VALUE / 10 && value > Long.MIN_VALUE / 10;
                buffer.putLong(at, fits ? value * 10 : value / 10, ByteOrder.LITTLE_ENDIAN);
            }
        }
    }
}
