package io.millrace.view;

import io.millrace.event.codec.CommandDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The commands of a journal, found by what their requests were known by. Owned by the replica's lock. */
final class CommandLog {
    private static final int SHOWN = 200;

    private final Recent<CommandEntry> newest = new Recent<>(SHOWN);
    /** Not bounded: a command given twice is worse than some hundred bytes for each that people gave. */
    private final Map<Long, CommandEntry> byKey = new HashMap<>();

    void onCommand(long step, long timeNs, CommandDecoder command) {
        CommandEntry entry = entry(step, timeNs, command);
        newest.add(entry);
        if (entry.requestKey() != 0) {
            byKey.putIfAbsent(entry.requestKey(), entry);
        }
    }

    static CommandEntry entry(long step, long timeNs, CommandDecoder command) {
        return new CommandEntry(
                step,
                timeNs,
                command.commandId(),
                command.kind().name(),
                command.actor(),
                command.requestKey(),
                command.subject(),
                command.amount(),
                command.confirmed() != 0);
    }

    CommandEntry byKey(long requestKey) {
        return byKey.get(requestKey);
    }

    List<CommandEntry> newest() {
        return newest.list();
    }
}
