package io.millrace.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The bar streams that somebody subscribed to. A stream is one instrument at one timeframe; ids are dense, in the order
 * of the first subscription.
 */
final class StreamTable {
    private final int instruments;
    private final List<int[]> streams = new ArrayList<>();

    StreamTable(final int instruments) {
        this.instruments = instruments;
    }

    /** The id of the stream; a new one at the first call. */
    int subscribe(final int instrument, final int timeframeSeconds) {
        for (int i = 0; i < streams.size(); i++) {
            if (instrument(i) == instrument && timeframeSeconds(i) == timeframeSeconds) {
                return i;
            }
        }
        streams.add(new int[] {instrument, timeframeSeconds});
        return streams.size() - 1;
    }

    int size() {
        return streams.size();
    }

    int instrument(final int stream) {
        return streams.get(stream)[0];
    }

    int timeframeSeconds(final int stream) {
        return streams.get(stream)[1];
    }

    /** Stream ids by instrument. */
    int[][] byInstrument() {
        final int[][] table = new int[instruments][];
        for (int i = 0; i < instruments; i++) {
            table[i] = streamsOf(i);
        }
        return table;
    }

    private int[] streamsOf(final int instrument) {
        final List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            if (instrument(i) == instrument) {
                ids.add(i);
            }
        }
        final int[] result = new int[ids.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = ids.get(i);
        }
        return result;
    }
}
