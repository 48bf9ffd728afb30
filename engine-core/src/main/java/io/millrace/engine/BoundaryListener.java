package io.millrace.engine;

/**
 * Told that the engine stands between two events: all steps so far are journaled and routed, the venue has had their
 * orders and has nothing more to say. Called on the intake's thread, while no other stage runs.
 */
public interface BoundaryListener {
    /**
     * The moment to copy the engine's state.
     *
     * @param sequence of the last step
     * @param timeNs engine time of that step
     */
    void onBoundary(long sequence, long timeNs);

    /** Whether it wants to be told before its turn; asked at every boundary behind the first. */
    default boolean isWanted() {
        return false;
    }
}
