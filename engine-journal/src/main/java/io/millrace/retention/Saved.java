package io.millrace.retention;

import io.millrace.journal.JournalPlace;
import io.millrace.snapshot.Snapshot;
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
    boolean needs(final CycleUse cycle) {
        return isReading(cycle)
                || (oldest == null
                        ? reader.without() != null
                        : cycle.cycle() >= oldest.place().cycle());
    }

    /** @param first the first cycle that has to stay */
    String why(final CycleUse first) {
        if (isReading(first)) {
            return "the reader of the " + reader.name() + " is at step "
                    + reader.readTo().getAsLong() + ", still in " + first.file().getFileName();
        }
        return oldest == null
                ? reader.without()
                : "the oldest " + reader.name() + ", of step " + oldest.step() + ", needs the cycles from "
                        + first.file().getFileName() + " on";
    }

    private boolean isReading(final CycleUse cycle) {
        return reader.readTo().getAsLong() < cycle.lastStep();
    }
}
