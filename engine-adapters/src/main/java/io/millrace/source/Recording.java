package io.millrace.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a recorded run was given the rows of a data set: in which order, when it received each, and which ticks of the
 * clock and words of a feed came between. The series have the rows' own times, which may be others. Immutable.
 */
public final class Recording {
    static final int OBSERVATION = 0;
    static final int BAR = 1;
    static final int TRADE = 2;
    static final int QUOTE = 3;
    static final int TICK = 4;
    static final int STATUS = 5;
    private static final int KINDS = 6;
    private static final int KIND_BITS = 3;
    private static final int KIND_MASK = (1 << KIND_BITS) - 1;

    /** Kind of each row and, above it, the number of its series, its tick or its status. */
    private final int[] codes;

    private final long[] receiveNs;
    private final long[] tickNs;
    private final List<RecordedStatus> statuses;

    /** What is to be added to the number of a series, by kind. */
    private final int[] shift;

    private Recording(int[] codes, long[] receiveNs, long[] tickNs, List<RecordedStatus> statuses, int[] shift) {
        this.codes = codes;
        this.receiveNs = receiveNs;
        this.tickNs = tickNs;
        this.statuses = statuses;
        this.shift = shift;
    }

    int size() {
        return codes.length;
    }

    int kind(int row) {
        return codes[row] & KIND_MASK;
    }

    /** Where the row's series stands among those of its kind; for a tick or a status its number. */
    int series(int row) {
        return (codes[row] >>> KIND_BITS) + shift[kind(row)];
    }

    long receiveNs(int row) {
        return receiveNs[row];
    }

    long tickNs(int number) {
        return tickNs[number];
    }

    RecordedStatus status(int number) {
        return statuses.get(number);
    }

    boolean hasTicks() {
        return tickNs.length > 0;
    }

    boolean hasObservations() {
        for (int row = 0; row < codes.length; row++) {
            if (kind(row) == OBSERVATION) {
                return true;
            }
        }
        return false;
    }

    /** When anything of now came first; what was observed before is known before. */
    long firstReceiveNs() {
        long first = Long.MAX_VALUE;
        for (int row = 0; row < codes.length && first == Long.MAX_VALUE; row++) {
            first = kind(row) == OBSERVATION ? first : receiveNs[row];
        }
        return first;
    }

    /** The same when its series stand behind others. */
    Recording behind(int observations, int bars, int trades, int quotes) {
        int[] further = shift.clone();
        further[OBSERVATION] += observations;
        further[BAR] += bars;
        further[TRADE] += trades;
        further[QUOTE] += quotes;
        return new Recording(codes, receiveNs, tickNs, statuses, further);
    }

    /** The same without the observations: others stand in their place. */
    Recording withoutObservations() {
        Rows rows = new Rows();
        for (int row = 0; row < codes.length; row++) {
            if (kind(row) != OBSERVATION) {
                rows.code(codes[row], receiveNs[row]);
            }
        }
        return new Recording(rows.codes(), rows.receiveNs(), tickNs, statuses, shift);
    }

    /** A recording while a journal is read: series are numbered as they are met. */
    static final class Rows {
        private static final int FIRST_CAPACITY = 1_024;

        private final List<RecordedStatus> statuses = new ArrayList<>();
        private int[] codes = new int[FIRST_CAPACITY];
        private long[] received = new long[FIRST_CAPACITY];
        private long[] tickNs = new long[1];
        private int size;
        private int ticks;

        /** The next row of a series. */
        void add(int kind, int series, long receiveNs) {
            code(series << KIND_BITS | kind, receiveNs);
        }

        void tick(long eventNs, long receiveNs) {
            if (ticks == tickNs.length) {
                tickNs = Arrays.copyOf(tickNs, ticks * 2);
            }
            tickNs[ticks] = eventNs;
            add(TICK, ticks++, receiveNs);
        }

        void status(RecordedStatus status, long receiveNs) {
            add(STATUS, statuses.size(), receiveNs);
            statuses.add(status);
        }

        /**
         * What was recorded.
         *
         * @param places where the series stand in the data set, by kind, then by their numbers here
         * @param skipped so many observations at the start are left out, by the numbers of their series here
         */
        Recording finish(int[][] places, int[] skipped) {
            int[] left = skipped.clone();
            Rows kept = new Rows();
            for (int row = 0; row < size; row++) {
                int kind = codes[row] & KIND_MASK;
                int series = codes[row] >>> KIND_BITS;
                if (kind != OBSERVATION || --left[series] < 0) {
                    kept.add(kind, kind < places.length ? places[kind][series] : series, received[row]);
                }
            }
            return new Recording(
                    kept.codes(),
                    kept.receiveNs(),
                    Arrays.copyOf(tickNs, ticks),
                    List.copyOf(statuses),
                    new int[KINDS]);
        }

        private void code(int code, long receiveNs) {
            if (size == codes.length) {
                codes = Arrays.copyOf(codes, size * 2);
                received = Arrays.copyOf(received, size * 2);
            }
            codes[size] = code;
            received[size++] = receiveNs;
        }

        private int[] codes() {
            return Arrays.copyOf(codes, size);
        }

        private long[] receiveNs() {
            return Arrays.copyOf(received, size);
        }
    }
}
