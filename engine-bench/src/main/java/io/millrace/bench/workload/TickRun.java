package io.millrace.bench.workload;

import io.millrace.chronicle.ChronicleJournal;
import io.millrace.engine.EngineConfig;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.StepListener;
import io.millrace.engine.StepLog;
import io.millrace.engine.TradingEngine;
import io.millrace.journal.Durability;
import io.millrace.journal.JournalIntegrity;
import io.millrace.journal.JournalSettings;
import io.millrace.journal.JournalWriter;
import io.millrace.journal.Rolling;
import io.millrace.pipeline.EngineRunner;
import io.millrace.pipeline.Inlet;
import io.millrace.pipeline.Layout;
import io.millrace.pipeline.PipelineConfig;
import io.millrace.pipeline.WaitMode;
import io.millrace.replay.JournalHeader;
import io.millrace.replay.Replay;
import io.millrace.replay.ReplayResult;
import io.millrace.replay.StepJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.openhft.affinity.Affinity;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * One run of a {@link TickStream} through the inlet and a thread layout, and the check that the run was right: every
 * tick taken, every order made, the journal intact, its replay identical.
 */
public final class TickRun {
    private static final long END_LIMIT_MS = 120_000;
    private static final int INLET_BYTES = 1 << 22;

    private final Layout layout;
    private final long ticks;
    private final int ratePerSecond;

    /**
     * Plans a run.
     *
     * @param ratePerSecond planned rate of an open loop; 0 = as fast as the inlet takes them
     */
    public TickRun(Layout layout, long ticks, int ratePerSecond) {
        this.layout = layout;
        this.ticks = ticks;
        this.ratePerSecond = ratePerSecond;
    }

    /**
     * What a run gave.
     *
     * @param perSecond ticks a second, from the first planned to the last handled
     * @param latency tick to order, nanoseconds; of an open loop only
     * @param orders that were made
     */
    public record Outcome(double perSecond, Histogram latency, long orders) {}

    /** The engine spins when each of its threads and the feeder can have a core, else its threads give way. */
    public WaitMode waitMode() {
        return hasRoom() ? WaitMode.BUSY_SPIN : WaitMode.YIELD;
    }

    /** Runs without a journal. */
    public Outcome withoutJournal() throws InterruptedException {
        EngineConfig config = TickStream.config();
        OrderClock clock = clock();
        Inlet inlet = new Inlet(INLET_BYTES);
        TradingEngine engine = new EngineFactory(config).simulated(inlet, StepLog.NONE, clock);
        return drive(engine, inlet, clock);
    }

    /**
     * Runs with a journal of durability {@code process}, then verifies and replays it.
     *
     * @param directory does not hold a journal yet
     */
    public Outcome withJournal(Path directory) throws InterruptedException {
        EngineConfig config = TickStream.config();
        OrderClock clock = clock();
        Inlet inlet = new Inlet(INLET_BYTES);
        Outcome outcome;
        long stateHash;
        JournalSettings settings =
                JournalSettings.of(directory, JournalHeader.of(config).text()).withRolling(Rolling.NEVER);
        try (JournalWriter writer = ChronicleJournal.open(settings)) {
            StepJournal log = new StepJournal(writer, Durability.PROCESS);
            TradingEngine engine = new EngineFactory(config).simulated(inlet, log, clock);
            outcome = drive(engine, inlet, clock);
            stateHash = engine.stateHash();
        }
        verify(directory, stateHash);
        return outcome;
    }

    private OrderClock clock() {
        long intervalNs = ratePerSecond == 0 ? 0 : 1_000_000_000L / ratePerSecond;
        return new OrderClock(intervalNs, ticks / 10);
    }

    private Outcome drive(TradingEngine engine, Inlet inlet, OrderClock clock) throws InterruptedException {
        PipelineConfig base = PipelineConfig.of(layout, waitMode());
        PipelineConfig config =
                new PipelineConfig(layout, base.waitMode(), base.ringSize(), INLET_BYTES, base.maxBatch(), cpus(), 0);
        long begin;
        long end;
        try (EngineRunner runner = EngineRunner.of(engine, config)) {
            runner.start();
            begin = pinnedFeed(inlet, runner, clock);
            require(runner.awaitEnd(END_LIMIT_MS), "the engine did not end within " + END_LIMIT_MS + " ms");
            end = System.nanoTime();
            if (runner.halt() != null) {
                throw new IllegalStateException(
                        runner.halt().describe(), runner.halt().cause());
            }
        }
        require(clock.ticks() == ticks, clock.ticks() + " of " + ticks + " ticks were handled");
        long expected = TickStream.expectedOrders(ticks);
        require(clock.orders() == expected, clock.orders() + " orders were made, expected " + expected);
        return new Outcome(ticks * 1e9 / (end - begin), clock.histogram(), clock.orders());
    }

    /** A CPU for each thread of the engine when the feeder has one left, else none is pinned. */
    private List<Integer> cpus() {
        List<Integer> cpus = new ArrayList<>();
        for (int cpu = 0; hasRoom() && cpu < layout.threads(); cpu++) {
            cpus.add(cpu);
        }
        return cpus;
    }

    private boolean hasRoom() {
        return layout.threads() < Runtime.getRuntime().availableProcessors();
    }

    /** Feeds from the last CPU; afterwards the thread may run anywhere again, and so may those it starts. */
    private long pinnedFeed(Inlet inlet, EngineRunner runner, OrderClock clock) {
        BitSet before = Affinity.getAffinity();
        try {
            if (hasRoom()) {
                Affinity.setAffinity(Runtime.getRuntime().availableProcessors() - 1);
            }
            return feed(inlet, runner, clock);
        } finally {
            Affinity.setAffinity(before);
        }
    }

    private long feed(Inlet inlet, EngineRunner runner, OrderClock clock) {
        TickStream stream = new TickStream();
        stream.sessionUp();
        offer(inlet, runner, stream);
        double intervalNs = ratePerSecond == 0 ? 0 : 1e9 / ratePerSecond;
        long begin = System.nanoTime() + 1_000_000;
        clock.begin(begin);
        for (long n = 0; n < ticks; n++) {
            stream.tick(n);
            long planned = begin + (long) (n * intervalNs);
            while (System.nanoTime() < planned) {
                Thread.onSpinWait();
            }
            offer(inlet, runner, stream);
        }
        stream.sessionDown(ticks);
        offer(inlet, runner, stream);
        inlet.close();
        return begin;
    }

    private static void offer(Inlet inlet, EngineRunner runner, TickStream stream) {
        DirectBuffer buffer = stream.buffer();
        while (!inlet.offer(buffer, 0, stream.length())) {
            if (runner.halt() != null) {
                throw new IllegalStateException(
                        runner.halt().describe(), runner.halt().cause());
            }
            Thread.onSpinWait();
        }
    }

    private static void verify(Path directory, long stateHash) {
        JournalIntegrity integrity = ChronicleJournal.check(directory);
        require(integrity.intact(), "the journal is damaged: " + integrity.firstBad());
        ReplayResult replay = new Replay(directory).run(true, StepListener.NONE);
        require(replay.identical(), "the replay differs: " + replay.difference());
        require(replay.stateHash() == stateHash, "the replay ends in another state");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("the measured run was wrong, its figures mean nothing: " + otherwise);
        }
    }
}
