package io.millrace.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.codec.BarEncoder;
import io.millrace.event.codec.OrderAction;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.OrderCommandEncoder;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.instrument.ActionSchedule;
import io.millrace.instrument.InstrumentTable;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class VenueAllocationTest {
    private static final long MINUTE = 60_000_000_000L;

    private SimulatedVenue venue = new SimulatedVenue(
            VenueConfig.defaults(), RateFees.ofBps(10), SessionClock.ROUND_THE_CLOCK, new long[] {1});
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final BarEncoder bar = new BarEncoder();
    private final ClosedBar closed = new ClosedBar();
    private final OrderCommandEncoder order = new OrderCommandEncoder();
    private final OrderCommandDecoder orderDecoder = new OrderCommandDecoder();
    private final ReportSink sink = this::count;
    private long fills;
    private long id;
    private long nowNs;

    @Test
    void shouldNotAllocateAfterWarmUp() {
        assertEquals(0, leastBytes());
        assertEquals(3 * id / 4, fills, "two limits, one stop and one cash order a bar: all but the cancelled fill");
    }

    @Test
    void shouldNotAllocateWithEveryModelOn() {
        final VenueConfig config = VenueConfig.defaults()
                .with(new LatencyModel(LatencyModel.Shape.LOGNORMAL, 1_000, 10_000, 1_000, 10_000, 50_000_000))
                .with(new SlippageModel(10_000, 50_000_000, 10_000, 10_000, 50_000_000))
                .withScript(new Incident(Incident.Kind.OUTAGE, Incident.EVERY, 5 * MINUTE, 9 * MINUTE));
        final FeeTerms terms = new FeeTerms(10_000, 20_000, 500_000, 100_000_000);
        venue = new SimulatedVenue(
                config,
                new InstrumentFees(terms),
                SessionClock.ROUND_THE_CLOCK,
                new ActionSchedule(InstrumentTable.of(List.of())),
                new long[] {1},
                20_261_121L);
        assertEquals(0, leastBytes());
        assertTrue(fills > id / 4, fills + " fills of " + id + " orders");
    }

    private long leastBytes() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        drive(20_000);
        threads.getCurrentThreadAllocatedBytes();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            drive(2_000);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    private void drive(final int bars) {
        for (int i = 0; i < bars; i++) {
            submit(OrderType.LIMIT, 100, 0, OrderAction.NEW);
            submit(OrderType.STOP, 100, 0, OrderAction.NEW);
            submit(OrderType.MARKET, 0, 10_000_000_000L, OrderAction.NEW);
            submit(OrderType.LIMIT, 100, 0, OrderAction.NEW);
            id--;
            submit(OrderType.LIMIT, 100, 0, OrderAction.CANCEL);
            bar.wrap(buffer, 0).eventTime(nowNs + MINUTE).instrument(0).openTime(nowNs);
            bar.openPrice(10_000_000_000L).highPrice(10_300_000_000L).lowPrice(9_700_000_000L);
            bar.closePrice(10_000_000_000L).volume(1_000_000_000_000L);
            nowNs += MINUTE;
            venue.onBar(closed.read(buffer, 0));
            boolean more = true;
            while (more) {
                more = venue.pollReport(nowNs, sink);
            }
        }
    }

    private void count(final VenueReport report) {
        fills += report.execId > 0 ? 1 : 0;
    }

    private void submit(final OrderType type, final long quantity, final long cash, final OrderAction action) {
        order.wrap(buffer, 0)
                .orderId(++id)
                .parentOrderId(0)
                .ocoGroup(0)
                .quantity(quantity)
                .cashQuantity(cash);
        order.limitPrice(9_800_000_000L).stopPrice(10_200_000_000L).referencePrice(Absent.FIXED);
        order.instrument(0).strategy(0).action(action).side(Side.BUY).orderType(type);
        order.timeInForce(TimeInForce.GTC);
        venue.submit(
                orderDecoder.wrap(buffer, 0, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION),
                nowNs);
    }
}
