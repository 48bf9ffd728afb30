package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.event.StateBuffer;
import io.millrace.event.StateException;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.ResumeCheck;
import io.millrace.testkit.Seeds;
import io.millrace.testkit.StrategyMarket;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An engine that was saved and read goes on as if nothing had been. */
class ResumeTest {
    private static final int STEPS = 2_500;

    @Test
    void shouldResumeRestlessOrdersBracketsAndTrailingStops() {
        final long seed = Seeds.seed("resume orders", 31);
        for (int run = 0; run < 2; run++) {
            final Settings settings = RandomMarket.config().toSettings();
            for (int i = 0; i < 6; i++) {
                settings.put("strategies." + i + ".timeframe", "1m", "test");
            }
            final long of = seed + run;
            final StrategyCatalog catalog = StrategyCatalog.standard().with(Restless.factory(of));
            final Settings all = restless(settings, run);
            final EngineConfig config = EngineConfig.read(all, catalog);
            final InputScript script = RandomMarket.inputs(new Random(of), 300);
            final int steps = ResumeCheck.check(new EngineFactory(config, catalog), script::source, 97, 1_000);
            assertTrue(steps > 1_500, "seed " + of + ": " + steps + " steps");
        }
    }

    @Test
    void shouldResumeSessionsActionsAndBarsOfVolume() {
        final long seed = Seeds.seed("resume sessions", 32);
        final EngineConfig shares = EngineConfig.read(RandomMarket.config()
                .toSettings()
                .put("instruments.1.calendar", "NYSE", "test")
                .put("instruments.2.calendar", "NASDAQ", "test")
                .put("instruments.0.actions", "2026-01-06 split 3:2, 2026-01-06 dividend 0.5", "test")
                .put("strategies.1.timeframe", "3000v", "test")
                .put("strategies.3.timeframe", "9t", "test"));
        final InputScript script = RandomMarket.inputs(new Random(seed), 1_500);
        ResumeCheck.check(new EngineFactory(shares), script::source, 797, 1_500);
    }

    @Test
    void shouldResumeEveryStrategy() {
        final long seed = Seeds.seed("resume strategies", 33);
        final InputScript script = StrategyMarket.inputs(new Random(seed), 150);
        ResumeCheck.check(new EngineFactory(StrategyMarket.config()), script::source, 97, STEPS);
    }

    @Test
    void shouldResumePortfolioRegimesAndEveryRiskControl() {
        final long seed = Seeds.seed("resume portfolio", 34);
        final Settings settings = StrategyMarket.config().toSettings();
        put(settings, "regimes.equity.symbol", "SPY");
        put(settings, "regimes.equity.average", "6");
        put(settings, "regimes.equity.momentum", "3");
        put(settings, "regimes.crypto.symbol", "BTC");
        put(settings, "regimes.crypto.average", "6");
        put(settings, "regimes.crypto.momentum", "3");
        put(settings, "regimes.volatility.series", "vix");
        put(settings, "regimes.holdBars", "2");
        put(settings, "regimes.table.equity.bear", "0.5");
        put(settings, "portfolio.borrow.equity", "0.01");
        put(settings, "market.staleBars", "3");
        put(settings, "market.gaps", "true");
        final InputScript script = StrategyMarket.inputs(new Random(seed), 150);
        ResumeCheck.check(new EngineFactory(EngineConfig.read(settings)), script::source, 89, STEPS);
    }

    @Test
    void shouldRefuseTheStateOfAnotherConfiguration() {
        final EngineFactory one = new EngineFactory(RandomMarket.config());
        final EngineFactory other = new EngineFactory(StrategyMarket.config());
        final StateBuffer state = new StateBuffer();
        one.recovering(new InputScript().source(), step -> {}, StepListener.NONE)
                .writeState(state);
        final EngineRecovery target = other.recovering(new InputScript().source(), step -> {}, StepListener.NONE);
        assertThrows(StateException.class, () -> {
            target.readState(state);
            state.requireRead();
        });
    }

    private static Settings restless(final Settings from, final int run) {
        final Settings all = new Settings();
        from.all().forEach(setting -> {
            final boolean own = setting.key().matches("strategies\\.\\d+\\.(params\\..*|name)");
            if (!own) {
                all.put(setting.key(), setting.value(), "test");
            }
        });
        for (int i = 0; i < 6; i++) {
            all.put("strategies." + i + ".name", "restless", "test");
        }
        if (run % 2 == 1) {
            all.put("venue.orderLatencyNs", "1900000000", "test");
            all.put("venue.reportLatencyNs", "900000000", "test");
        }
        return all;
    }

    private static void put(final Settings settings, final String key, final String value) {
        settings.put(key, value, "test");
    }
}
