package io.millrace.view;

/**
 * A command that is in the journal.
 *
 * @param requestKey what its request was known by; 0 when it had none
 * @param subject EVALUATE: the schedule's id; LIMIT: the limit's number; else 0
 * @param amount LIMIT: the value; else 0
 * @param confirmed whether its request said so; LIMIT: also when it lets more pass than before
 */
public record CommandEntry(
        long step,
        long timeNs,
        long commandId,
        String kind,
        String actor,
        long requestKey,
        long subject,
        long amount,
        boolean confirmed) {}
