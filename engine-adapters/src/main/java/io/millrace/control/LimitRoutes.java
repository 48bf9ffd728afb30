package io.millrace.control;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.report.Json;
import io.millrace.risk.LimitChange;
import io.millrace.risk.LiveLimit;
import io.millrace.view.CommandEntry;
import io.millrace.view.LimitLine;
import io.millrace.view.View;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The limits in force, and changes of them: tighter at once, looser when confirmed. Thread safe. */
final class LimitRoutes {
    private static final int LONGEST = 40;

    private final View view;
    private final CommandRoutes commands;
    private final Settings settings;

    LimitRoutes(View view, CommandRoutes commands, Settings settings) {
        this.view = view;
        this.commands = commands;
        this.settings = settings;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/limits", "limits in force, with the source of each", this::list),
                Route.post(
                        "/limits",
                        Role.TRADE,
                        "change one; {\"key\":K,\"value\":\"V\"}, a looser one with \"confirm\":true",
                        this::change));
    }

    /** Where a value comes from, for people. */
    static String source(LimitLine line, Settings settings) {
        CommandEntry change = line.change();
        if (change != null) {
            return "command " + change.commandId() + " by " + change.actor() + " at " + LinesJson.time(change.timeNs());
        }
        Setting setting = settings.get(line.limit().key());
        return setting == null ? "default" : setting.origin();
    }

    private Answer list(ApiRequest request) {
        Json json = new Json(2_048);
        json.open('{').key("limits").open('[');
        view.limits().forEach(line -> write(json, line));
        return Answer.json(json.close(']').close('}'));
    }

    private void write(Json json, LimitLine line) {
        json.open('{').key("key").string(line.limit().key());
        json.key("value").string(line.limit().format(line.value()));
        json.key("configured").string(line.limit().format(line.configured()));
        json.key("source").string(source(line, settings));
        if (line.stages() != null) {
            line.stages().write(json);
        }
        json.close('}');
    }

    private Answer change(ApiRequest request) {
        LiveLimit limit = limit(request);
        long value = value(limit, request);
        boolean confirmed = BodyReader.flag(request.body(), "confirm");
        EngineCommand wanted = EngineCommand.limit(limit, value, confirmed, "");
        CommandEntry entry = commands.give(wanted, request, () -> refusal(limit, value, confirmed));
        LimitChange outcome = view.limitChange(entry.commandId());
        if (outcome != LimitChange.SET) {
            // Somebody else was faster: what was tighter when asked is looser now.
            throw new Refusal(409, "Not taken", "the engine refused it: " + outcome + "; look at the limits again");
        }
        Json json = new Json(512);
        json.open('{').key("command");
        CommandRoutes.write(json, entry);
        json.key("limit");
        view.limits().stream().filter(line -> line.limit() == limit).forEach(line -> write(json, line));
        return Answer.json(json.close('}'));
    }

    private static LiveLimit limit(ApiRequest request) {
        String key = BodyReader.text(request.body(), "key", LONGEST);
        LiveLimit limit = key == null ? null : LiveLimit.find(key);
        if (limit == null) {
            throw new Refusal(
                    400,
                    "Unknown limit",
                    (key == null ? BodyReader.missing(request.body(), "key") : "key is \"" + key + "\"")
                            + "; expected one of "
                            + Arrays.stream(LiveLimit.values())
                                    .map(LiveLimit::key)
                                    .collect(Collectors.joining(", "))
                            + "; all others change with the configuration");
        }
        return limit;
    }

    private static long value(LiveLimit limit, ApiRequest request) {
        String text = BodyReader.text(request.body(), "value", LONGEST);
        try {
            if (text != null) {
                return limit.parse(text);
            }
        } catch (NumberFormatException e) {
            throw notNumber(limit, "value is \"" + text + "\"");
        }
        throw notNumber(limit, BodyReader.missing(request.body(), "value"));
    }

    private static Refusal notNumber(LiveLimit limit, String what) {
        return new Refusal(
                400,
                "Bad value",
                limit.key() + ": " + what + "; expected a number as text, such as \"0.02\";"
                        + " a limit is not switched off while the engine runs");
    }

    private String refusal(LiveLimit limit, long value, boolean confirmed) {
        long now = view.limits().get(limit.ordinal()).value();
        return switch (view.judge(limit, value, confirmed)) {
            case SET -> null;
            case LOOSER ->
                limit.key() + " is " + limit.format(now) + " and would be looser with " + limit.format(value)
                        + ": confirm it (\"confirm\":true, or --confirm) to let more pass";
            case OFF -> limit.key() + " is off in the configuration: set it there and start again";
            case OUT_OF_RANGE, UNKNOWN ->
                limit.key() + " cannot be " + limit.format(value)
                        + ": the configuration would not take it either; it stays " + limit.format(now);
        };
    }
}
