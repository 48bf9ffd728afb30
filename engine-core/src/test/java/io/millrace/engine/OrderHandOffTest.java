package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.OffHeap;
import io.millrace.event.codec.OrderCommandDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Every command of a step reaches the venue with it: late is a late fill. */
final class OrderHandOffTest {
    /** More than are taken in one step. */
    private static final int COMMANDS = 40_000;

    private final OrderHandOff orders = new OrderHandOff();
    private final UnsafeBuffer command = OffHeap.allocate(OrderCommandDecoder.BLOCK_LENGTH);
    private final List<Long> times = new ArrayList<>();

    @Test
    void shouldDeliverEveryCommandAtTheFirstCall() {
        for (int i = 0; i < COMMANDS; i++) {
            orders.onOrderCommand(command, 0, i);
            drain();
            assertEquals(i + 1, times.size());
        }
        assertEquals(COMMANDS - 1L, times.get(COMMANDS - 1));
    }

    @Test
    void shouldDeliverAllCommandsOfAStepAtOnceAndInOrder() {
        long sent = 0;
        while (sent < COMMANDS) {
            for (int i = 0; i < 7; i++) {
                orders.onOrderCommand(command, 0, sent++);
            }
            drain();
            assertEquals(sent, times.size());
        }
        for (int i = 0; i < times.size(); i++) {
            assertEquals(i, times.get(i));
        }
    }

    @Test
    void shouldRefuseOrdersWithoutEnd() {
        final IllegalStateException fault = assertThrows(IllegalStateException.class, () -> {
            for (int i = 0; i < COMMANDS; i++) {
                orders.onOrderCommand(command, 0, i);
            }
        });
        assertTrue(fault.getMessage().contains("orders without end"), fault.getMessage());
        drain();
        assertTrue(times.size() > 4_096, times.size() + " commands in a step");
    }

    private void drain() {
        orders.drainTo((buffer, block, timeNs) -> times.add(timeNs));
    }
}
