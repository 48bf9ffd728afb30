package io.millrace.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.book.ClosedBar;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import io.millrace.strategy.Universe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Ways to the future that no cut can show, because they do not lead through the data. */
class BackDoorTest {
    private static final String NAME = "doored";

    /** Reads a file. */
    private static final class FileReading implements Strategy {
        private boolean there;

        @Override
        public void onBar(final ClosedBar bar, final StrategyContext context) {
            there = Files.exists(Path.of("future.csv"));
        }

        @Override
        public void writeState(final StateSink sink) {
            sink.putLong(there ? 1 : 0);
        }

        @Override
        public void readState(final StateSource source) {
            there = source.getBoolean("there");
        }
    }

    /** Reads a clock. */
    private static final class ClockReading implements Strategy {
        private long nowNs;

        @Override
        public void onBar(final ClosedBar bar, final StrategyContext context) {
            nowNs = System.nanoTime();
        }

        @Override
        public void writeState(final StateSink sink) {
            sink.putLong(nowNs == 0 ? 1 : 2);
        }

        @Override
        public void readState(final StateSource source) {
            throw new UnsupportedOperationException("not saved");
        }
    }

    /** Reads what others write. */
    private static final class VariableReading implements Strategy {
        private static double[] future = new double[0];

        @Override
        public void writeState(final StateSink sink) {
            sink.putLong(future.length);
        }

        @Override
        public void readState(final StateSource source) {
            throw new UnsupportedOperationException("not saved");
        }
    }

    /** Knows a table by heart. */
    private static final class TableReading implements Strategy {
        private static final double[] TABLE = new double[500];

        static {
            for (int i = 0; i < TABLE.length; i++) {
                TABLE[i] = i * 1.5;
            }
        }

        @Override
        public void writeState(final StateSink sink) {
            sink.putDouble(TABLE[3]);
        }

        @Override
        public void readState(final StateSource source) {
            throw new UnsupportedOperationException("not saved");
        }
    }

    /** Sees nothing but its bars. */
    private static final class Honest implements Strategy {
        private final double[] window = new double[500];
        private int next;

        @Override
        public void onBar(final ClosedBar bar, final StrategyContext context) {
            window[next++ % window.length] = bar.close();
        }

        @Override
        public void writeState(final StateSink sink) {
            sink.putLong(next);
        }

        @Override
        public void readState(final StateSource source) {
            next = source.getInt("next");
        }
    }

    private static List<Finding> scan(final Supplier<Strategy> maker) {
        final StrategyDescriptor descriptor =
                new StrategyDescriptor(NAME, "Only for tests.", "1d", List.of(), List.of("test"));
        final StrategyCatalog catalog = StrategyCatalog.standard().with(new StrategyFactory() {
            @Override
            public StrategyDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public Strategy create(final StrategySetup setup) {
                return maker.get();
            }
        });
        final ProofSubject subject = new ProofSubject(ProofMarket.config(NAME, catalog), StrategyCode.of(catalog));
        return new DoorScan(subject, ProofMarket.daily(1, 5)).findings();
    }

    private static void flagged(final Supplier<Strategy> maker, final String word) {
        VariableReading.future = new double[1];
        final Class<?> type = maker.get().getClass();
        final List<Finding> own = scan(maker).stream()
                .filter(finding -> finding.detail().contains(type.getName()))
                .toList();
        assertTrue(own.stream().anyMatch(finding -> finding.detail().contains(word)), type + ": " + own);
    }

    @Test
    void shouldFlagEveryDoor() {
        flagged(FileReading::new, "java.nio.file.Files");
        flagged(ClockReading::new, "java.lang.System.nanoTime");
        flagged(VariableReading::new, "static variable");
        flagged(TableReading::new, "different numbers");
    }

    /** Has a number for each of its symbols and days by heart. */
    private static final class Remembering implements Strategy {
        private final double[][] days;

        private Remembering(final int symbols) {
            days = new double[symbols][10];
            for (int i = 0; i < symbols * 10; i++) {
                days[i / 10][i % 10] = 100 + i * 0.25;
            }
        }

        @Override
        public void writeState(final StateSink sink) {
            sink.putDouble(days[0][0]);
        }

        @Override
        public void readState(final StateSource source) {
            throw new UnsupportedOperationException("not saved");
        }
    }

    /** The findings on how much one model of so many symbols holds. */
    private static List<Finding> holdings(final String name, final StrategyCatalog catalog, final int symbols) {
        final Settings settings = ProofMarket.settings(name).put("strategies.0.symbol", "*", "test");
        for (int i = 0; i < symbols; i++) {
            settings.put("instruments." + i + ".symbol", i == 0 ? "SPY" : "X" + i, "test");
        }
        final ProofSubject subject = new ProofSubject(EngineConfig.read(settings, catalog), StrategyCode.of(catalog));
        return new DoorScan(subject, ProofMarket.daily(1, 5))
                .findings().stream()
                        .filter(finding -> finding.detail().contains("a new instance holds"))
                        .toList();
    }

    @Test
    void shouldAllowAUniverseItsSlotsAndNoMore() {
        final StrategyCatalog standard = StrategyCatalog.standard();
        for (final StrategyFactory factory : standard.all()) {
            if (factory.descriptor().universe() == Universe.MANY) {
                for (final int symbols : new int[] {5, 15, 50}) {
                    final String name = factory.descriptor().name();
                    assertEquals(List.of(), holdings(name, standard, symbols), name + " of " + symbols);
                }
            }
        }
        final StrategyDescriptor descriptor = new StrategyDescriptor(
                NAME, "Only for tests.", "1d", List.of(), List.of("test"), Universe.MANY, List.of());
        final StrategyCatalog cheats = standard.with(new StrategyFactory() {
            @Override
            public StrategyDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public Strategy create(final StrategySetup setup) {
                for (int asset = 0; asset < setup.assets(); asset++) {
                    setup.indicator(asset, "sma(" + (asset + 2) + ")");
                }
                return new Remembering(setup.assets());
            }
        });
        assertEquals(1, holdings(NAME, cheats, 15).size(), "150 numbers for 15 symbols");
        assertEquals(1, holdings(NAME, cheats, 50).size(), "500 numbers for 50 symbols");
    }

    @Test
    void shouldNotFlagAStrategyThatOnlyRemembersItsBars() {
        final List<Finding> own = scan(Honest::new).stream()
                .filter(finding -> finding.detail().contains(Honest.class.getName()))
                .toList();
        assertEquals(List.of(), own);
    }
}
