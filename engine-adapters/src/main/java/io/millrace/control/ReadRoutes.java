package io.millrace.control;

import io.millrace.config.Setting;
import io.millrace.pipeline.StageLatency;
import io.millrace.report.Json;
import io.millrace.view.BarLine;
import io.millrace.view.BarSeries;
import io.millrace.view.CurvePoint;
import io.millrace.view.EngineGauges;
import io.millrace.view.JournalFigures;
import io.millrace.view.View;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** What can be read. Thread safe. */
final class ReadRoutes {
    static final Pattern SECRET = Pattern.compile("secret|token|password|passphrase|apikey|credential");
    private static final double[] QUANTILES = {50, 90, 99, 99.9, 100};

    private final View view;
    private final EngineGauges gauges;
    private final Supplier<String> metrics;
    private final LinesJson lines;

    ReadRoutes(View view, EngineGauges gauges, Supplier<String> metrics) {
        this.view = view;
        this.gauges = gauges;
        this.metrics = metrics;
        this.lines = new LinesJson(view, gauges);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/healthz", "whether the engine runs and this view of it is whole", this::health),
                Route.get("/status", "state, equity, positions and open orders in one", request -> lines.status()),
                Route.get("/config", "effective configuration of the engine", this::config),
                Route.get(
                        "/metrics",
                        "figures for Prometheus",
                        request -> Answer.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get())),
                Route.get(
                        "/positions",
                        "positions that are not flat; each in its instrument's currency",
                        request -> lines.positions()),
                Route.get("/orders", "open orders and the newest fills", request -> lines.orders()),
                Route.get("/trades", "the newest round trips", request -> lines.trades()),
                Route.get(
                        "/models",
                        "each strategy's figures, with account, positions and open orders",
                        request -> lines.models()),
                Route.get("/risk", "decisions by control, alerts, regimes", request -> lines.risk()),
                Route.get("/latency", "time per stage in nanoseconds", this::latency),
                Route.get("/equity", "the account's equity over time, thinned", this::equity),
                Route.get("/bars", "the newest bars; ?symbol=S&timeframe=1m", this::bars),
                Route.get(
                        "/indicators",
                        "the newest indicator values by stream, with their names",
                        request -> lines.indicators()),
                Route.get("/journal", "how far the journal goes, and its newest commands", this::journal));
    }

    private Answer health(ApiRequest request) {
        JournalFigures journal = view.journal();
        Json json = new Json(256);
        json.open('{').key("healthy").value(gauges.alive() && journal.trouble().isEmpty());
        json.key("engineAlive").value(gauges.alive()).key("viewCaughtUp").value(journal.caughtUp());
        json.key("trouble").string(journal.trouble()).key("notice").string(gauges.notice());
        return Answer.json(json.close('}'));
    }

    private Answer config(ApiRequest request) {
        Json json = new Json(8_192);
        json.open('{');
        for (Setting setting : view.config().toSettings().all()) {
            boolean secret =
                    SECRET.matcher(setting.key().toLowerCase(Locale.ROOT)).find();
            json.key(setting.key()).string(secret ? "***" : setting.value());
        }
        return Answer.json(json.close('}'));
    }

    private Answer latency(ApiRequest request) {
        Json json = new Json(2_048);
        json.open('{').key("stages").open('[');
        for (int i = 0; i < StageLatency.STAGES.length; i++) {
            Histogram histogram = gauges.latency().histogram(i);
            json.open('{').key("stage").string(StageLatency.STAGES[i]);
            json.key("samples").value(histogram.getTotalCount());
            for (double quantile : QUANTILES) {
                String name = quantile == 100
                        ? "max"
                        : "p" + Double.toString(quantile).replaceAll("\\.0?", "");
                json.key(name).value(histogram.getValueAtPercentile(quantile));
            }
            json.close('}');
        }
        json.close(']').key("backlogBytes").value(gauges.backlogBytes());
        json.key("backlogLimit").value(gauges.backlogLimit());
        return Answer.json(json.close('}'));
    }

    private Answer equity(ApiRequest request) {
        Json json = new Json();
        json.open('{').key("points").open('[');
        for (CurvePoint point : view.equityCurve()) {
            json.open('{').key("time").string(LinesJson.time(point.timeNs()));
            json.key("equity").fixed(point.equity()).close('}');
        }
        return Answer.json(json.close(']').close('}'));
    }

    private Answer bars(ApiRequest request) {
        Json json = new Json();
        json.open('{').key("series").open('[');
        for (BarSeries series :
                view.bars(request.query().get("symbol"), request.query().get("timeframe"))) {
            json.open('{').key("symbol").string(series.symbol());
            json.key("timeframe").string(series.timeframe()).key("bars").open('[');
            for (BarLine bar : series.bars()) {
                json.open('{').key("time").string(LinesJson.time(bar.openTimeNs()));
                json.key("open").fixed(bar.open()).key("high").fixed(bar.high());
                json.key("low").fixed(bar.low()).key("close").fixed(bar.close());
                json.key("volume").fixed(bar.volume()).close('}');
            }
            json.close(']').close('}');
        }
        return Answer.json(json.close(']').close('}'));
    }

    private Answer journal(ApiRequest request) {
        JournalFigures journal = view.journal();
        Json json = new Json(4_096);
        json.open('{').key("steps").value(journal.steps()).key("records").value(journal.records());
        json.key("bytes").value(journal.bytes()).key("session").value(journal.session());
        json.key("from").string(LinesJson.time(journal.firstTimeNs()));
        json.key("to").string(LinesJson.time(journal.lastTimeNs()));
        json.key("caughtUp").value(journal.caughtUp()).key("rebuilds").value(journal.rebuilds());
        json.key("trouble").string(journal.trouble()).key("commands").open('[');
        view.commands().forEach(command -> CommandRoutes.write(json, command));
        return Answer.json(json.close(']').close('}'));
    }
}
