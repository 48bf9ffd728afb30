package io.millrace.retention;

import io.millrace.snapshot.SnapshotFolder;

/**
 * A reader of a journal beside its engine, which saves itself as the engine does: the cycles behind its oldest state
 * have to stay.
 *
 * @param name in words
 * @param folder where its states are
 * @param without what to say when there is none, and so every cycle stays; null = it then needs none
 */
public record KeptReader(String name, SnapshotFolder folder, String without) {}
