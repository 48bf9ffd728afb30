package io.millrace.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolModelTest {
    @Test
    void shouldListEveryInstrumentWithZerosBeforeTheFirstFill() {
        EngineConfig config = EngineConfig.read(new Settings()
                .put("instruments.0.symbol", "ONE", "test")
                .put("instruments.1.symbol", "TWO", "test")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("strategies.0.symbol", "TWO", "test")
                .put("strategies.0.timeframe", "1d", "test")
                .put("strategies.0.capital", "1000", "test"));

        assertEquals(
                List.of(new SymbolLine("ONE", 0, 0, 0, 0, 0), new SymbolLine("TWO", 0, 0, 0, 0, 0)),
                new Models(config).symbols.lines(List.of()));
    }
}
