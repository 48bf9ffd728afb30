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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** The later step of a ladder may be where the earlier one is, not before it; either may be off. */
    @ParameterizedTest
    @CsvSource({
        "deRiskDrawdown,    0.1,  haltDrawdown,              0.1,  0.09999999",
        "deRiskDrawdown,    0.1,  reduceDrawdown,            0.1,  0.09999999",
        "reduceDrawdown,    0.18, haltDrawdown,              0.18, 0.17999999",
        "valueAtRisk,       0.03, expectedShortfall,         0.03, 0.02999999",
        "strategyDeRisk,    0.1,  strategy.maxDrawdown,      0.1,  0.09999999",
        "strategyDeRisk,    0.1,  strategies.1.maxDrawdown,  0.1,  0.09999999",
        "ordersPerSecond,   7,    ordersPerMinute,           7,    6",
        "strategy.ordersPerSecond, 4, strategy.ordersPerMinute, 4, 3",
        "strategies.1.ordersPerSecond, 4, strategies.1.ordersPerMinute, 4, 3"
    })
    void shouldRefuseStepsInTheWrongOrder(
            final String first, final String early, final String second, final String late, final String bad) {
        final Settings around = twoStrategies();
        assertEquals(List.of(), contradictions(around.put("risk." + second, bad, "test")), "the other is a default");
        around.put("risk." + first, early, "test");
        assertEquals(List.of(), contradictions(around.put("risk." + second, late, "test")));
        assertEquals(List.of(), contradictions(around.put("risk." + second, "off", "test")));
        final List<String> said = contradictions(around.put("risk." + second, bad, "here"));
        assertEquals(1, said.size(), said::toString);
        assertTrue(
                said.get(0).contains("risk." + second + " (here)")
                        && said.get(0).contains("risk." + first),
                said::toString);
        assertTrue(said.get(0).contains(bad), said::toString);
        assertEquals(List.of(), contradictions(around.put("risk." + first, "off", "test")));
    }

    private static List<String> contradictions(final Settings settings) {
        read(settings);
        return LimitPairs.contradictions(settings);
    }

    /** A cap on positions that is below that on orders acts first, and contradicts nothing. */
    @Test
    void shouldLetTheTighterOfTwoCapsAct() {
        final Settings caps = twoStrategies().put("risk.maxPositionValue", "500", "test");
        assertEquals(List.of(), contradictions(caps.put("risk.maxOrderValue", "1000", "test")));
    }

    /** A limit beyond another that always comes first; as far as it, the two act together. */
    @ParameterizedTest
    @CsvSource({
        "maxOrderValue,  1000, maxPositionValue, 1000, 999.99",
        "perAssetCap,    0.4,  grossLeverage,    0.4,  0.39999999",
        "dailyLoss,      0.1,  haltDrawdown,     0.1,  0.09999999"
    })
    void shouldNoteALimitThatCanNeverAct(
            final String loose, final String value, final String tight, final String same, final String tighter) {
        final Settings around = twoStrategies();
        assertEquals(List.of(), notes(around.put("risk." + tight, tighter, "here")), "the other is a default");
        around.put("risk." + loose, value, "there");
        final List<String> said = notes(around);
        assertEquals(1, said.size(), said::toString);
        final String start =
                "risk." + loose + " (there): " + value + " can never act: risk." + tight + " (here): " + tighter;
        assertTrue(said.get(0).startsWith(start), said::toString);
        assertEquals(List.of(), contradictions(around), "no reason to refuse it");
        assertEquals(List.of(), notes(around.put("risk." + tight, same, "here")));
        around.put("risk." + tight, tighter, "here");
        assertEquals(
                List.of(), notes(around.put("risk." + loose, loose.equals("perAssetCap") ? "0.1" : "off", "there")));
    }

    /** 1.5 times 0.08 is 0.12: the day's reduction acts before a fall of 0.11, its halt does not. */
    @Test
    void shouldNoteAHaltOfTheDayBehindTheDrawdownsHalt() {
        final Settings around =
                twoStrategies().put("risk.dailyLoss", "0.08", "here").put("risk.haltDrawdown", "0.11", "here");
        assertEquals(List.of(), notes(around), "the multiple is a default");
        final List<String> said = notes(around.put("risk.dailyLossHalt", "1.5", "there"));
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).startsWith("risk.dailyLossHalt (there): 1.5 can never act"), said::toString);
        assertTrue(said.get(0).contains("0.12"), said::toString);
        assertEquals(List.of(), notes(around.put("risk.haltDrawdown", "0.12", "here")));
        assertEquals(List.of(), notes(around.put("risk.dailyLossHalt", "off", "there")));
    }

    /** From 10 long to 10 short is one order worth 20: what may be held does not bound it. */
    @Test
    void shouldNotNoteOrdersBeyondAPositionWhereShortsAreAllowed() {
        final Settings around =
                twoStrategies().put("risk.maxOrderValue", "15", "test").put("risk.maxPositionValue", "10", "test");
        assertEquals(1, notes(around).size());
        assertEquals(List.of(), notes(around.put("risk.shortsAllowed", "true", "test")));
    }

    private static List<String> notes(final Settings settings) {
        read(settings);
        return LimitPairs.notes(settings);
    }

    /** What an operator tightens in a hurry is not held against what it makes useless. */
    @Test
    void shouldLetALimitInForceGoBelowAnother() {
        final RiskLimits limits = RiskLimits.account();
        final LossLimits loss = limits.loss();
        final RiskLimits tighter = limits.withLoss(new LossLimits(
                loss.deRiskDrawdown(),
                loss.deRiskFactor(),
                loss.deRiskDrawdown() / 2,
                loss.dailyLoss(),
                loss.maxTurnover(),
                loss.valueAtRisk(),
                loss.expectedShortfall(),
                loss.varDays()));
        assertEquals(List.of(), tighter.validate());
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
