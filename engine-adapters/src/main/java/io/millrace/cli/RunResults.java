package io.millrace.cli;

import io.millrace.backtest.RunRecorder;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.StrategyConfig;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.Instrument;
import io.millrace.instrument.Timeframe;
import io.millrace.report.Account;
import io.millrace.report.RunHeader;
import io.millrace.report.RunResult;
import io.millrace.report.Speed;
import io.millrace.report.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes what a report is written from out of a recorder and its configuration. */
final class RunResults {
    private RunResults() {}

    static RunResult of(
            String runId,
            EngineConfig config,
            RunRecorder recorder,
            Speed speed,
            Verification verification,
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
        List<String> all = new ArrayList<>(notices);
        all.addAll(recorder.currencyNotes());
        if (recorder.quarantined() > 0) {
            all.add(recorder.quarantined() + " inputs were refused by the engine's checks (quarantined)");
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
        Map<String, String> parameters = new LinkedHashMap<>();
        for (StrategyConfig strategy : config.strategies()) {
            String prefix = strategies.isEmpty() || strategies.contains(strategy.name()) ? "" : strategy.name() + ".";
            strategies.add(strategy.name());
            symbols.addAll(strategy.symbols());
            timeframes.add(new Timeframe(strategy.timeframeSeconds()).format());
            strategy.parameters().forEach((name, value) -> parameters.putIfAbsent(prefix + name, value));
        }
        parameters.putAll(config.fees().words());
        parameters.put("slippage", Fixed.format(config.venue().slippageRate()));
        String timeframe = String.join(", ", timeframes);
        String title = String.join(", ", strategies) + " on " + few(symbols) + ", " + timeframe;
        return new RunHeader(
                runId, title, new ArrayList<>(strategies), parameters, new ArrayList<>(symbols), timeframe);
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
