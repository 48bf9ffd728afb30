package io.millrace.cli;

import io.millrace.backtest.RunRecorder;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.Timeframe;
import io.millrace.plugin.Plugins;
import io.millrace.report.Account;
import io.millrace.report.ModelHeader;
import io.millrace.report.RunHeader;
import io.millrace.report.RunResult;
import io.millrace.report.Speed;
import io.millrace.report.Verification;
import io.millrace.source.TradeSeries;
import io.millrace.strategy.ParameterSpec;
import io.millrace.strategy.StrategyFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes what a report is written from out of a recorder and its configuration. */
final class RunResults {
    private static final Map<String, String> SWITCHES = Map.of("1", "on", "true", "on", "0", "off", "false", "off");

    private RunResults() {}

    static RunResult of(
            String runId,
            EngineConfig config,
            RunRecorder recorder,
            Speed speed,
            Verification verification,
            List<String> failures,
            List<String> notices) {
        if (recorder.curve().size() == 0) {
            throw new CommandException(
                    CommandException.DATA,
                    runId + ": the run has no event, so there is nothing to report; check its data");
        }
        Account account = new Account(
                config.startingCapital(),
                recorder.turnover(),
                recorder.fees(),
                recorder.slippage(),
                recorder.openPositions(),
                periodsPerYear(config));
        // What makes the result worthless comes first.
        List<String> all = new ArrayList<>(failures);
        all.addAll(notices);
        all.addAll(recorder.currencyNotes());
        all.addAll(ModelWords.of(config, recorder, notices));
        long others = recorder.quarantined() - recorder.zeroTrades();
        if (recorder.zeroTrades() > 0) {
            // What was said of the file is said here, with what became of it.
            all.removeIf(notice -> notice.endsWith(TradeSeries.ZEROS_KEPT));
            all.add(recorder.zeroTrades() + " trades of quantity zero (less than the venue prints) are in the data and"
                    + " the journal, and the engine's checks refused them (quarantined)");
        }
        if (others > 0) {
            all.add(refused(others));
        }
        return new RunResult(
                header(runId, config),
                account,
                recorder.curve(),
                recorder.prices(),
                recorder.trades(),
                speed,
                verification,
                all,
                recorder.attribution());
    }

    private static String refused(long count) {
        return count + (count == 1 ? " input was" : " inputs were") + " refused by the engine's checks (quarantined)";
    }

    static String hash(long value) {
        return String.format("%016x", value);
    }

    private static int periodsPerYear(EngineConfig config) {
        for (Instrument instrument : config.instruments()) {
            if (instrument.assetClass() != AssetClass.EQUITY && instrument.assetClass() != AssetClass.ETF) {
                return Account.ALWAYS_OPEN;
            }
        }
        return Account.EXCHANGE_DAYS;
    }

    private static RunHeader header(String runId, EngineConfig config) {
        Set<String> strategies = new LinkedHashSet<>();
        Set<String> symbols = new LinkedHashSet<>();
        Set<String> timeframes = new LinkedHashSet<>();
        Set<Map<String, String>> kinds = new LinkedHashSet<>();
        List<ModelHeader> models = new ArrayList<>();
        for (StrategyConfig strategy : config.strategies()) {
            Map<String, String> own = parameters(strategy);
            strategies.add(strategy.name());
            kinds.add(own);
            models.add(new ModelHeader(strategy.symbols(), new Timeframe(strategy.timeframeSeconds()).format(), own));
            symbols.addAll(strategy.symbols());
            timeframes.add(new Timeframe(strategy.timeframeSeconds()).format());
        }
        // What differs from model to model stands beside each of them only.
        boolean common = strategies.size() == 1 && kinds.size() == 1;
        Map<String, String> parameters =
                new LinkedHashMap<>(common ? kinds.iterator().next() : Map.of());
        parameters.putAll(config.fees().words());
        parameters.put("slippage", Fixed.format(config.venue().slippageRate()));
        String timeframe = String.join(", ", timeframes);
        String title = String.join(", ", strategies) + " on " + few(symbols) + ", " + timeframe;
        return new RunHeader(
                runId, title, new ArrayList<>(strategies), parameters, new ArrayList<>(symbols), timeframe, models);
    }

    /** As given, a switch in words. */
    private static Map<String, String> parameters(StrategyConfig strategy) {
        Map<String, String> words = new LinkedHashMap<>(strategy.parameters());
        StrategyFactory factory = Plugins.catalog().find(strategy.name());
        if (factory != null) {
            for (ParameterSpec spec : factory.descriptor().parameters()) {
                if (spec.kind() == ParameterSpec.Kind.SWITCH) {
                    words.computeIfPresent(spec.name(), (name, value) -> SWITCHES.getOrDefault(value, value));
                }
            }
        }
        return words;
    }

    private static String few(Set<String> symbols) {
        int most = 5;
        if (symbols.size() <= most) {
            return String.join(", ", symbols);
        }
        return String.join(", ", new ArrayList<>(symbols).subList(0, most)) + " and " + (symbols.size() - most)
                + " more";
    }
}
