package io.millrace.follow;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.event.StateBuffer;
import io.millrace.event.StateException;
import io.millrace.event.Stateful;
import io.millrace.journal.JournalCut;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalPlace;
import io.millrace.journal.JournalReader;
import io.millrace.snapshot.Snapshot;
import io.millrace.snapshot.SnapshotException;
import io.millrace.snapshot.SnapshotFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What one reader of a journal has saved of itself, in a folder beside the journal, so that it need not read from the
 * first record again. The newest few stay, as of the engine. One thread, the reader's.
 */
public final class SavedStates {
    private final Path journal;
    private final String name;
    private final SnapshotFolder folder;
    private final long config;
    private final long every;
    private final Consumer<String> say;
    private final boolean dispensable;
    private long savedStep;
    private boolean failing;

    /**
     * @param name of the reader: {@code view} has the folder {@code journal-view}
     * @param config what {@link SnapshotFolder#configHash} says
     * @param every so many steps from one to the next; 0 = none is saved, and none is used
     */
    public SavedStates(Path journal, String name, long config, long every, Consumer<String> say) {
        this(journal, name, config, every, say, false);
    }

    private SavedStates(Path journal, String name, long config, long every, Consumer<String> say, boolean dispensable) {
        this.dispensable = dispensable;
        this.journal = journal;
        this.name = name;
        this.folder = folder(journal, name);
        this.config = config;
        this.every = every;
        this.say = say;
    }

    /** Saves nothing, and has nothing. */
    public static SavedStates none(Path journal) {
        return new SavedStates(journal, "none", 0, 0, line -> {});
    }

    /** Those of a reader that can begin at a journal's cut without any. */
    public SavedStates dispensable() {
        return new SavedStates(journal, name, config, every, say, true);
    }

    /** Where those of a reader are. */
    public static SnapshotFolder folder(Path journal, String name) {
        return new SnapshotFolder(journal.resolveSibling(journal.getFileName() + "-" + name));
    }

    /**
     * A reader of the journal, and what stands where it begins.
     *
     * @param step the newest one that the state knows; 0 = none, it is as it was made
     */
    public record Beginning<T extends Stateful>(JournalReader reader, T state, long step) {}

    /** Opens the journal behind the newest state that fits, or at its begin when none does. */
    public <T extends Stateful> Beginning<T> begin(Supplier<T> fresh) {
        return begin(fresh, state -> true);
    }

    /**
     * Opens the journal behind the newest state that fits and that may be used, or at its begin when there is none.
     *
     * @param may is asked of a state that was read
     * @throws JournalException when the journal cannot be read
     */
    public <T extends Stateful> Beginning<T> begin(Supplier<T> fresh, Predicate<? super T> may) {
        savedStep = 0;
        if (every > 0) {
            for (Path file : folder.newestFirst()) {
                Beginning<T> found = behind(file, fresh, may);
                if (found != null) {
                    return found;
                }
            }
        }
        JournalCut cut = JournalCut.read(journal);
        if (cut == null || dispensable) {
            return new Beginning<>(ChronicleJournal.read(journal), fresh.get(), cut == null ? 0 : cut.steps());
        }
        return behindCut(cut, fresh);
    }

    /** Why a reader of a journal that was cut has nothing to begin with, a sentence; null when it has. */
    public String problem(Supplier<? extends Stateful> fresh) {
        if (JournalCut.read(journal) == null) {
            return null;
        }
        try {
            begin(fresh).reader().close();
            return null;
        } catch (JournalException e) {
            return e.getMessage();
        }
    }

    /** What a state says was done may be gone; what lies before it cannot be read again. */
    private <T extends Stateful> Beginning<T> behindCut(JournalCut cut, Supplier<T> fresh) {
        if (every > 0) {
            for (Path file : folder.newestFirst()) {
                Beginning<T> found = behind(file, fresh, state -> true);
                if (found != null) {
                    say.accept(name + ": what was before step " + found.step()
                            + " cannot be written again: the journal " + cut.describe());
                    return found;
                }
            }
        }
        throw new JournalException("the journal " + journal + " " + cut.describe() + ", and no state of " + name
                + " in " + folder.directory() + " goes on there: restore that folder from a copy");
    }

    /** True when it is time to save again. */
    public boolean isDue(long step) {
        return every > 0 && step - savedStep >= every;
    }

    /** Saves what stands behind a place, unless that was saved already. What fails is said once, and ends nothing. */
    public void save(long step, JournalPlace place, long timeNs, Stateful state) {
        if (every == 0 || step <= savedStep) {
            return;
        }
        // Also when it fails: a disk that is full is not asked after each step.
        savedStep = step;
        StateBuffer fields = new StateBuffer();
        state.writeState(fields);
        try {
            folder.write(new Snapshot(config, step, place, 0, timeNs, fields));
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                failing = true;
                say.accept("the state of " + name + " at step " + step + " could not be saved: " + e
                        + "; the next start reads more of the journal");
            }
        }
    }

    /** Null when it does not fit. */
    private <T extends Stateful> Beginning<T> behind(Path file, Supplier<T> fresh, Predicate<? super T> may) {
        try {
            Snapshot saved = SnapshotFolder.read(file);
            SnapshotFolder.requireFits(file, saved, config, Long.MAX_VALUE);
            requireLink(saved.place());
            T state = fresh.get();
            state.readState(saved.state());
            saved.state().requireRead();
            if (!may.test(state)) {
                return null;
            }
            savedStep = saved.step();
            return new Beginning<>(ChronicleJournal.readBehind(journal, saved.place()), state, saved.step());
        } catch (SnapshotException | StateException e) {
            say.accept("not used: " + e.getMessage());
        } catch (JournalException e) {
            say.accept("not used: " + file + ": the journal does not go on from it: " + e.getMessage());
        }
        return null;
    }

    /** The record behind the place links to it, or it is the last one. */
    private void requireLink(JournalPlace place) {
        try (JournalReader reader = ChronicleJournal.readBehind(journal, place)) {
            if (!reader.next((type, sequence, timeNs, buffer, offset, length) -> {})) {
                reader.requireWhole();
            }
        }
    }
}
