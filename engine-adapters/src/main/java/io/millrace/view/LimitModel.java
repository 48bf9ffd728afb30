package io.millrace.view;

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
final class LimitModel {
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
            lines.add(new LimitLine(limit, limits.value(limit), limits.configured(limit), changes.get(limit)));
        }
        return lines;
    }
}
