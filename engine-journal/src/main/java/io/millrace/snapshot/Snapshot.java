package io.millrace.snapshot;

import io.millrace.event.StateBuffer;
import io.millrace.journal.JournalPlace;

/**
 * One saved state and the place in the journal that it belongs to.
 *
 * @param config of the configuration and the build, see {@link SnapshotFolder#configHash}
 * @param step sequence of the last step before it
 * @param place where the journal goes on behind that step
 * @param stateHash hash of the engine, to be computed again after reading
 * @param timeNs engine time of that step
 * @param state the fields
 */
public record Snapshot(long config, long step, JournalPlace place, long stateHash, long timeNs, StateBuffer state) {}
