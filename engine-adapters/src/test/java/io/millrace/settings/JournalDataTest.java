package io.millrace.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.backtest.Backtest;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.source.DataException;
import io.millrace.source.DataSet;
import io.millrace.source.DataSpec;
import io.millrace.source.LoadOptions;
import io.millrace.source.ObservationSeries;
import io.millrace.source.RandomMarket;
import io.millrace.source.SeriesInputs;
import io.millrace.source.Stamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The market data of a recorded run, as data of the next. */
class JournalDataTest {
    @TempDir
    private Path folder;

    private static EngineConfig config(DataSet data, String universe) {
        Settings settings = new Settings().put("engine.mode", "backtest", "test");
        List<String> symbols = SeriesInputs.symbols(data);
        for (int i = 0; i < symbols.size(); i++) {
            settings.put("instruments." + i + ".symbol", symbols.get(i), "test");
        }
        settings.put("strategies.0.name", "buy-and-hold", "test");
        settings.put("strategies.0.symbol", universe, "test");
        settings.put("strategies.0.timeframe", "1m", "test");
        for (ObservationSeries series : data.observations()) {
            settings.put("series." + data.observations().indexOf(series) + ".name", series.name(), "test");
        }
        return EffectiveConfig.of(settings).engine();
    }

    private static List<String> messages(SeriesInputs inputs) {
        List<String> messages = new ArrayList<>();
        while (inputs.advance()) {
            byte[] bytes = new byte[inputs.length()];
            inputs.buffer().getBytes(inputs.offset(), bytes);
            messages.add(Arrays.toString(bytes));
        }
        return messages;
    }

    private DataSet load(Path journal, LoadOptions options) {
        return DataSpec.parse("journal:" + journal, folder).load(options);
    }

    @Test
    void shouldGiveTheInputsThatTheRecordedRunWasGiven() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.err.println("JournalDataTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 12; round++) {
            DataSet data = RandomMarket.of(random);
            EngineConfig config = config(data, SeriesInputs.symbols(data).get(0));
            Path journal = folder.resolve("run" + round);
            Backtest.Outcome recorded = new Backtest(config).run(RunInputs.of(data, config, 1), journal);

            DataSet again = load(journal, LoadOptions.DEFAULTS);

            String which = "seed " + seed + ", round " + round;
            assertEquals(messages(RunInputs.of(data, config, 1)), messages(RunInputs.of(again, config, 1)), which);
            Backtest.Outcome second = new Backtest(config).run(RunInputs.of(again, config, 1));
            assertEquals(recorded.stateHash(), second.stateHash(), which);
            assertEquals(recorded.orderHash(), second.orderHash(), which);
        }
    }

    @Test
    void shouldTakeTheSymbolsAndTheRangeAskedFor() {
        Random random = new Random(7);
        DataSet data = RandomMarket.of(random);
        EngineConfig config = config(data, SeriesInputs.symbols(data).get(0));
        Path journal = folder.resolve("run");
        new Backtest(config).run(RunInputs.of(data, config, 1), journal);

        DataSet one = load(journal, LoadOptions.DEFAULTS.withSymbol("B"));
        assertEquals(List.of("B"), SeriesInputs.symbols(one));
        DataException e = assertThrows(DataException.class, () -> load(journal, LoadOptions.DEFAULTS.withSymbol("BB")));
        assertTrue(e.getMessage().contains("no market data of symbol \"BB\"; the nearest is \"B\""), e.getMessage());
        assertEquals(3, e.exitCode());
        e = assertThrows(
                DataException.class,
                () -> load(
                        journal, LoadOptions.DEFAULTS.withRange(RandomMarket.START_NS - 2, RandomMarket.START_NS - 1)));
        assertTrue(e.getMessage().contains("in the range asked for"), e.getMessage());
        e = assertThrows(DataException.class, () -> load(journal, LoadOptions.DEFAULTS.withStamp(Stamp.CLOSE)));
        assertEquals(2, e.exitCode());
        e = assertThrows(DataException.class, () -> load(folder, LoadOptions.DEFAULTS));
        assertEquals(3, e.exitCode());
    }
}
