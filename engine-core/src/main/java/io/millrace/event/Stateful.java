package io.millrace.event;

/** A component whose state belongs to the engine's state. */
public interface Stateful {
    /** Writes every field that can influence a later output. Must not change state. */
    void writeState(StateSink sink);
}
