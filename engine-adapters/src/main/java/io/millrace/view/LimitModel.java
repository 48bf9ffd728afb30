package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.CommandDecoder;
import io.millrace.event.codec.CommandKind;
import io.millrace.risk.LimitChange;
import io.millrace.risk.LimitsInForce;
import io.millrace.risk.LiveLimit;
import io.millrace.risk.RiskLimits;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The limits in force, by the same rules as the engine's, and who changed them. Owned by the replica's lock. */
final class LimitModel implements Stateful {
    private final LimitsInForce limits;
    private final Map<LiveLimit, CommandEntry> changes = new EnumMap<>(LiveLimit.class);
    /** By command; as few as people gave. */
    private final Map<Long, LimitChange> outcomes = new HashMap<>();

    LimitModel(RiskLimits configured) {
        limits = new LimitsInForce(configured);
    }

    void onCommand(long step, long timeNs, CommandDecoder command) {
        if (command.kind() != CommandKind.LIMIT) {
            return;
        }
        LiveLimit limit = LiveLimit.of(command.subject());
        LimitChange outcome = limits.change(limit, command.amount(), command.confirmed() == 1);
        outcomes.put(command.commandId(), outcome);
        if (outcome == LimitChange.SET) {
            changes.put(limit, CommandLog.entry(step, timeNs, command));
        }
    }

    /** What became of a command; null when there was none. */
    LimitChange outcome(long commandId) {
        return outcomes.get(commandId);
    }

    LimitChange judge(LiveLimit limit, long value, boolean confirmed) {
        return limits.judge(limit, value, confirmed);
    }

    List<LimitLine> list() {
        List<LimitLine> lines = new ArrayList<>();
        for (LiveLimit limit : LiveLimit.values()) {
            lines.add(new LimitLine(
                    limit,
                    limits.value(limit),
                    limits.configured(limit),
                    LimitStages.of(limit, limits.now()),
                    changes.get(limit)));
        }
        return lines;
    }

    @Override
    public void writeState(StateSink sink) {
        limits.writeState(sink);
        sink.putLong(changes.size());
        changes.forEach((limit, entry) -> {
            sink.putLong(limit.ordinal());
            entry.write(sink);
        });
        sink.putLong(outcomes.size());
        outcomes.forEach((command, outcome) -> {
            sink.putLong(command);
            sink.putLong(outcome.ordinal());
        });
    }

    @Override
    public void readState(StateSource source) {
        limits.readState(source);
        LiveLimit[] all = LiveLimit.values();
        for (int left = source.getCount("LimitModel.changes", all.length); left > 0; left--) {
            LiveLimit limit = all[source.getIndex("LimitModel.limit", all.length)];
            changes.put(limit, CommandEntry.read(source));
        }
        LimitChange[] answers = LimitChange.values();
        for (int left = source.getCount("LimitModel.outcomes", Integer.MAX_VALUE); left > 0; left--) {
            long command = source.getLong();
            outcomes.put(command, answers[source.getIndex("LimitModel.outcome", answers.length)]);
        }
    }
}
