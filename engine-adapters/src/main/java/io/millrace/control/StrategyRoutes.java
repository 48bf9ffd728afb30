package io.millrace.control;

import io.millrace.engine.StrategyConfig;
import io.millrace.report.Json;
import io.millrace.view.RiskStanding;
import io.millrace.view.View;
import java.util.ArrayList;
import java.util.List;

/** What a person may say of a strategy. Thread safe. */
final class StrategyRoutes {
    private static final int LONGEST = 64;

    private final View view;
    private final CommandRoutes commands;

    StrategyRoutes(View view, CommandRoutes commands) {
        this.view = view;
        this.commands = commands;
    }

    List<Route> routes() {
        return List.of(Route.post(
                "/strategies/acknowledge",
                Role.TRADE,
                "say that a failed one was seen; {\"name\":N}, with \"sleeve\":\"S\" where several have the name",
                this::acknowledge));
    }

    private Answer acknowledge(ApiRequest request) {
        int sleeve = sleeve(request);
        boolean confirmed = BodyReader.flag(request.body(), "confirm");
        EngineCommand wanted = EngineCommand.acknowledge(sleeve, "").confirmed(confirmed);
        Json json = new Json(256);
        CommandRoutes.write(json, commands.give(wanted, request, () -> refusal(sleeve)));
        return Answer.json(json);
    }

    /** Null when there is nothing against it. */
    private String refusal(int sleeve) {
        RiskStanding.View standing = view.risk().standing();
        return standing.failed().contains(sleeve)
                ? null
                : name(sleeve) + " in sleeve " + sleeve + " has not failed: there is nothing to acknowledge";
    }

    private int sleeve(ApiRequest request) {
        String name = BodyReader.text(request.body(), "name", LONGEST);
        String sleeve = BodyReader.text(request.body(), "sleeve", LONGEST);
        List<String> all = new ArrayList<>();
        List<Integer> meant = new ArrayList<>();
        List<StrategyConfig> strategies = view.config().strategies();
        for (int i = 0; i < strategies.size(); i++) {
            all.add(name(i) + " in sleeve " + i);
            if (name(i).equals(name) && (sleeve == null || sleeve.equals(Integer.toString(i)))) {
                meant.add(i);
            }
        }
        if (meant.isEmpty()) {
            throw new Refusal(
                    404,
                    "No such strategy",
                    "name is \"" + name + "\"" + (sleeve == null ? "" : ", sleeve \"" + sleeve + "\"") + "; there are "
                            + all);
        }
        if (meant.size() > 1) {
            throw new Refusal(
                    400,
                    "Several strategies",
                    name + " runs in the sleeves " + meant + ": say which with \"sleeve\":\"" + meant.get(0)
                            + "\", or --sleeve " + meant.get(0));
        }
        return meant.get(0);
    }

    private String name(int sleeve) {
        return view.config().strategies().get(sleeve).name();
    }
}
