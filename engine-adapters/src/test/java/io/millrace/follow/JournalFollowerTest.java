package io.millrace.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.backtest.Backtest;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.event.Step;
import io.millrace.event.codec.RunMode;
import io.millrace.source.DataSpec;
import io.millrace.source.LoadOptions;
import io.millrace.source.SeriesInputs;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalFollowerTest {
    private static final int FAULTS = 3;

    @TempDir
    Path dir;

    /** Throws at its 50th step, three times, and once when it is told. */
    private static final class Faulty implements Work {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private final AtomicLong newest = new AtomicLong();
        private int faults;

        @Override
        public void begin() {
            // It begins at the first step each time.
        }

        @Override
        public void onStep(Step step) {
            if (step.sequence() == 50 && faults++ < FAULTS) {
                throw new NullPointerException("a fault of the test");
            }
            newest.set(step.sequence());
        }

        @Override
        public void onPause() {
            // Nothing is kept.
        }

        @Override
        public void end() {
            // Nothing is open.
        }

        @Override
        public void onTrouble(String why) {
            told.add(why);
            throw new IllegalStateException("a fault in telling");
        }
    }

    @Test
    void shouldGoOnAfterAFaultOfTheWork() throws Exception {
        Settings settings = new Settings()
                .put("instruments.0.symbol", "AAPL", "test")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("strategies.0.symbol", "AAPL", "test")
                .put("strategies.0.timeframe", "1d", "test")
                .put("strategies.0.capital", "10000", "test");
        SeriesInputs inputs = new SeriesInputs(
                DataSpec.parse("embedded:aapl", Path.of("")).load(LoadOptions.DEFAULTS), RunMode.BACKTEST, 1);
        new Backtest(EngineConfig.read(settings)).run(inputs, dir.resolve("journal"));
        Faulty work = new Faulty();
        try (JournalFollower follower = new JournalFollower("test", dir.resolve("journal"), work, 1).start()) {
            while (work.newest.get() < 100) {
                Thread.sleep(5);
            }
            assertEquals(2 * FAULTS, follower.troubles());
        }
        assertEquals(FAULTS, work.told.size(), work.told.toString());
        assertTrue(work.told.get(0).contains("a fault of the test"), work.told.toString());
    }
}
