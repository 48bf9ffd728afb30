package io.millrace.proof;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.fixed.Fixed;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.testkit.InputScript;
import java.util.Random;

/** A random walk with gaps between close and open, and the configuration of one strategy on it. */
final class ProofMarket {
    static final long DAY_NS = 86_400_000_000_000L;

    /** 2020-01-06, a Monday. */
    static final long START_NS = 18_267 * DAY_NS;

    private ProofMarket() {}

    static InputTape daily(final long seed, final int bars) {
        return bars(seed, bars, 86_400);
    }

    static InputTape bars(final long seed, final int bars, final int seconds) {
        final Random random = new Random(seed);
        final InputScript script = new InputScript().up(START_NS - DAY_NS, 1);
        double close = 100;
        for (int i = 1; i <= bars; i++) {
            final double open = close * (1 + 0.01 * random.nextGaussian());
            close = Math.max(1, open * (1 + 0.02 * random.nextGaussian()));
            final double high = Math.max(open, close) * 1.005;
            final double low = Math.min(open, close) * 0.995;
            final long[] prices = {f(open), f(high), f(low), f(close)};
            final long closeNs = START_NS + i * seconds * 1_000_000_000L;
            script.bar(0, seconds, closeNs, prices, f(1_000));
        }
        return InputTape.of(script.source());
    }

    static EngineConfig config(final String strategy, final StrategyCatalog catalog) {
        return EngineConfig.read(settings(strategy), catalog);
    }

    static Settings settings(final String strategy) {
        return new Settings()
                .put("engine.mode", "backtest", "test")
                .put("venue.slippage", "0", "test")
                .put("venue.participation", "0", "test")
                .put("venue.impact", "0", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("strategies.0.name", strategy, "test")
                .put("strategies.0.symbol", "X", "test")
                .put("strategies.0.timeframe", "1d", "test")
                .put("strategies.0.capital", "10000", "test");
    }

    static LookAheadReport check(final StrategyCode code, final InputTape tape, final ProofPlan plan) {
        final EngineConfig config = config(RuleStrategy.NAME, code.strategies(tape));
        return new LookAheadCheck(new ProofSubject(config, code), tape, plan, ProofProgress.NONE).run();
    }

    private static long f(final double value) {
        return Fixed.fromDouble(value);
    }
}
