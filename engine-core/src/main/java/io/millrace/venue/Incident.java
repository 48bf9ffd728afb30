package io.millrace.venue;

/**
 * Something that goes wrong at the venue by script, from one event time until another. For tests and drills.
 *
 * @param instrument its id, or {@link #EVERY}; an outage is always of the whole venue
 * @param fromNs first moment of it
 * @param toNs first moment after it
 */
public record Incident(Kind kind, int instrument, long fromNs, long toNs) {
    /** All instruments. */
    public static final int EVERY = -1;

    /** What goes wrong. */
    public enum Kind {
        /** New orders are rejected; cancels and resting orders are served as ever. */
        REJECT,
        /**
         * Nothing comes in or out. A command sent meanwhile arrives when it is over; resting orders go on trading, but
         * no report is heard until then: whoever asks knows nothing.
         */
        OUTAGE,
        /**
         * No trading: market data fills and triggers nothing, bars that overlap it are passed over. New orders are
         * accepted and wait for the first market event after it, immediate-or-cancel ones too. Cancels are served.
         */
        HALT,
        /** A {@link #HALT} that rejects new orders. */
        HALT_REJECT
    }

    public Incident {
        if (toNs <= fromNs) {
            throw new IllegalArgumentException(
                    "incident from " + fromNs + " to " + toNs + " (ns): expected an end after the start");
        }
    }

    boolean concerns(final int other) {
        return instrument == EVERY || instrument == other;
    }
}
