package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

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
        boolean confirmed) {
    void write(StateSink sink) {
        sink.putLong(step);
        sink.putLong(timeNs);
        sink.putLong(commandId);
        SavedText.put(sink, kind);
        SavedText.put(sink, actor);
        sink.putLong(requestKey);
        sink.putLong(subject);
        sink.putLong(amount);
        sink.putLong(confirmed ? 1 : 0);
    }

    static CommandEntry read(StateSource source) {
        return new CommandEntry(
                source.getLong(),
                source.getLong(),
                source.getLong(),
                SavedText.get(source, "CommandEntry.kind"),
                SavedText.get(source, "CommandEntry.actor"),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getBoolean("CommandEntry.confirmed"));
    }
}
