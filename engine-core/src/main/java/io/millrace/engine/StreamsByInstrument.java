package io.millrace.engine;

/**
 * Which streams each instrument has, in the order of their ids. One table rather than a list an instrument: those of
 * the instruments that come next are in the same lines of memory.
 *
 * <pre>
 *   for (int at = streams.begin(instrument); at &lt; streams.end(instrument); at++) {
 *       ... streams.stream(at) ...
 *   }
 * </pre>
 */
final class StreamsByInstrument {
    private final int[] begins;
    private final int[] ids;

    /**
     * Puts a table together.
     *
     * @param begins by instrument, where its streams begin among {@code ids}; and behind the last where they end
     */
    StreamsByInstrument(final int[] begins, final int[] ids) {
        this.begins = begins;
        this.ids = ids;
    }

    int begin(final int instrument) {
        return begins[instrument];
    }

    int end(final int instrument) {
        return begins[instrument + 1];
    }

    int stream(final int at) {
        return ids[at];
    }
}
