package io.millrace.retention;

import io.millrace.snapshot.SnapshotFolder;
import java.util.function.LongSupplier;

/**
 * A reader of a journal beside its engine, which saves itself as the engine does: the cycles behind its oldest state
 * have to stay.
 *
 * @param name in words
 * @param folder where its states are
 * @param without what to say when there is none, and so every cycle stays; null = it then needs none
 * @param readTo the step that it has read to at the moment: what lies behind stays; any thread may ask
 */
public record KeptReader(String name, SnapshotFolder folder, String without, LongSupplier readTo) {
    /** One that does not read at the moment. */
    public KeptReader(final String name, final SnapshotFolder folder, final String without) {
        this(name, folder, without, () -> Long.MAX_VALUE);
    }
}
