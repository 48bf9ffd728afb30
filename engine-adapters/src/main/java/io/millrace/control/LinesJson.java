package io.millrace.control;

import io.millrace.event.codec.RiskControl;
import io.millrace.report.Json;
import io.millrace.risk.LiveLimit;
import io.millrace.view.AccountFigures;
import io.millrace.view.EngineGauges;
import io.millrace.view.FillLine;
import io.millrace.view.JournalFigures;
import io.millrace.view.LimitStages;
import io.millrace.view.ModelFigures;
import io.millrace.view.OpenOrder;
import io.millrace.view.PositionLine;
import io.millrace.view.RiskFigures;
import io.millrace.view.TripLine;
import io.millrace.view.View;
import java.time.Instant;

/** The view's records as JSON: money as exact decimals, times ISO-8601 UTC. Thread safe. */
final class LinesJson {
    private static final long NANOS = 1_000_000_000L;

    private final View view;
    private final EngineGauges gauges;

    LinesJson(View view, EngineGauges gauges) {
        this.view = view;
        this.gauges = gauges;
    }

    static String time(long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, NANOS), Math.floorMod(timeNs, NANOS))
                .toString();
    }

    Answer status() {
        AccountFigures account = view.account();
        JournalFigures journal = view.journal();
        Json json = new Json(8_192);
        json.open('{').key("mode").string(view.config().mode().name().toLowerCase(java.util.Locale.ROOT));
        json.key("dryRun")
                .value(gauges.dryRun())
                .key("engineId")
                .string(view.config().engineId());
        json.key("account").string(gauges.account()).key("state").string(state(account));
        json.key("uptime").value(gauges.uptimeSeconds()).key("session").value(journal.session());
        account(json, account);
        json.key("feedRows").value(gauges.feedRows()).key("feedAtEnd").value(gauges.feedAtEnd());
        json.key("feeds").open('[');
        gauges.feeds().forEach(feed -> {
            json.open('{').key("name").string(feed.name()).key("state").string(feed.state());
            json.key("read").value(feed.read()).key("journaled").value(feed.journaled());
            json.key("alreadyJournaled").value(feed.alreadyJournaled()).key("conflated");
            json.value(feed.conflated()).key("missing").value(feed.missing()).close('}');
        });
        json.close(']');
        json.key("feedAgeSeconds").value(journal.feedAgeSeconds());
        json.key("trading").string(account.standing().trading());
        json.key("kill").value(account.killed()).key("paused").strings(account.paused());
        json.key("failed");
        failed(json, account);
        json.key("positions");
        positions(json);
        json.key("openOrders");
        openOrders(json);
        json.key("notice").string(gauges.notice());
        return Answer.json(json.close('}'));
    }

    private void failed(Json json, AccountFigures account) {
        json.open('[');
        for (int sleeve : account.standing().failed()) {
            json.open('{').key("strategy").value((long) sleeve).key("name");
            json.string(view.config().strategies().get(sleeve).name());
            json.key("acknowledged")
                    .value(account.standing().acknowledged().contains(sleeve))
                    .close('}');
        }
        json.close(']');
    }

    /** In the same words as the heartbeat file. */
    private String state(AccountFigures account) {
        if (!gauges.alive()) {
            return "STOPPED";
        }
        if (gauges.countsDown()) {
            return "COUNTDOWN";
        }
        return account.standing().isActive() ? "RUNNING" : account.standing().trading();
    }

    /** The account's own figures, into an open object. */
    static void account(Json json, AccountFigures account) {
        json.key("step").value(account.step());
        json.key("feedTime").string(account.step() == 0 ? "" : time(account.timeNs()));
        json.key("markedAt").string(account.markedNs() == 0 ? "" : time(account.markedNs()));
        json.key("equity").fixed(account.equity()).key("cash").fixed(account.cash());
        json.key("drawdown").value(account.drawdown()).key("dailyPnl").fixed(account.dailyPnl());
        json.key("realised").fixed(account.realised()).key("unrealised").fixed(account.unrealised());
        json.key("fees").fixed(account.fees()).key("trades").value(account.trades());
        json.key("winRate").value(account.winRate());
    }

    Answer positions() {
        Json json = new Json(4_096);
        json.open('{').key("positions");
        positions(json);
        return Answer.json(json.close('}'));
    }

    Answer orders() {
        Json json = new Json();
        json.open('{').key("openOrders");
        openOrders(json);
        json.key("fills").open('[');
        for (FillLine fill : view.fills()) {
            json.open('{').key("step").value(fill.step()).key("time").string(time(fill.timeNs()));
            json.key("orderId").value(fill.orderId()).key("strategy").string(fill.strategy());
            json.key("symbol").string(fill.symbol()).key("side").string(fill.side());
            json.key("quantity").fixed(fill.quantity()).key("price").fixed(fill.price());
            json.key("fee").fixed(fill.fee()).close('}');
        }
        json.close(']').key("orders").value(view.orderCount());
        return Answer.json(json.key("fillCount").value(view.fillCount()).close('}'));
    }

    Answer trades() {
        Json json = new Json();
        json.open('{').key("trades").open('[');
        for (TripLine trip : view.trips()) {
            json.open('{').key("strategy").string(trip.strategy()).key("symbol").string(trip.symbol());
            json.key("side").string(trip.side()).key("entryTime").string(time(trip.entryTimeNs()));
            json.key("exitTime").string(time(trip.exitTimeNs())).key("quantity").fixed(trip.quantity());
            json.key("entryPrice").fixed(trip.entryPrice()).key("exitPrice").fixed(trip.exitPrice());
            json.key("pnl").fixed(trip.pnl()).key("fees").fixed(trip.fees()).close('}');
        }
        return Answer.json(json.close(']').close('}'));
    }

    Answer models() {
        AccountFigures account = view.account();
        Json json = new Json(4_096);
        // With the account of the same moment, so that both can be shown side by side.
        json.open('{').key("account").open('{');
        account(json, account);
        json.close('}').key("models").open('[');
        for (ModelFigures model : account.models()) {
            json.open('{').key("sleeve").value((long) model.sleeve());
            json.key("strategy").string(model.strategy()).key("capital").fixed(model.capital());
            json.key("equity").fixed(model.equity()).key("cash").fixed(model.cash());
            json.key("realised").fixed(model.realised()).key("unrealised").fixed(model.unrealised());
            json.key("fees").fixed(model.fees()).key("trades").value(model.trades());
            json.key("wins").value(model.wins()).key("drawdown").value(model.drawdown());
            json.key("paused").value(model.paused()).close('}');
        }
        json.close(']').key("positions");
        positions(json);
        json.key("openOrders");
        openOrders(json);
        return Answer.json(json.close('}'));
    }

    Answer risk() {
        RiskFigures risk = view.risk();
        Json json = new Json();
        json.open('{').key("trading").string(risk.standing().trading()).key("causes");
        json.strings(risk.standing().causes());
        json.key("kill").value(risk.standing().killed()).key("controls").open('[');
        risk.controls().forEach(control -> {
            json.open('{')
                    .key("control")
                    .string(control.control())
                    .key("passed")
                    .value(control.passed());
            json.key("rejected").value(control.rejected()).key("scaled").value(control.scaled());
            json.key("acted").value(control.acted()).key("limit").value(control.limit());
            json.key("actual").value(control.actual());
            if (control.control().equals(RiskControl.DAILY_LOSS.name())) {
                stages(json, view.limits().get(LiveLimit.DAILY_LOSS.ordinal()).stages());
            }
            json.close('}');
        });
        json.close(']').key("decisions").open('[');
        risk.decisions().forEach(line -> {
            json.open('{').key("step").value(line.step()).key("time").string(time(line.timeNs()));
            json.key("strategy").string(line.strategy()).key("symbol").string(line.symbol());
            json.key("control").string(line.control()).key("action").string(line.action());
            json.key("limit").value(line.limit()).key("actual").value(line.actual());
            json.key("orderId").value(line.orderId()).close('}');
        });
        json.close(']').key("alerts").open('[');
        risk.alerts().forEach(line -> {
            json.open('{').key("step").value(line.step()).key("time").string(time(line.timeNs()));
            json.key("code").string(line.code()).key("severity").string(line.severity());
            json.key("strategy").string(line.strategy()).key("symbol").string(line.symbol());
            json.key("value").value(line.value()).close('}');
        });
        json.close(']').key("regimes").open('[');
        view.regimes().forEach(line -> {
            json.open('{')
                    .key("dimension")
                    .string(line.dimension())
                    .key("state")
                    .string(line.state());
            json.key("since").string(time(line.sinceNs())).close('}');
        });
        return Answer.json(json.close(']').close('}'));
    }

    private static void stages(Json json, LimitStages stages) {
        if (stages != null) {
            stages.write(json);
        }
    }

    Answer indicators() {
        Json json = new Json(4_096);
        json.open('{').key("streams").open('[');
        view.indicators().forEach(line -> {
            json.open('{')
                    .key("stream")
                    .value((long) line.stream())
                    .key("symbol")
                    .string(line.symbol());
            json.key("timeframe").string(gauges.indicatorNames().timeframe(line.stream()));
            json.key("time").string(time(line.timeNs())).key("names").open('[');
            gauges.indicatorNames().of(line.stream()).forEach(json::string);
            json.close(']').key("values").open('[');
            line.values().forEach(json::value);
            json.close(']').close('}');
        });
        return Answer.json(json.close(']').close('}'));
    }

    private void positions(Json json) {
        json.open('[');
        for (PositionLine line : view.positions()) {
            json.open('{')
                    .key("sleeve")
                    .value((long) line.sleeve())
                    .key("strategy")
                    .string(line.strategy());
            json.key("symbol").string(line.symbol()).key("quantity").fixed(line.quantity());
            json.key("price")
                    .fixed(line.price())
                    .key("value")
                    .fixed(line.value())
                    .key("currency")
                    .string(view.currency(line.symbol()))
                    .close('}');
        }
        json.close(']');
    }

    private void openOrders(Json json) {
        json.open('[');
        for (OpenOrder order : view.openOrders()) {
            json.open('{').key("orderId").value(order.orderId()).key("time").string(time(order.timeNs()));
            json.key("strategy").string(order.strategy()).key("symbol").string(order.symbol());
            json.key("side").string(order.side()).key("type").string(order.type());
            json.key("quantity").fixed(order.quantity()).key("cashQuantity").fixed(order.cashQuantity());
            json.key("leaves").fixed(order.leaves()).key("limitPrice").fixed(order.limitPrice());
            json.key("stopPrice").fixed(order.stopPrice()).close('}');
        }
        json.close(']');
    }
}
