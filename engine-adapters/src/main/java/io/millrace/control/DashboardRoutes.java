package io.millrace.control;

import io.millrace.config.Settings;
import io.millrace.report.Json;
import io.millrace.view.EngineGauges;
import io.millrace.view.EventEntry;
import io.millrace.view.IndicatorTrack;
import io.millrace.view.LimitLine;
import io.millrace.view.TrackPoint;
import io.millrace.view.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the dashboard reads beyond what programs ask for. Thread safe. */
final class DashboardRoutes {
    private static final int RECENT_STEPS = 200;

    private final View view;
    private final EngineGauges gauges;
    private final Settings settings;

    DashboardRoutes(View view, EngineGauges gauges, Settings settings) {
        this.view = view;
        this.gauges = gauges;
        this.settings = settings;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/symbols", "what each symbol has brought, in its own currency", this::symbols),
                Route.get("/series", "which bars there are", this::series),
                Route.get("/tracks", "indicator values over time; ?symbol=S&timeframe=1m", this::tracks),
                Route.get("/recent", "the newest events, and the id behind which /events goes on", this::recent),
                Route.get("/settings", "effective configuration with the source of each value", this::settings));
    }

    private Answer symbols(ApiRequest request) {
        Json json = new Json(1_024);
        json.open('{').key("symbols").open('[');
        view.symbols().forEach(line -> {
            json.open('{').key("symbol").string(line.symbol());
            json.key("quantity").fixed(line.quantity()).key("value").fixed(line.value());
            json.key("pnl").fixed(line.pnl()).key("fees").fixed(line.fees());
            json.key("trades").value(line.trades());
            json.key("currency").string(view.currency(line.symbol())).close('}');
        });
        return Answer.json(json.close(']').close('}'));
    }

    private Answer series(ApiRequest request) {
        Json json = new Json(1_024);
        json.open('{').key("series").open('[');
        view.series().forEach(line -> {
            json.open('{').key("symbol").string(line.symbol());
            json.key("timeframe").string(line.timeframe());
            json.key("bars").value((long) line.bars()).close('}');
        });
        return Answer.json(json.close(']').close('}'));
    }

    private Answer tracks(ApiRequest request) {
        Json json = new Json();
        json.open('{').key("streams").open('[');
        List<IndicatorTrack> tracks =
                view.tracks(request.query().get("symbol"), request.query().get("timeframe"));
        for (IndicatorTrack track : tracks) {
            json.open('{')
                    .key("stream")
                    .value((long) track.stream())
                    .key("names")
                    .open('[');
            gauges.indicatorNames().of(track.stream()).forEach(json::string);
            json.close(']').key("points").open('[');
            for (TrackPoint point : track.points()) {
                json.open('{').key("time").string(LinesJson.time(point.openTimeNs()));
                json.key("values").open('[');
                point.values().forEach(json::value);
                json.close(']').close('}');
            }
            json.close(']').close('}');
        }
        return Answer.json(json.close(']').close('}'));
    }

    private Answer recent(ApiRequest request) {
        List<EventEntry> events = view.newestEvents(RECENT_STEPS);
        String last = events.isEmpty() ? "0-0" : events.get(events.size() - 1).id();
        Json json = new Json();
        json.open('{').key("last").string(last).key("events").open('[');
        events.forEach(event -> EventText.write(json, event));
        return Answer.json(json.close(']').close('}'));
    }

    private Answer settings(ApiRequest request) {
        Json json = new Json(8_192);
        json.open('{').key("settings").open('[');
        Map<String, LimitLine> changes = view.limits().stream()
                .filter(line -> line.change() != null)
                .collect(Collectors.toMap(line -> line.limit().key(), line -> line));
        settings.all().forEach(setting -> {
            boolean secret = ReadRoutes.SECRET
                    .matcher(setting.key().toLowerCase(Locale.ROOT))
                    .find();
            LimitLine changed = changes.get(setting.key());
            json.open('{').key("key").string(setting.key());
            if (changed == null) {
                json.key("value").string(secret ? "***" : setting.value());
                json.key("origin").string(setting.origin()).close('}');
            } else {
                json.key("value").string(changed.limit().format(changed.value()));
                json.key("origin")
                        .string(LimitRoutes.source(changed, settings) + "; configured " + setting.value() + " by "
                                + setting.origin());
                json.close('}');
            }
        });
        return Answer.json(json.close(']').close('}'));
    }
}
