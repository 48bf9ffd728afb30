package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.testkit.RandomMarket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The configuration: everything wrong at once, near names, and the same again from its own text. */
class EngineConfigTest {
    @Test
    void shouldComeBackFromItsOwnText() {
        final EngineConfig config = RandomMarket.config();
        final String text = config.toSettings().text();
        final EngineConfig again = EngineConfig.read(Settings.parse(text, "journal header"));
        assertEquals(config, again);
        assertEquals(text, again.toSettings().text());
    }

    @Test
    void shouldTellEveryViolationAtOnce() {
        final Settings settings = new Settings()
                .put("engine.id", "mill race", "a.yaml:1")
                .put("engine.mode", "papr", "a.yaml:2")
                .put("engine.sed", "7", "a.yaml:3")
                .put("instruments.0.symbol", "BTC-USD", "a.yaml:4")
                .put("instruments.0.lot", "many", "a.yaml:5")
                .put("strategies.0.name", "sma-cros", "a.yaml:6")
                .put("strategies.1.name", "sma-cross", "a.yaml:7")
                .put("strategies.1.symbol", "BTC-UDS", "a.yaml:8")
                .put("strategies.1.params.fats", "3", "a.yaml:9")
                .put("strategies.1.params.slow", "1", "a.yaml:10")
                .put("strategies.1.timeframe", "1 fortnight", "a.yaml:11")
                .put("venue.takerFee", "2", "a.yaml:12");

        final List<String> found = assertThrows(ConfigException.class, () -> EngineConfig.read(settings))
                .violations();

        for (final String[] expected : new String[][] {
            {"engine.id", "a.yaml:1", "mill race", "1 to 4 capitals"},
            {"engine.mode", "a.yaml:2", "papr", "did you mean \"paper\""},
            {"engine.sed", "a.yaml:3", "unknown key", "did you mean \"engine.seed\""},
            {"instruments.0.lot", "a.yaml:5", "many", "expected a number"},
            {"strategies.0.name", "a.yaml:6", "sma-cros", "did you mean \"sma-cross\""},
            {"strategies.1.symbol", "a.yaml:8", "BTC-UDS", "did you mean \"BTC-USD\""},
            {"strategies.1.params", "fats", "did you mean \"fast\""},
            {"strategies.1.params", "slow", "\"1\"", "a whole number from 2"},
            {"strategies.1.timeframe", "a.yaml:11", "1 fortnight"},
            {"venue.takerFee", "a.yaml:12", "\"2\"", "expected a number from 0 to 0.1"},
        }) {
            assertTrue(
                    found.stream().anyMatch(text -> List.of(expected).stream().allMatch(text::contains)),
                    String.join(" ... ", expected) + " is not among:\n" + String.join("\n", found));
        }
        assertEquals(10, found.size(), String.join("\n", found));
    }

    @Test
    void shouldRefuseTwoInstrumentsOfOneName() {
        final Settings settings = new Settings()
                .put("instruments.0.symbol", "BTC-USD", "test")
                .put("instruments.1.symbol", "BTC-USD", "test")
                .put("strategies.0.name", "buy-and-hold", "test");
        final ConfigException refused = assertThrows(ConfigException.class, () -> EngineConfig.read(settings));
        assertTrue(refused.getMessage().contains("BTC-USD"), refused.getMessage());
    }
}
