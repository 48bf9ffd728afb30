package io.millrace.replay;

/**
 * Where a replay first went another way.
 *
 * @param step sequence of the step
 * @param stage {@code decode} (the step's own header), {@code market} (frames) or {@code decide} (outputs)
 * @param field message and field, for example {@code OrderCommand.quantity}
 * @param recorded what the journal holds
 * @param recomputed what this build makes of the same inputs
 */
public record FirstDifference(long step, String stage, String field, String recorded, String recomputed) {}
