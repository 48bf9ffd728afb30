package io.millrace.retention;

import io.millrace.journal.JournalPlace;
import java.util.List;

/** The states of one reader, and which of them the journal goes on from. One thread. */
final class Saved {
    /** So many have to fit before cycles go: once those are gone, nothing else can stand in for one that is lost. */
    private static final int NEEDED = 2;

    private final KeptReader reader;
    private final List<SavedPlace> states;
    private SavedPlace oldest;
    private int fitting;

    Saved(final KeptReader reader, final List<SavedPlace> states) {
        this.reader = reader;
        this.states = states;
    }

    /** A record of the journal: a state fits when it was taken behind exactly this one. */
    void observe(final long record, final int chainCrc, final long steps) {
        for (final SavedPlace state : states) {
            final JournalPlace place = state.place();
            if (place.sequence() == record && place.chainCrc() == chainCrc && state.step() == steps) {
                oldest = oldest == null || state.step() < oldest.step() ? state : oldest;
                fitting++;
            }
        }
    }

    /** The oldest that fits; null when none does. */
    SavedPlace oldest() {
        return oldest;
    }

    /** True when a cycle has to stay. */
    boolean needs(final CycleUse cycle) {
        return isReading(cycle)
                || isShort()
                || (oldest != null && cycle.cycle() >= oldest.place().cycle());
    }

    /** @param first the first cycle that has to stay */
    String why(final CycleUse first) {
        if (isReading(first)) {
            return "the reader of the " + reader.name() + " is at step "
                    + reader.readTo().getAsLong() + ", still in " + first.file().getFileName();
        }
        if (oldest == null) {
            return reader.without();
        }
        return isShort()
                ? "only one " + reader.name() + " fits the journal, of step " + oldest.step() + ": cycles go when "
                        + NEEDED + " do, so that one file that is lost does not end what the journal can be used for"
                : "the oldest " + reader.name() + ", of step " + oldest.step() + ", needs the cycles from "
                        + first.file().getFileName() + " on";
    }

    /** Too few fit, and it cannot do without. */
    private boolean isShort() {
        return fitting < NEEDED && reader.without() != null;
    }

    private boolean isReading(final CycleUse cycle) {
        return reader.readTo().getAsLong() < cycle.lastStep();
    }
}
