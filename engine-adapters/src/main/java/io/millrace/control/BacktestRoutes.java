package io.millrace.control;

import io.millrace.report.Json;
import io.millrace.siderun.BacktestDesk;
import io.millrace.siderun.BacktestOrder;
import io.millrace.siderun.RefusedException;
import io.millrace.siderun.SideRun;
import io.millrace.strategy.StrategyCatalog;
import java.util.List;
import java.util.Locale;

/**
 * Backtests beside the engine. They change nothing in it, so they are no commands in its journal: who asked for what,
 * and with which key, is in their folders. Thread safe.
 */
final class BacktestRoutes {
    private static final String MODELS = "models";
    private static final String RUNNING = "running";
    private static final int TAKEN = 202;
    private static final int BUSY = 429;

    private final BacktestDesk desk;
    private final CommandRoutes commands;
    private final StrategyCatalog catalog;

    BacktestRoutes(BacktestDesk desk, CommandRoutes commands, StrategyCatalog catalog) {
        this.desk = desk;
        this.commands = commands;
        this.catalog = catalog;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                        "/backtest",
                        Role.TRADE,
                        "begin one beside the engine; {\"strategy\":S,\"params\":\"fast=10,slow=30\"} or"
                                + " {\"models\":\"running\"}, with \"data\":\"embedded:NAME\" and perhaps \"capital\","
                                + " \"from\", \"to\"",
                        this::begin),
                Route.get("/backtests", "backtests and what became of them", request -> list()),
                Route.get("/backtests/{id}", "one of them, with its figures", this::one));
    }

    private Answer begin(ApiRequest request) {
        BacktestOrder order = order(request);
        SideRun known = desk.ofKey(order.requestKey());
        if (known == null) {
            commands.begin("backtest, " + order.text(), request, () -> {
                begin(order);
                return null;
            });
            known = desk.ofKey(order.requestKey());
        }
        if (!known.what().equals(order.text())) {
            throw new Refusal(
                    422,
                    "Key used before",
                    "this Idempotency-Key was used for the backtest " + known.what() + ": take a new one");
        }
        Json json = new Json(256);
        write(json, known);
        return Answer.text(TAKEN, "application/json", json.close('}').toString());
    }

    private void begin(BacktestOrder order) {
        try {
            desk.begin(order);
        } catch (RefusedException e) {
            throw e.busy()
                    ? new Refusal(Answer.problem(BUSY, "Busy", e.getMessage()).with("Retry-After", "10"))
                    : new Refusal(409, "Not taken", e.getMessage());
        }
    }

    private BacktestOrder order(ApiRequest request) {
        String body = request.body();
        String strategy = BodyReader.line(body, "strategy");
        String models = BodyReader.line(body, MODELS);
        if (strategy.isEmpty() == models.isEmpty() || !(models.isEmpty() || models.equals(RUNNING))) {
            throw new Refusal(
                    400,
                    "Bad body",
                    "expected either \"strategy\" with a model's name or \"models\":\"running\" for those that run"
                            + " here");
        }
        try {
            BacktestOrder order = new BacktestOrder(
                    CommandRoutes.actor(request),
                    CommandRoutes.requestKey(request.key()),
                    strategy,
                    BodyReader.line(body, "params"),
                    BodyReader.line(body, "data"),
                    BodyReader.line(body, "capital"),
                    BodyReader.line(body, "from"),
                    BodyReader.line(body, "to"));
            if (!strategy.isEmpty()) {
                catalog.find(strategy);
            }
            return order;
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "Bad body", e.getMessage());
        }
    }

    private Answer list() {
        Json json = new Json(4_096);
        json.open('{').key("backtests").open('[');
        desk.list().forEach(run -> {
            write(json, run);
            json.close('}');
        });
        return Answer.json(json.close(']').close('}'));
    }

    private Answer one(ApiRequest request) {
        SideRun run = desk.find(request.query().get("id"));
        if (run == null) {
            throw new Refusal(404, "No such backtest", "/backtests lists what there is");
        }
        Json json = new Json(4_096);
        write(json, run);
        String figures = desk.figures(run);
        // What the program printed stands as it is, once it is known to be one object still.
        String more = JsonTree.isObject(figures) ? ",\"figures\":" + figures : "";
        return Answer.text(200, "application/json", json + more + "}");
    }

    /** Without the bracket at its end. */
    private static void write(Json json, SideRun run) {
        json.open('{').key("id").string(run.id());
        json.key("state").string(run.state().name().toLowerCase(Locale.ROOT));
        json.key("actor").string(run.actor()).key("asked").string(run.what());
        json.key("begun").string(run.begun().toString());
        json.key("error").string(run.error()).key("report").string(run.report());
    }
}
