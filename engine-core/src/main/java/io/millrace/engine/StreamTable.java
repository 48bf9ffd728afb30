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
    StreamsByInstrument byInstrument() {
        final int[] begins = new int[instruments + 1];
        final int[] ids = new int[streams.size()];
        int count = 0;
        for (int instrument = 0; instrument < instruments; instrument++) {
            begins[instrument] = count;
            for (int i = 0; i < ids.length; i++) {
                if (instrument(i) == instrument) {
                    ids[count++] = i;
                }
            }
        }
        begins[instruments] = count;
        return new StreamsByInstrument(begins, ids);
    }
}
