package io.millrace.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits in settings: what is written is read again, one strategy may differ, what cannot be is named. */
class RiskLimitsTest {
    private static RiskLimits read(final Settings settings) {
        final SettingsReader reader = new SettingsReader(settings);
        settings.all().stream()
                .map(Setting::key)
                .filter(key -> key.startsWith("strategies.") || key.startsWith("instruments."))
                .forEach(key -> reader.text(key, ""));
        final RiskLimits limits = RiskLimits.read(reader, RiskLimits.account());
        reader.finish();
        return limits;
    }

    private static Settings twoStrategies() {
        return new Settings()
                .put("instruments.0.symbol", "COIN", "test")
                .put("strategies.0.name", "a", "test")
                .put("strategies.1.name", "b", "test");
    }

    @Test
    void shouldReadWhatItWrote() {
        for (final RiskLimits limits : List.of(RiskLimits.account(), RiskLimits.research())) {
            final Settings settings = new Settings();
            limits.write(settings, "test");
            assertEquals(limits, read(settings));
            assertEquals(List.of(), limits.validate());
        }
    }

    @Test
    void shouldLetOneStrategyHaveLimitsOfItsOwn() {
        final RiskLimits limits = read(twoStrategies()
                .put("risk.strategy.maxDrawdown", "0.3", "test")
                .put("risk.strategies.1.dailyLoss", "0.02", "test")
                .put("risk.strategies.1.maxOpenPositions", "4", "test"));
        assertEquals(Fixed.ONE / 10, limits.strategy(0).dailyLoss());
        assertEquals(Fixed.ONE / 50, limits.strategy(1).dailyLoss());
        assertEquals(4, limits.strategy(1).maxOpenPositions());
        assertEquals(3 * Fixed.ONE / 10, limits.strategy(1).maxDrawdown());
        assertEquals(RiskLimits.UNLIMITED, limits.strategy(0).maxOpenPositions());

        final Settings written = twoStrategies();
        limits.write(written, "test");
        assertEquals(limits, read(written));
        assertTrue(written.get("risk.strategies.1.dailyLoss") != null);
        assertTrue(written.get("risk.strategies.1.maxDrawdown") == null);
    }

    @Test
    void shouldNameEveryViolation() {
        final ConfigException thrown = assertThrows(
                ConfigException.class,
                () -> read(twoStrategies()
                        .put("risk.haltDrawdown", "1.5", "test")
                        .put("risk.dayZone", "Mars/Olympus", "test")
                        .put("risk.dayHour", "24", "test")
                        .put("risk.strategy.losingTrades", "9", "test")
                        .put("risk.strategy.minVolatility", "0.2", "test")
                        .put("risk.restricted", "COIN,COIM", "test")
                        .put("risk.strategies.2.dailyLoss", "0.02", "test")));
        for (final String key : List.of(
                "risk.haltDrawdown",
                "risk.dayZone",
                "risk.dayHour",
                "risk.strategy.losingTradesToStop",
                "risk.strategy.minVolatility",
                "COIM",
                "risk.strategies.2.dailyLoss")) {
            assertTrue(thrown.getMessage().contains(key), key + " in " + thrown.getMessage());
        }
    }

    @Test
    void shouldCheckLimitsMadeInCode() {
        final StrategyLimits off = TestLimits.strategyOff();
        final RiskLimits bad = RiskLimits.account()
                .withLoss(new LossLimits(0, 0, 2 * Fixed.ONE, -1, 0, 0, 0, 1))
                .withRate(new RateLimits(0, 1_000_000))
                .withStrategies(List.of(
                        off,
                        new StrategyLimits(
                                0,
                                0,
                                new StreakLimits(0, 0, 0),
                                -1,
                                0,
                                0,
                                RateLimits.off(),
                                new ConductLimits(0, 0, 0, 0, 0, -1, 0, false))));
        assertEquals(8 + 2 + 2 + 3 + 2 + 1 + 7, bad.validate().size(), bad.validate()::toString);
        assertThrows(IllegalArgumentException.class, () -> RiskLimits.account().withStrategies(List.of()));
    }
}
