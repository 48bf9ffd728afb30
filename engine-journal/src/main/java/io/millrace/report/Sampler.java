package io.millrace.report;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Thins a long series for display: cuts it in equal buckets and keeps the lowest and highest point of each. */
final class Sampler {
    private Sampler() {}

    /**
     * Ascending indices to keep: at most {@code limit}, the first and the last always among them, and the extremes of
     * every given series in every bucket.
     */
    static int[] indices(final int size, final int limit, final IntToDoubleFunction... series) {
        if (size <= limit) {
            final int[] all = new int[size];
            Arrays.setAll(all, i -> i);
            return all;
        }
        final int buckets = Math.max(1, (limit - 2) / (2 * series.length));
        final int[] kept = new int[buckets * 2 * series.length + 2];
        int count = 0;
        kept[count++] = 0;
        kept[count++] = size - 1;
        for (int bucket = 0; bucket < buckets; bucket++) {
            final int from = (int) ((long) size * bucket / buckets);
            final int to = (int) ((long) size * (bucket + 1) / buckets);
            for (final IntToDoubleFunction values : series) {
                kept[count++] = extreme(values, from, to, 1);
                kept[count++] = extreme(values, from, to, -1);
            }
        }
        return Arrays.stream(kept, 0, count).sorted().distinct().toArray();
    }

    private static int extreme(final IntToDoubleFunction values, final int from, final int to, final int sign) {
        int best = from;
        for (int i = from + 1; i < to; i++) {
            if (sign * values.applyAsDouble(i) > sign * values.applyAsDouble(best)) {
                best = i;
            }
        }
        return best;
    }
}
