package io.millrace.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.bench.workload.TickRun;
import io.millrace.bench.workload.TickStream;
import io.millrace.pipeline.Layout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickRunTest {
    private static final long TICKS = 2_000;

    @TempDir
    Path folder;

    @Test
    void shouldExpectAnOrderEveryTenTicksFromTheFirstRise() {
        assertEquals(0, TickStream.expectedOrders(22));
        assertEquals(1, TickStream.expectedOrders(23));
        assertEquals(2, TickStream.expectedOrders(33));
    }

    @Test
    void shouldMakeEveryOrderAndReplayIdentically() throws InterruptedException {
        for (Layout layout : new Layout[] {Layout.FUSED, Layout.DUO, Layout.PINNED}) {
            TickRun.Outcome outcome = new TickRun(layout, TICKS, 0).withJournal(folder.resolve(layout.name()));
            assertEquals(TickStream.expectedOrders(TICKS), outcome.orders(), layout.name());
        }
    }
}
