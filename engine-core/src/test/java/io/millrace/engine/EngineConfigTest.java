package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.testkit.RandomMarket;
import io.millrace.venue.FeeTerms;
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
    void shouldTellWhatIsWrongWithTheVenue() {
        final Settings settings = new Settings()
                .put("instruments.0.symbol", "BTC-USD", "test")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("fees.equty.maker", "0.001", "a.yaml:1")
                .put("fees.etf.perShare", "-1", "a.yaml:2")
                .put("venue.latency", "uniform", "a.yaml:3")
                .put("venue.orderLatencyNs", "50", "a.yaml:3")
                .put("venue.orderLatencyMaxNs", "20", "a.yaml:4")
                .put("venue.script.0.does", "halts", "a.yaml:5")
                .put("venue.script.0.at", "noon", "a.yaml:6")
                .put("venue.script.0.symbol", "BTC-UDS", "a.yaml:7");
        final List<String> found = assertThrows(ConfigException.class, () -> EngineConfig.read(settings))
                .violations();
        for (final String[] expected : new String[][] {
            {"fees.equty.maker", "a.yaml:1", "unknown key"},
            {"fees.etf.perShare", "a.yaml:2", "-1", "expected a number from 0"},
            {"venue.orderLatencyMaxNs", "20", "at least the delay"},
            {"venue.script.0.does", "a.yaml:5", "did you mean \"halt\""},
            {"venue.script.0.at", "a.yaml:6", "noon", "2024-03-01T14:30:00Z"},
            {"venue.script.0.symbol", "a.yaml:7", "did you mean \"BTC-USD\""},
            {"venue.script.0.seconds", "missing"},
        }) {
            assertTrue(
                    found.stream().anyMatch(text -> List.of(expected).stream().allMatch(text::contains)),
                    String.join(" ... ", expected) + " is not among:\n" + String.join("\n", found));
        }
        assertEquals(7, found.size(), String.join("\n", found));
    }

    @Test
    void shouldTakeFeesOfAClassWhereItHasSome() {
        final EngineConfig config = EngineConfig.read(new Settings()
                .put("instruments.0.symbol", "BTC-USD", "test")
                .put("instruments.1.symbol", "AAPL", "test")
                .put("instruments.1.assetClass", "equity", "test")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("strategies.0.symbol", "AAPL", "test")
                .put("venue.takerFee", "0.002", "test")
                .put("fees.equity.taker", "0", "test")
                .put("fees.equity.perShare", "0.005", "test")
                .put("fees.equity.minimum", "1", "test"));
        final FeeTerms[] terms = config.fees().terms(config.instruments());
        assertEquals(new FeeTerms(100_000, 200_000, 0, 0), terms[0]);
        assertEquals(new FeeTerms(100_000, 0, 500_000, 100_000_000), terms[1]);
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
