package io.millrace.control;

import io.millrace.report.Json;
import io.millrace.schedule.Job;
import io.millrace.schedule.Schedule;
import io.millrace.schedule.ScheduleDesk;
import io.millrace.schedule.Trigger;
import io.millrace.view.CommandEntry;
import java.util.List;

/** The schedules, and running one by hand. Thread safe. */
final class ScheduleRoutes {
    private static final int LONGEST = 32;

    private final ScheduleDesk desk;
    private final CommandRoutes commands;

    ScheduleRoutes(ScheduleDesk desk, CommandRoutes commands) {
        this.desk = desk;
        this.commands = commands;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/schedules", "what runs by itself, when it did and when it will", this::list),
                Route.post("/schedules/run", Role.TRADE, "run one now; {\"name\":N}", this::run));
    }

    private Answer list(ApiRequest request) {
        Json json = new Json(1_024);
        json.open('{').key("schedules").open('[');
        desk.list().forEach(line -> {
            json.open('{').key("name").string(line.name()).key("job").string(line.job());
            json.key("when").string(line.when());
            json.key("last").string(line.lastNs() == Long.MIN_VALUE ? "" : LinesJson.time(line.lastNs()));
            json.key("next").string(line.nextNs() == Trigger.NEVER ? "" : LinesJson.time(line.nextNs()));
            json.key("outcome").string(line.outcome()).close('}');
        });
        return Answer.json(json.close(']').close('}'));
    }

    private Answer run(ApiRequest request) {
        String name = BodyReader.text(request.body(), "name", LONGEST);
        Schedule schedule = name == null ? null : desk.find(name);
        if (schedule == null) {
            throw new Refusal(
                    404,
                    "No such schedule",
                    (name == null ? BodyReader.missing(request.body(), "name") : "name is \"" + name + "\"")
                            + "; there are "
                            + desk.list().stream().map(line -> line.name()).toList());
        }
        boolean confirmed = BodyReader.flag(request.body(), "confirm");
        Json json = new Json(256);
        if (schedule.job() == Job.EVALUATE) {
            EngineCommand wanted = EngineCommand.evaluate(schedule.id(), "").confirmed(confirmed);
            CommandEntry entry = commands.give(wanted, request, () -> null);
            CommandRoutes.write(json, entry);
            return Answer.json(json);
        }
        commands.begin(schedule.name() + (confirmed ? " with confirm" : ""), request, () -> desk.run(schedule));
        json.open('{').key("begun").string(schedule.name());
        return Answer.json(json.key("job").string(schedule.job().text()).close('}'));
    }
}
