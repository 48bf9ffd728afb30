package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.CommandDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The commands of a journal, found by what their requests were known by. Owned by the replica's lock. */
final class CommandLog implements Stateful {
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

    @Override
    public void writeState(StateSink sink) {
        newest.writeState(sink, CommandEntry::write);
        sink.putLong(byKey.size());
        byKey.values().forEach(entry -> entry.write(sink));
    }

    @Override
    public void readState(StateSource source) {
        newest.readState(source, CommandEntry::read);
        byKey.clear();
        for (int left = source.getCount("CommandLog.byKey", Integer.MAX_VALUE); left > 0; left--) {
            CommandEntry entry = CommandEntry.read(source);
            byKey.put(entry.requestKey(), entry);
        }
    }
}
