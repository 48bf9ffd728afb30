package io.millrace.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.millrace.engine.Intake;
import io.millrace.engine.TradingEngine;
import io.millrace.event.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.IdleStrategy;

/**
 * The layouts with a ring: the first thread reads the inlet and publishes steps, each handler thread runs one or more
 * stages on them, in order.
 *
 * <p>A handler that throws halts the whole engine: it does not advance past its step, nothing behind it sees that step,
 * and the publisher stops. The Disruptor's stock exception handlers would either lose the event or hang the publisher.
 */
final class RingRunner implements EngineRunner {
    /** Memory for long steps that a whole ring may keep. */
    private static final int KEPT_BYTES = 64 << 20;

    private static final int JOURNAL_STAGE = 2;
    private static final int ROUTE_STAGE = 3;

    private final TradingEngine engine;
    private final PipelineConfig config;
    private final StageLatency latency = new StageLatency();
    private final RingBuffer<Step> ring;
    private final StageRunner publisherStages;
    private final List<BatchEventProcessor<Step>> processors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Thread publisher = new Thread(this::publish, "millrace-decode");
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<StageThread> seen = new ArrayList<>();
    private final StageThread publisherSeen = new StageThread(publisher);
    private volatile boolean abandoned;
    private volatile boolean stopped;
    private volatile Halt halt;
    private long lastPublished = -1;
    private volatile long lastSequence;

    RingRunner(final TradingEngine engine, final PipelineConfig config) {
        this.engine = engine;
        this.config = config;
        this.ring = RingBuffer.createSingleProducer(
                () -> new Step(Math.max(Step.INITIAL_CAPACITY, KEPT_BYTES / config.ringSize())),
                config.ringSize(),
                config.waitMode().forRing());
        if (config.layout() == Layout.DUO) {
            publisherStages = stages(0, JOURNAL_STAGE);
            addHandler("journal-route", JOURNAL_STAGE, 2);
        } else {
            publisherStages = stages(0, 0);
            addHandler("market", 0, 1);
            addHandler("decide", 1, 1);
            addHandler("journal", JOURNAL_STAGE, 1);
            addHandler("route", ROUTE_STAGE, 1);
        }
        seen.add(publisherSeen);
        ring.addGatingSequences(last().getSequence());
    }

    @Override
    public void start() {
        for (final Thread thread : threads) {
            thread.start();
        }
        publisher.start();
    }

    @Override
    public boolean awaitEnd(final long timeoutMs) throws InterruptedException {
        return ended.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public Halt halt() {
        return halt;
    }

    @Override
    public boolean ended() {
        return ended.getCount() == 0;
    }

    @Override
    public void halt(final Halt why) {
        haltWith(why);
    }

    @Override
    public void abandon(final Halt why) {
        haltWith(why);
        abandoned = true;
        ended.countDown();
    }

    @Override
    public long lastSequence() {
        return lastSequence;
    }

    @Override
    public List<StageThread> threads() {
        return List.copyOf(seen);
    }

    @Override
    public StageLatency latency() {
        return latency;
    }

    /** Two cursors are read and none is written: the threads of the stages do not notice. */
    @Override
    public double ringFill() {
        final long waiting = ring.getCursor() - last().getSequence().get();
        return (double) Math.min(Math.max(waiting, 0), config.ringSize()) / config.ringSize();
    }

    @Override
    public void close() {
        stopped = true;
        if (!abandoned) {
            ThreadEnd.await(publisher);
        }
    }

    private StageRunner stages(final int first, final int count) {
        return new StageRunner(engine, first, count, latency, config.sampleEvery());
    }

    private void addHandler(final String name, final int firstStage, final int count) {
        final StageRunner runner = stages(firstStage, count);
        final boolean routes = firstStage + count > ROUTE_STAGE;
        final AtomicReference<StageThread> own = new AtomicReference<>();
        final EventHandler<Step> handler = (step, sequence, endOfBatch) -> {
            final StageThread self = own.getPlain();
            self.begin();
            runner.run(step);
            if (routes) {
                engine.intake().onRouted(step.sequence());
            }
            self.end();
        };
        final Sequence[] after = processors.isEmpty() ? new Sequence[0] : new Sequence[] {last().getSequence()};
        final BatchEventProcessor<Step> processor = new BatchEventProcessorBuilder()
                .setMaxBatchSize(config.maxBatch())
                .build(ring, ring.newBarrier(after), handler);
        processor.setExceptionHandler(new HaltOnFault(name, runner));
        processors.add(processor);
        final int index = processors.size();
        final Thread thread = new Thread(() -> runPinned(processor, index), "millrace-" + name);
        thread.setUncaughtExceptionHandler((dead, fault) -> haltWith(new Halt(name, lastSequence, fault)));
        threads.add(thread);
        own.set(new StageThread(thread));
        seen.add(own.get());
    }

    private BatchEventProcessor<Step> last() {
        return processors.get(processors.size() - 1);
    }

    private void runPinned(final Runnable loop, final int thread) {
        if (thread < config.cpus().size()) {
            CpuPin.pin(config.cpus().get(thread));
        }
        loop.run();
    }

    private void publish() {
        try {
            runPinned(this::publishUntilEnd, 0);
        } catch (final Throwable fault) {
            haltWith(publisherStages.halt("decode", lastSequence, fault));
        } finally {
            // What was published is journaled and routed also when the publisher itself failed.
            awaitHandlers();
            for (final BatchEventProcessor<Step> processor : processors) {
                processor.halt();
            }
            threads.forEach(ThreadEnd::await);
            ended.countDown();
        }
    }

    private void publishUntilEnd() {
        final IdleStrategy idle = config.waitMode().forInlet();
        final Intake intake = engine.intake();
        while (!stopped && halt == null) {
            publisherSeen.begin();
            final boolean published = intake.ready() && publishOne(intake);
            publisherSeen.end();
            if (published) {
                idle.reset();
            } else if (intake.exhausted()) {
                return;
            } else {
                idle.idle();
            }
        }
    }

    private boolean publishOne(final Intake intake) {
        final long slot;
        try {
            slot = ring.tryNext();
        } catch (final InsufficientCapacityException full) {
            return false;
        }
        final Step step = ring.get(slot);
        intake.write(step);
        lastSequence = step.sequence();
        publisherStages.run(step);
        ring.publish(slot);
        lastPublished = slot;
        return true;
    }

    private void awaitHandlers() {
        final IdleStrategy idle = config.waitMode().forInlet();
        while (handlersAlive() && last().getSequence().get() < lastPublished) {
            idle.idle();
        }
    }

    private boolean handlersAlive() {
        for (final Thread thread : threads) {
            if (!thread.isAlive()) {
                return false;
            }
        }
        return true;
    }

    /** The first fault is the one to tell; others may follow from it. */
    private synchronized void haltWith(final Halt found) {
        if (halt == null) {
            halt = found;
        }
    }

    /** Ends the thread of the handler without letting it pass the step it failed on. */
    private final class HaltOnFault implements ExceptionHandler<Step> {
        private final String stage;
        private final StageRunner runner;

        HaltOnFault(final String stage, final StageRunner runner) {
            this.stage = stage;
            this.runner = runner;
        }

        @Override
        public void handleEventException(final Throwable fault, final long sequence, final Step step) {
            haltWith(runner.halt(stage, step == null ? lastSequence : step.sequence(), fault));
            throw new HaltedException(fault);
        }

        @Override
        public void handleOnStartException(final Throwable fault) {
            haltWith(new Halt(stage, 0, fault));
        }

        @Override
        public void handleOnShutdownException(final Throwable fault) {
            haltWith(new Halt(stage, lastSequence, fault));
        }
    }

    /** Carries a fault out of a handler's loop; its thread ends silently because the halt is already recorded. */
    private static final class HaltedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HaltedException(final Throwable cause) {
            super(cause);
        }
    }
}
