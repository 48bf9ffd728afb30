package io.millrace.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.pipeline.StageLatency;
import io.millrace.view.ControlCount;
import io.millrace.view.EngineGauges;
import io.millrace.view.FeedFigures;
import io.millrace.view.ModelFigures;
import io.millrace.view.RegimeLine;
import io.millrace.view.View;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** The metrics of a running engine. Money in account currency, times in seconds, shares as fractions. Thread safe. */
public final class EngineMetrics {
    private static final double SCALE = 1e8;
    private static final double NANOS = 1e9;
    private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 1};

    private final View view;
    private final EngineGauges gauges;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private Figures now;

    public EngineMetrics(View view, EngineGauges gauges) {
        this.view = view;
        this.gauges = gauges;
        registerAccount();
        registerModels();
        registerRisk();
        registerEngine();
    }

    /** All metrics in the text format of Prometheus. */
    public synchronized String text() {
        now = Figures.of(view);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape(), EscapingScheme.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString(UTF_8);
    }

    private void registerAccount() {
        gauge("equity", "Equity of the account", figures -> figures.account().equity() / SCALE);
        gauge("cash", "Cash of the account", figures -> figures.account().cash() / SCALE);
        gauge(
                "drawdown_ratio",
                "Below the highest equity",
                figures -> figures.account().drawdown());
        gauge(
                "daily_pnl",
                "Profit since the start of the UTC day",
                figures -> figures.account().dailyPnl() / SCALE);
        gauge(
                "realised_pnl",
                "Realised profit after fees",
                figures -> figures.account().realised() / SCALE);
        gauge(
                "unrealised_pnl",
                "Profit of open positions",
                figures -> figures.account().unrealised() / SCALE);
        gauge("positions_open", "Positions that are not flat", Figures::positions);
        gauge("orders_open", "Orders that may still fill", Figures::openOrders);
        gauge(
                "win_ratio",
                "Round trips with a profit",
                figures -> figures.account().winRate());
        counter("trades", "Round trips", figures -> figures.account().trades());
        counter("orders", "Orders sent", Figures::orders);
        counter("fills", "Fills", Figures::fills);
    }

    private void registerModels() {
        model("model_equity", "Equity of a strategy", model -> model.equity() / SCALE);
        model("model_realised_pnl", "Realised profit of a strategy", model -> model.realised() / SCALE);
        model("model_unrealised_pnl", "Open profit of a strategy", model -> model.unrealised() / SCALE);
        model("model_drawdown_ratio", "Drawdown of a strategy", ModelFigures::drawdown);
        model("paused", "1 when a strategy may not open positions", model -> model.paused() ? 1 : 0);
        model(
                "strategy_failed",
                "1 when a strategy threw something and is out of service",
                model -> now.risk().standing().failed().contains(model.sleeve()) ? 1 : 0);
        model(
                "strategy_acknowledged",
                "1 when a person has seen that it is",
                model -> now.risk().standing().acknowledged().contains(model.sleeve()) ? 1 : 0);
    }

    private void registerRisk() {
        gauge(
                "kill",
                "1 when the kill switch is set",
                figures -> figures.account().killed() ? 1 : 0);
        CounterWithCallback.builder()
                .name("millrace_rejects")
                .help("Orders refused, by risk control")
                .labelNames("control")
                .callback(out -> {
                    for (ControlCount control : now.risk().controls()) {
                        out.call((double) control.rejected(), control.control());
                    }
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("millrace_alerts")
                .help("Alerts, by severity")
                .labelNames("severity")
                .callback(out ->
                        now.risk().alertCounts().forEach((severity, count) -> out.call((double) count, severity)))
                .register(registry);
        labelled("regime", "1 for the state a market dimension is in", new String[] {"dimension", "state"}, out -> {
            for (RegimeLine regime : now.regimes()) {
                out.call(1, regime.dimension(), regime.state());
            }
        });
    }

    private void registerEngine() {
        gauge("engine_alive", "1 while the engine takes steps", figures -> gauges.alive() ? 1 : 0);
        gauge("uptime_seconds", "Since the session began", figures -> gauges.uptimeSeconds());
        gauge(
                "ring_fill_ratio",
                "Largest share of the engine's inlet or ring that was full since the last scrape",
                figures -> gauges.largestFill());
        gauge(
                "feed_age_seconds",
                "Since the newest market data was journaled",
                figures -> figures.journal().feedAgeSeconds());
        gauge("feed_at_end", "1 when the feed has no more rows", figures -> gauges.feedAtEnd() ? 1 : 0);
        counter("feed_rows", "Rows given to the engine in this session", figures -> gauges.feedRows());
        registerFeeds();
        counter(
                "journal_steps",
                "Steps in the journal",
                figures -> figures.journal().steps());
        counter(
                "journal_bytes",
                "Bytes of the journal's records, before they are packed",
                figures -> figures.journal().bytes());
        gauge(
                "view_intact",
                "1 when the figures are of the whole journal",
                figures -> figures.journal().caughtUp() ? 1 : 0);
        counter(
                "view_rebuilds",
                "How often the figures had to be built anew",
                figures -> figures.journal().rebuilds());
        CounterWithCallback.builder()
                .name("millrace_side_work")
                .help("What runs beside the engine, by work and result")
                .labelNames("work", "result")
                .callback(out -> gauges.sideCounts()
                        .forEach(side -> out.call((double) side.count(), side.work(), side.result())))
                .register(registry);
        labelled("stage_latency_seconds", "Time per stage", new String[] {"stage", "quantile"}, out -> {
            for (int i = 0; i < StageLatency.STAGES.length; i++) {
                Histogram histogram = gauges.latency().histogram(i);
                for (double quantile : QUANTILES) {
                    double ns = histogram.getValueAtPercentile(quantile * 100);
                    out.call(ns / NANOS, StageLatency.STAGES[i], Double.toString(quantile));
                }
            }
        });
    }

    private void registerFeeds() {
        labelled("feed_up", "1 while a feed's connection is up", new String[] {"feed"}, out -> {
            for (FeedFigures feed : gauges.feeds()) {
                out.call(
                        feed.state().equals(FeedFigures.DOWN) || feed.state().equals("CONNECTING") ? 0 : 1,
                        feed.name());
            }
        });
        CounterWithCallback.builder()
                .name("millrace_feed_read")
                .help("Rows of market data read from a feed in this session")
                .labelNames("feed")
                .callback(out -> {
                    for (FeedFigures feed : gauges.feeds()) {
                        out.call((double) feed.read(), feed.name());
                    }
                })
                .register(registry);
        CounterWithCallback.builder()
                .name("millrace_feed_left_out")
                .help("Rows of a feed that were read and not journaled, by reason")
                .labelNames("feed", "reason")
                .callback(out -> {
                    for (FeedFigures feed : gauges.feeds()) {
                        out.call((double) feed.alreadyJournaled(), feed.name(), "already_journaled");
                        out.call((double) feed.conflated(), feed.name(), "conflated");
                        out.call((double) feed.unsent(), feed.name(), "unsent");
                    }
                })
                .register(registry);
    }

    private void gauge(String name, String help, ToDoubleFunction<Figures> figure) {
        labelled(name, help, new String[0], out -> out.call(figure.applyAsDouble(now)));
    }

    private void counter(String name, String help, ToDoubleFunction<Figures> figure) {
        CounterWithCallback.builder()
                .name("millrace_" + name)
                .help(help)
                .callback(out -> out.call(figure.applyAsDouble(now)))
                .register(registry);
    }

    /** Two sleeves may run the same strategy: the number keeps them apart. */
    private void model(String name, String help, ToDoubleFunction<ModelFigures> figure) {
        labelled(name, help, new String[] {"strategy", "sleeve"}, out -> {
            for (ModelFigures model : now.account().models()) {
                out.call(figure.applyAsDouble(model), model.strategy(), Integer.toString(model.sleeve()));
            }
        });
    }

    private void labelled(String name, String help, String[] labels, Consumer<GaugeWithCallback.Callback> callback) {
        GaugeWithCallback.builder()
                .name("millrace_" + name)
                .help(help)
                .labelNames(labels)
                .callback(callback)
                .register(registry);
    }
}
