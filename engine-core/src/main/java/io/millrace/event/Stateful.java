package io.millrace.event;

/**
 * A component whose state belongs to the engine's state.
 *
 * <p>Two methods and not one that does both: writing runs on the hot path, into the hash, and must leave the component
 * untouched; reading checks what it is given and rebuilds what was derived.
 */
public interface Stateful {
    /** Writes every field that can influence a later output. Must not change state. */
    void writeState(StateSink sink);

    /**
     * Takes over the state that a component of the same configuration wrote: reads exactly the fields that {@link
     * #writeState} writes, in the same order, into a component that was just made. Afterwards the two behave alike, to
     * the last bit. After an exception the component is not to be used.
     *
     * @throws StateException naming the field that cannot be
     */
    void readState(StateSource source);
}
