package io.millrace.pipeline;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingIdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What a thread does while there is nothing to do: the price of a wake-up against the price of a core. */
public enum WaitMode {
    /** Burns its core; the lowest latency. Needs a core a thread. */
    BUSY_SPIN,
    /** Spins, but lets others run. */
    YIELD,
    /** Spins a little, then sleeps for microseconds. */
    BACKOFF,
    /** Sleeps until woken; tens of microseconds. */
    BLOCK;

    private static final long NAP_NS = 50_000;
    private static final int SPINS = 100;
    private static final int YIELDS = 100;
    private static final long MAX_PARK_NS = 100_000;

    WaitStrategy forRing() {
        return switch (this) {
            case BUSY_SPIN -> new BusySpinWaitStrategy();
            case YIELD -> new YieldingWaitStrategy();
            case BACKOFF -> new SleepingWaitStrategy(SPINS, NAP_NS);
            case BLOCK -> new BlockingWaitStrategy();
        };
    }

    IdleStrategy forInlet() {
        return switch (this) {
            case BUSY_SPIN -> new BusySpinIdleStrategy();
            case YIELD -> new YieldingIdleStrategy();
            case BACKOFF -> new BackoffIdleStrategy(SPINS, YIELDS, 1_000, MAX_PARK_NS);
            case BLOCK -> new SleepingIdleStrategy(NAP_NS);
        };
    }
}
