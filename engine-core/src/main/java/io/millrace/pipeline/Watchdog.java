package io.millrace.pipeline;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Sees from a thread of its own whether the threads of a run get on: one that is at work on the same step for too long,
 * or is no more while the run goes on, halts the run by abandoning it. Time in which the watchdog itself did not run (a
 * pause of the machine or of the collector) does not count. A disk that takes a record, or is asked to make the journal
 * durable, may take twenty times as long: a busy one answers after seconds, and nothing is sent before it has.
 */
public final class Watchdog implements AutoCloseable {
    private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int DISK_STALLS = 20;
    private static final long STACK_WAIT_MS = 350;
    private static final String[][] STAGES = {
        {"io.millrace.engine.MarketStage", "market"},
        {"io.millrace.engine.DecideStage", "decide"},
        {"io.millrace.replay.StepJournal", "journal"},
        {"io.millrace.engine.RouteStage", "route"},
    };

    private final EngineRunner runner;
    private final long stallNs;
    private final BooleanSupplier diskWait;
    private final Consumer<Halt> told;
    private final List<StageThread> threads;
    private final long[] beats;
    private final long[] stillNs;
    private final Thread thread = new Thread(this::run, "millrace-watchdog");
    private volatile boolean closed;

    /**
     * A watch over a run.
     *
     * @param stallMs longest time at one step
     * @param diskWait tells whether a stage waits for the journal's disk
     * @param told is given the halt before {@link EngineRunner#abandon}, on the watchdog's thread
     */
    public Watchdog(
            final EngineRunner runner, final long stallMs, final BooleanSupplier diskWait, final Consumer<Halt> told) {
        this.runner = runner;
        this.diskWait = diskWait;
        this.stallNs = TimeUnit.MILLISECONDS.toNanos(stallMs);
        this.told = told;
        this.threads = runner.threads();
        this.beats = new long[threads.size()];
        this.stillNs = new long[threads.size()];
    }

    /** After the run was started. */
    public Watchdog start() {
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
        return this;
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        ThreadEnd.await(thread);
    }

    private void run() {
        long before = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(ROUND_NS);
            final long now = System.nanoTime();
            final long passed = Math.min(now - before, 2 * ROUND_NS);
            before = now;
            if (runner.ended()) {
                return;
            }
            if (look(passed)) {
                return;
            }
        }
    }

    /** True when it halted the run. */
    private boolean look(final long passedNs) {
        for (int i = 0; i < threads.size(); i++) {
            final StageThread watched = threads.get(i);
            final long beat = watched.beat();
            final boolean dead = !watched.thread().isAlive();
            final boolean still = dead || (watched.atWork() && beat == beats[i]);
            beats[i] = beat;
            stillNs[i] = still ? stillNs[i] + passedNs : 0;
            final boolean waits = !dead && diskWait.getAsBoolean();
            if (stillNs[i] >= (waits ? DISK_STALLS : 1) * stallNs && !runner.ended()) {
                halt(watched.thread(), dead);
                return true;
            }
        }
        return false;
    }

    private void halt(final Thread hung, final boolean dead) {
        final StackTraceElement[] stack = dead ? new StackTraceElement[0] : stackOf(hung);
        final String message = "thread " + hung.getName()
                + (dead
                        ? " is dead"
                        : " has been at the same step for " + TimeUnit.NANOSECONDS.toMillis(stallNs)
                                + " ms (watchdog.stallMs)");
        final Halt found = new Halt(stageOf(hung, stack), runner.lastSequence(), new StalledException(message, stack));
        told.accept(found);
        runner.abandon(found);
    }

    /** Asked for by a third thread: a loop without a safepoint would never answer. */
    private static StackTraceElement[] stackOf(final Thread hung) {
        final AtomicReference<StackTraceElement[]> stack = new AtomicReference<>(new StackTraceElement[0]);
        final Thread asking = new Thread(() -> stack.set(hung.getStackTrace()), "millrace-stack");
        asking.setDaemon(true);
        asking.start();
        try {
            asking.join(STACK_WAIT_MS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return stack.get();
    }

    /** The stage by its frame; a thread that shows none is named itself. */
    private static String stageOf(final Thread hung, final StackTraceElement[] stack) {
        for (final StackTraceElement frame : stack) {
            for (final String[] stage : STAGES) {
                if (frame.getClassName().equals(stage[0])) {
                    return stage[1];
                }
            }
        }
        return hung.getName().replace("millrace-", "");
    }
}
