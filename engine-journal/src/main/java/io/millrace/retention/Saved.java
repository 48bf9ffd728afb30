package io.millrace.retention;

import io.millrace.journal.JournalPlace;
import io.millrace.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.List;

/** The states of one reader, and which of them the journal goes on from. One thread. */
final class Saved {
    private final KeptReader reader;
    private final List<Snapshot> states;
    private Snapshot oldest;

    Saved(final KeptReader reader, final List<Snapshot> states) {
        this.reader = reader;
        this.states = states;
    }

    /** A record of the journal: a state fits when it was taken behind exactly this one. */
    void observe(final long record, final int chainCrc, final long steps) {
        for (final Snapshot state : states) {
            final JournalPlace place = state.place();
            if (place.sequence() == record && place.chainCrc() == chainCrc && state.step() == steps) {
                oldest = oldest == null || state.step() < oldest.step() ? state : oldest;
            }
        }
    }

    /** The oldest that fits; null when none does. */
    Snapshot oldest() {
        return oldest;
    }

    /** True when a cycle has to stay. */
    boolean needs(final int cycle) {
        return oldest == null
                ? reader.without() != null
                : cycle >= oldest.place().cycle();
    }

    /** @param first the first cycle that has to stay */
    String why(final Path first) {
        return oldest == null
                ? reader.without()
                : "the oldest " + reader.name() + ", of step " + oldest.step() + ", needs the cycles from "
                        + first.getFileName() + " on";
    }
}
