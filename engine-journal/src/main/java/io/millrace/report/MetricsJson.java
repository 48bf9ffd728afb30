package io.millrace.report;

import io.millrace.fixed.Fixed;
import java.time.Instant;
import java.util.List;

/** The object of {@code metrics.json}: the keys of the command line's {@code backtest}, then everything else. */
final class MetricsJson {
    private MetricsJson() {}

    static void write(final Json json, final RunResult run, final String reportPath) {
        json.open('{');
        figures(json, run, reportPath);
        json.close('}');
    }

    /** The neutral run's object, with the other two below the key {@code fills}. */
    static void write(final Json json, final FillTrio trio, final String reportPath) {
        json.open('{');
        figures(json, trio.neutral(), reportPath);
        json.key("fills").open('{').key("pessimistic");
        write(json, trio.pessimistic(), reportPath);
        json.key("optimistic");
        write(json, trio.optimistic(), reportPath);
        json.close('}').close('}');
    }

    private static void figures(final Json json, final RunResult run, final String reportPath) {
        final Metrics metrics = Metrics.of(run);
        contract(json, run, metrics, reportPath);
        additions(json, run, metrics);
        models(json, run.attribution(), run.header().models());
        currencies(json, run.attribution().currencies());
        json.key("notices").strings(run.notices());
        json.key("latency").open('[');
        for (final StageLatency stage : run.speed().latencies()) {
            json.open('{').key("stage").string(stage.stage()).key("count").value(stage.count());
            json.key("p50Ns").value(stage.p50Ns()).key("p90Ns").value(stage.p90Ns());
            json.key("p99Ns").value(stage.p99Ns()).key("p999Ns").value(stage.p999Ns());
            json.key("maxNs").value(stage.maxNs()).close('}');
        }
        json.close(']');
    }

    private static void contract(final Json json, final RunResult run, final Metrics metrics, final String reportPath) {
        final ReturnStats returns = metrics.returns();
        final TradeStats trades = metrics.trades();
        final Usage usage = metrics.usage();
        json.key("run").string(run.header().runId());
        json.key("strategy").string(run.header().strategy());
        json.key("bars").value(run.speed().bars()).key("trades").value(trades.count());
        json.key("finalEquity").fixed(usage.finalEquity());
        json.key("totalReturn").value(returns.totalReturn()).key("cagr").value(returns.cagr());
        json.key("sharpe").value(returns.sharpe()).key("sortino").value(returns.sortino());
        json.key("maxDrawdown").value(metrics.drawdown().depth());
        json.key("calmar").value(returns.calmar()).key("winRate").value(trades.winRate());
        json.key("profitFactor").value(trades.profitFactor());
        json.key("exposure").value(usage.exposure()).key("turnover").value(usage.turnover());
        json.key("fees").fixed(usage.fees()).key("bps").value(metrics.bps());
        json.key("elapsedSeconds").value(run.speed().elapsedSeconds());
        json.key("eventsPerSecond").value(run.speed().eventsPerSecond());
        json.key("journal").string(run.verification().journal());
        json.key("stateHash").string(run.verification().stateHash());
        json.key("orderHash").string(run.verification().orderHash());
        json.key("report").string(reportPath);
    }

    private static void additions(final Json json, final RunResult run, final Metrics metrics) {
        final Distribution shape = metrics.distribution();
        json.key("title")
                .string(run.header().title())
                .key("timeframe")
                .string(run.header().timeframe());
        json.key("from")
                .string(time(run.curve().fromNs()))
                .key("to")
                .string(time(run.curve().toNs()));
        json.key("capital").fixed(run.account().capital());
        json.key("periodsPerYear").value(run.account().periodsPerYear());
        json.key("openPositions").value(metrics.usage().openPositions());
        json.key("volatility").value(metrics.returns().volatility());
        json.key("dailyReturns").value(metrics.returns().days());
        json.key("enoughHistory").value(metrics.returns().enoughHistory());
        json.key("maxDrawdownDays").value(metrics.drawdown().lengthNs() / (double) DayEnds.DAY_NS);
        json.key("expectancy").value(metrics.trades().expectancy());
        json.key("profitFactorInfinite")
                .value(Double.isInfinite(metrics.trades().profitFactor()));
        json.key("bestTrade")
                .value(metrics.trades().best())
                .key("worstTrade")
                .value(metrics.trades().worst());
        json.key("averageHoldingSeconds").value(metrics.trades().averageHoldingNs() / 1e9);
        json.key("var95").value(shape.var95()).key("var99").value(shape.var99());
        json.key("cvar95").value(shape.cvar95()).key("cvar99").value(shape.cvar99());
        json.key("skew").value(shape.skew()).key("kurtosis").value(shape.kurtosis());
        json.key("bestDay").value(shape.bestDay()).key("worstDay").value(shape.worstDay());
        json.key("slippage").fixed(metrics.costs().slippage());
        json.key("costPerTurnover").value(metrics.costs().perTurnover());
        json.key("breakEvenCostMultiple").value(metrics.costs().breakEvenMultiple());
        json.key("turnoverValue").value(Fixed.toDouble(run.account().turnover()));
        json.key("events")
                .value(run.speed().events())
                .key("steps")
                .value(run.verification().steps());
        json.key("verified").string(run.verification().status().name());
    }

    private static void models(final Json json, final Attribution attribution, final List<ModelHeader> headers) {
        json.key("models").open('[');
        for (int i = 0; i < attribution.models().size(); i++) {
            final ModelResult model = attribution.models().get(i);
            json.open('{').key("model").string(model.name()).key("capital").fixed(model.capital());
            json.key("transfers").fixed(model.transfers()).key("finalEquity").fixed(model.finalEquity());
            json.key("pnl").fixed(model.pnl()).key("fees").fixed(model.fees());
            json.key("trades").value(model.trades()).key("winRate").value(model.winRate());
            json.key("exposure").value(model.exposure()).key("maxDrawdown").value(model.maxDrawdown());
            if (i < headers.size()) {
                header(json, headers.get(i));
            }
            json.close('}');
        }
        json.close(']');
    }

    private static void header(final Json json, final ModelHeader model) {
        json.key("symbols").strings(model.symbols());
        json.key("timeframe").string(model.timeframe()).key("parameters").open('{');
        model.parameters().forEach((name, value) -> json.key(name).string(value));
        json.close('}');
    }

    /** Nothing for an account of one currency. */
    private static void currencies(final Json json, final CurrencyResult result) {
        if (result.names().isEmpty()) {
            return;
        }
        json.key("currencies").open('[');
        for (int i = 0; i < result.names().size(); i++) {
            json.open('{').key("currency").string(result.names().get(i));
            json.key("cash").fixed(result.cash().get(i)).close('}');
        }
        json.close(']');
        json.key("ratesPnl").fixed(result.ratesPnl()).key("exchangeCost").fixed(result.exchangeCost());
    }

    static String time(final long timeNs) {
        return Instant.ofEpochSecond(Math.floorDiv(timeNs, 1_000_000_000L), Math.floorMod(timeNs, 1_000_000_000L))
                .toString();
    }
}
