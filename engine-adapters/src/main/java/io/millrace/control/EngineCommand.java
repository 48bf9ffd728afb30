package io.millrace.control;

import io.millrace.event.codec.CommandKind;
import io.millrace.risk.LiveLimit;
import io.millrace.view.CommandEntry;
import java.util.Locale;

/**
 * A command to the engine.
 *
 * @param requestKey what the request is known by to its sender; it is journaled with the command; 0 = nothing
 * @param subject EVALUATE: the schedule's id; LIMIT: the limit's number; ACKNOWLEDGE: the sleeve; else 0
 * @param amount LIMIT: the value; else 0
 * @param confirmed whether the request said so; it counts for LIMIT only: also when it lets more pass than before
 */
public record EngineCommand(
        CommandKind kind, String actor, long requestKey, long subject, long amount, boolean confirmed) {
    /** One that says all by its kind. */
    public static EngineCommand of(CommandKind kind, String actor) {
        return new EngineCommand(kind, actor, 0, 0, 0, false);
    }

    /** Asks the strategies for a decision. */
    public static EngineCommand evaluate(long schedule, String actor) {
        return new EngineCommand(CommandKind.EVALUATE, actor, 0, schedule, 0, false);
    }

    /** A person has seen that a strategy is out of service. */
    public static EngineCommand acknowledge(int sleeve, String actor) {
        return new EngineCommand(CommandKind.ACKNOWLEDGE, actor, 0, sleeve, 0, false);
    }

    /** Changes a limit. */
    public static EngineCommand limit(LiveLimit limit, long value, boolean confirmed, String actor) {
        return new EngineCommand(CommandKind.LIMIT, actor, 0, limit.number(), value, confirmed);
    }

    /** True when a request for this and one for the other ask for the same, whoever asks. */
    boolean asksAs(EngineCommand other) {
        return kind == other.kind && subject == other.subject && amount == other.amount && confirmed == other.confirmed;
    }

    /** True when this is what the journal has. */
    boolean asksAs(CommandEntry entry) {
        return kind.name().equals(entry.kind())
                && subject == entry.subject()
                && amount == entry.amount()
                && confirmed == entry.confirmed();
    }

    /** What it asks for, for people. */
    public String text() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        LiveLimit limit = kind == CommandKind.LIMIT ? LiveLimit.of(subject) : null;
        return limit == null ? name : name + " " + limit.key() + " to " + limit.format(amount);
    }

    /** The same, with what a request says of confirming it: a request that says otherwise is another one. */
    EngineCommand confirmed(boolean said) {
        return new EngineCommand(kind, actor, requestKey, subject, amount, said);
    }

    EngineCommand from(String newActor, long newKey) {
        return new EngineCommand(kind, newActor, newKey, subject, amount, confirmed);
    }
}
