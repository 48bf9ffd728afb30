package io.millrace.bench.workload;

import io.millrace.engine.StepListener;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.feed.InputMessage;
import org.HdrHistogram.Histogram;

/**
 * Called by the route stage right after the venue's gateway has a step's orders: takes the time from a tick's planned
 * moment to this one. A step without an order costs no clock read. The engine's thread writes, others read after the
 * end.
 */
final class OrderClock implements StepListener {
    private static final long HIGHEST_NS = 60_000_000_000L;

    private final Histogram histogram = new Histogram(HIGHEST_NS, 3);
    private final MessageCursor cursor = new MessageCursor();
    private final long intervalNs;
    private final long firstCounted;
    private long beginNs;
    private long ticks;
    private long orders;

    /** Times of ticks before {@code firstCounted} are left out. */
    OrderClock(long intervalNs, long firstCounted) {
        this.intervalNs = intervalNs;
        this.firstCounted = firstCounted;
    }

    /** Before the first tick is offered. */
    void begin(long nanoTime) {
        beginNs = nanoTime;
    }

    @Override
    public void onStep(Step step) {
        if (step.inputTemplate() != TradeDecoder.TEMPLATE_ID) {
            return;
        }
        ticks++;
        cursor.outputs(step);
        while (cursor.next()) {
            if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                long now = System.nanoTime();
                long tick = TickStream.tickAt(InputMessage.eventTimeNs(step.buffer(), Step.INPUT_OFFSET));
                orders++;
                if (tick >= firstCounted) {
                    histogram.recordValue(Math.min(now - beginNs - tick * intervalNs, HIGHEST_NS));
                }
            }
        }
    }

    Histogram histogram() {
        return histogram;
    }

    long ticks() {
        return ticks;
    }

    long orders() {
        return orders;
    }
}
