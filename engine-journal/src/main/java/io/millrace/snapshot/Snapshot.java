package io.millrace.snapshot;

import io.millrace.event.StateBuffer;

/**
 * One saved state and the place in the journal that it belongs to.
 *
 * @param config of the configuration and the build, see {@link SnapshotFolder#configHash}
 * @param step sequence of the last step before it
 * @param chainCrc the journal's chain at that step
 * @param stateHash hash of the engine, to be computed again after reading
 * @param timeNs engine time of that step
 * @param state the fields
 */
public record Snapshot(long config, long step, int chainCrc, long stateHash, long timeNs, StateBuffer state) {}
