package io.millrace.plugin;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import io.millrace.instrument.Timeframe;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import io.millrace.strategy.Universe;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tries a plug-in's strategy, its parameters at their defaults, on a made-up market before it may touch a real one:
 *
 * <ul>
 *   <li>it throws nothing;
 *   <li>two runs on the same market give the same bytes: no clock, no chance, nothing remembered from another run;
 *   <li>until prices differ, a market with another future gives the same bytes: no look ahead;
 *   <li>it allocates no more than {@link #MOST_BYTES} an event once it is warm;
 *   <li>it comes back.
 * </ul>
 */
final class PluginTrial {
    /** A strategy should allocate nothing an event; this is what passes. */
    static final long MOST_BYTES = 4_096;

    /** A trial that has taken so much is ended. */
    private static final long RUNAWAY_BYTES = 256L << 20;

    private static final long PATIENCE_MILLIS = 20_000;
    private static final int BARS = 400;
    private static final int TURN = 240;
    private static final int BREADTH = 12;
    private static final long HASH_PRIME = 0x100000001b3L;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ContainedFactory factory;
    private volatile String result;

    PluginTrial(ContainedFactory factory) {
        this.factory = factory;
    }

    /** One run: a hash of each step, what was thrown, what was allocated an event in the second half. */
    private record Run(long[] hashes, PluginFault fault, long bytesAnEvent) {}

    /** What is wrong with it, as the rest of a sentence; null when nothing. */
    String fault() {
        result = "does not come back: it was tried for " + PATIENCE_MILLIS / 1_000 + " s";
        Thread thread = new Thread(() -> result = tried(), "plug-in trial");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return result;
    }

    private String tried() {
        try {
            Run first = run(2);
            if (first.fault() != null) {
                return "cannot be used: " + first.fault().getMessage();
            }
            if (first.bytesAnEvent() > MOST_BYTES) {
                return "allocates " + first.bytesAnEvent() + " bytes an event; expected at most " + MOST_BYTES
                        + ", and better none: keep objects and arrays and use them again";
            }
            int same = Arrays.mismatch(first.hashes(), run(2).hashes());
            if (same >= 0) {
                return "is not deterministic: two runs on the same market differ at step " + (same + 1)
                        + "; it must not use clocks, chance, files or static state";
            }
            return lookAhead(first, run(3));
        } catch (ConfigException e) {
            return "cannot be used: " + e.getMessage();
        }
    }

    /** Up to the step of the first bar that differs everything must be the same. */
    private String lookAhead(Run one, Run other) {
        long[] known = Arrays.copyOf(one.hashes(), firstOther());
        int differs = Arrays.mismatch(known, Arrays.copyOf(other.hashes(), known.length));
        return differs < 0
                ? null
                : "looks ahead: step " + (differs + 1) + " differs when only the prices after step " + known.length
                        + " do";
    }

    /** Steps that are inputs only: fills may add more, so that at least these come before the turn. */
    private int firstOther() {
        return 1 + TURN * (instruments() + 1);
    }

    private int instruments() {
        return factory.descriptor().universe() == Universe.MANY ? BREADTH : 1;
    }

    private Run run(long laterSeed) {
        List<ContainedStrategy> made = new ArrayList<>();
        StrategyCatalog catalog = StrategyCatalog.standard().with(watched(made));
        EngineConfig config = EngineConfig.read(settings(), catalog);
        made.clear();
        int seconds = config.strategies().get(0).timeframeSeconds();
        TrialTape tape = new TrialTape(instruments(), seconds, BARS, TURN, laterSeed);
        long[] hashes = new long[BARS * (instruments() + 1) * 8];
        Step step = new Step();
        TradingEngine engine = new EngineFactory(config).simulated(tape, StepLog.NONE, each -> {});
        int steps = 0;
        int warm = 1 + BARS * (instruments() + 1) / 2;
        long begun = THREADS.getCurrentThreadAllocatedBytes();
        long warmed = begun;
        while (engine.runOne(step) && steps < hashes.length) {
            hashes[steps] = hash(step);
            steps++;
            warmed = steps == warm ? THREADS.getCurrentThreadAllocatedBytes() : warmed;
            if (THREADS.getCurrentThreadAllocatedBytes() - begun > RUNAWAY_BYTES) {
                return new Run(hashes, null, RUNAWAY_BYTES / steps);
            }
        }
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - warmed;
        PluginFault fault = made.isEmpty() ? null : made.get(0).fault();
        return new Run(Arrays.copyOf(hashes, steps), fault, bytes / Math.max(1, steps - warm));
    }

    /** The factory under test, whose instances are kept to be asked what they threw. */
    private StrategyFactory watched(List<ContainedStrategy> made) {
        return new StrategyFactory() {
            @Override
            public StrategyDescriptor descriptor() {
                return factory.descriptor();
            }

            @Override
            public Strategy create(StrategySetup setup) {
                ContainedStrategy strategy = factory.contained(setup);
                made.add(strategy);
                return strategy;
            }
        };
    }

    private Settings settings() {
        Settings settings = new Settings();
        settings.put("engine.mode", "backtest", "trial");
        for (int i = 0; i < instruments(); i++) {
            settings.put("instruments." + i + ".symbol", "TRIAL" + i, "trial");
        }
        settings.put("strategies.0.name", factory.descriptor().name(), "trial");
        settings.put("strategies.0.symbol", "*", "trial");
        settings.put("strategies.0.capital", "1000000", "trial");
        settings.put("venue.participation", "0", "trial");
        settings.put("strategies.0.timeframe", timeframe(), "trial");
        return settings;
    }

    /** Bars of a minute at least: some strategies count days, which shorter ones would not reach. */
    private String timeframe() {
        Timeframe wanted = Timeframe.parse(factory.descriptor().defaultTimeframe());
        return wanted.seconds() < 60 ? "1m" : wanted.format();
    }

    private static long hash(Step step) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < step.length(); i++) {
            hash = (hash ^ step.buffer().getByte(i)) * HASH_PRIME;
        }
        return hash;
    }
}
