package io.millrace.view;

/**
 * A command that is in the journal.
 *
 * @param requestKey what its request was known by; 0 when it had none
 */
public record CommandEntry(long step, long timeNs, long commandId, String kind, String actor, long requestKey) {}
