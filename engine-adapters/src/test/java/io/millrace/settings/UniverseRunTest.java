package io.millrace.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.book.ClosedBar;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.pipeline.EngineRunner;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;
import io.millrace.source.BarSeries;
import io.millrace.source.DataSet;
import io.millrace.source.ObservationSeries;
import io.millrace.source.SeriesInputs;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import io.millrace.strategy.Universe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A universe with holes, through the whole engine: what its strategy sees, slice by slice. */
class UniverseRunTest {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final List<String> seen = new ArrayList<>();
    private final StrategyCatalog catalog = StrategyCatalog.standard().with(new Witness());

    /** Bars on these days since 1970; every price is 100. */
    private static BarSeries bars(String symbol, int... days) {
        long[] opens = Arrays.stream(days).mapToLong(day -> day * DAY_NS).toArray();
        long[] prices = new long[days.length];
        Arrays.fill(prices, 100_00000000L);
        return BarSeries.of(symbol, 86_400, opens, new long[][] {prices, prices, prices, prices}, prices);
    }

    private EngineConfig config(String universe, String... symbols) {
        Settings settings = new Settings().put("engine.mode", "backtest", "test");
        for (int i = 0; i < symbols.length; i++) {
            settings.put("instruments." + i + ".symbol", symbols[i], "test");
        }
        settings.put("strategies.0.name", "witness", "test");
        settings.put("strategies.0.symbol", universe, "test");
        settings.put("series.0.name", "mood", "test");
        return EngineConfig.read(settings, catalog);
    }

    private SeriesInputs run(EngineConfig config, DataSet data) {
        SeriesInputs inputs = RunInputs.of(data, config, 1);
        PipelineConfig inline = PipelineConfig.of(Layout.INLINE, WaitMode.BACKOFF);
        try (EngineRunner runner = EngineRunner.of(
                new EngineFactory(config, catalog).simulated(inputs, StepLog.NONE, StepListener.NONE), inline)) {
            runner.start();
        }
        return inputs;
    }

    private static DataSet data(BarSeries... bars) {
        return new DataSet(List.of(bars), List.of(), List.of(), Map.of(), List.of());
    }

    @Test
    void shouldEndEverySliceAtItsOwnTimeWhoeverLacksABar() {
        // A always; B misses days 2 and 3; C is listed on day 3; D is delisted after day 1.
        run(
                config("*", "A", "B", "C", "D"),
                data(bars("A", 0, 1, 2, 3, 4), bars("B", 0, 1, 4), bars("C", 3, 4), bars("D", 0, 1)));

        assertEquals(
                List.of(
                        "1 at 1: A B D", //
                        "2 at 2: A B D",
                        "3 at 3: A",
                        "4 at 4: A C",
                        "5 at 5: A B C"),
                seen);
    }

    @Test
    void shouldWriteNoTickForOneSymbol() {
        SeriesInputs inputs = RunInputs.of(data(bars("A", 0, 1)), config("A", "A"), 1);
        int count = 0;
        while (inputs.advance()) {
            count++;
        }

        assertEquals(4, count, "the session's ends and two bars");
    }

    @Test
    void shouldSkipTicksLikeRowsWhenAJournalGoesOn() {
        skipEach(data(bars("A", 0, 1, 2), bars("B", 1)), 7);
        skipEach(data(bars("A", 0, 1, 2), bars("B", 0, 1, 2)), 9);
    }

    private void skipEach(DataSet data, int rows) {
        EngineConfig config = config("*", "A", "B");
        for (int skipped = 0; skipped <= rows; skipped++) {
            SeriesInputs whole = RunInputs.of(data, config, 1);
            for (int i = 0; i <= skipped; i++) {
                assertTrue(whole.advance());
            }
            SeriesInputs behind = RunInputs.of(data, config, 1);
            behind.skipRows(skipped);
            behind.advance();
            while (whole.advance()) {
                assertTrue(behind.advance());
                byte[] expected = new byte[whole.length()];
                byte[] found = new byte[behind.length()];
                whole.buffer().getBytes(whole.offset(), expected);
                behind.buffer().getBytes(behind.offset(), found);
                assertEquals(Arrays.toString(expected), Arrays.toString(found), "after " + skipped + " rows");
            }
        }
    }

    @Test
    void shouldShowAnObservationToTheBarsOfItsTimeAndNotEarlier() {
        long[] known = {-DAY_NS, DAY_NS / 2, 2 * DAY_NS, 2 * DAY_NS + 1, 9 * DAY_NS};
        ObservationSeries mood = ObservationSeries.of("mood", known, known, new double[] {1, 2, 3, 4, 5});
        DataSet data = data(bars("A", 0, 1, 2), bars("B", 0, 1, 2)).withObservations(List.of(mood));

        run(config("*", "A", "B"), data);

        assertEquals(List.of("1 at 1: A B mood 2.0", "2 at 2: A B mood 3.0", "3 at 3: A B mood 4.0"), seen);
    }

    /** Writes down each slice: its closing day, the day it is at, and whose bars closed then. */
    private final class Witness implements StrategyFactory {
        @Override
        public StrategyDescriptor descriptor() {
            return new StrategyDescriptor(
                    "witness", "Looks on.", "1d", List.of(), List.of(), Universe.MANY, List.of("mood"));
        }

        @Override
        public Strategy create(StrategySetup setup) {
            String[] names = new String[setup.assets()];
            for (int i = 0; i < names.length; i++) {
                names[i] = setup.symbol(i);
            }
            return new Looking(names, setup.series("mood"));
        }
    }

    private final class Looking implements Strategy {
        private final String[] names;
        private final int mood;

        Looking(String[] names, int mood) {
            this.names = names;
            this.mood = mood;
        }

        @Override
        public void onBar(ClosedBar bar, StrategyContext context) {
            // Slices are looked at alone.
        }

        @Override
        public void onSlice(long closeTimeNs, StrategyContext context) {
            StringBuilder text = new StringBuilder();
            text.append(closeTimeNs / DAY_NS).append(" at ").append(context.nowNs() / (double) DAY_NS);
            String line = text.toString().replace(".0", "") + ":";
            for (int i = 0; i < names.length; i++) {
                line += context.of(i).barCloseNs() == closeTimeNs ? " " + names[i] : "";
            }
            double value = context.series(mood);
            seen.add(Double.isNaN(value) ? line : line + " mood " + value);
        }

        @Override
        public void writeState(StateSink sink) {
            sink.putLong(seen.size());
        }

        @Override
        public void readState(StateSource source) {
            throw new UnsupportedOperationException("not saved");
        }
    }
}
