package io.millrace.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.StateHash;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ReportReason;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.risk.ApprovedOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderTableTest {
    private static final long ONE = Fixed.ONE;
    private static final long A = OrderIds.of(1, 0, 1);
    private static final long B = OrderIds.of(1, 0, 2);
    private static final long C = OrderIds.of(1, 1, 1);

    private final Recorder events = new Recorder();
    private final Reports reports = new Reports();
    private final ApprovedOrders approved = new ApprovedOrders();
    private OrderTable table = new OrderTable(2, 2, 8, true);

    @Test
    void shouldFillInParts() {
        table.add(approved.limit(A, 0, 1, Side.BUY, 10 * ONE, 3 * ONE));
        assertEquals(10 * ONE, table.openBuyQuantity(0, 1));
        assertEquals(30 * ONE, table.reservedCash(0));
        table.onReport(reports.plain(A, ExecType.ACCEPTED), events);
        table.onReport(reports.fill(A, 1, 4 * ONE, 3 * ONE, 6 * ONE), events);
        assertEquals(6 * ONE, table.openBuyQuantity(0, 1));
        assertEquals(18 * ONE, table.accountReservedCash());
        table.onReport(reports.fill(A, 2, 6 * ONE, 3 * ONE, 0), events);
        events.expect(
                "PENDING_NEW>WORKING",
                "fill 0/1 BUY 4",
                "WORKING>PARTIALLY_FILLED",
                "fill 0/1 BUY 6",
                "PARTIALLY_FILLED>FILLED");
        assertEquals(0, table.openBuyQuantity(0, 1));
        assertEquals(0, table.openOrders());
        assertEquals(OrderState.FILLED, table.find(A).state());
    }

    @Test
    void shouldPutOpenOrdersIntoNewUnits() {
        table.add(approved.limit(A, 0, 1, Side.SELL, 10 * ONE, 300 * ONE));
        table.add(approved.forCash(B, 0, 1, 1_000 * ONE, 100 * ONE));
        table.add(approved.limit(C, 1, 0, Side.SELL, 10 * ONE, 300 * ONE));
        table.onReport(reports.fill(A, 1, 3 * ONE, 300 * ONE, 7 * ONE), events);
        table.split(1, 3, 2, ONE);
        // 7 left become 10.5, whole lots of which are 10; 3 filled become 4.5.
        assertEquals(10 * ONE, table.openSellQuantity(0, 1));
        assertEquals(200 * ONE, table.find(A).limitPrice());
        assertEquals(15 * ONE, table.openBuyQuantity(0, 1));
        assertEquals(1_000 * ONE, table.reservedCash(0));
        assertEquals(10 * ONE, table.openSellQuantity(1, 0));
        table.onReport(reports.fill(A, 2, 10 * ONE, 200 * ONE, 0), events);
        assertEquals(OrderState.FILLED, table.find(A).state());
        assertEquals(0, table.openSellQuantity(0, 1));
    }

    /** The venue will say that it has cancelled it; until then it counts for nothing. */
    @Test
    void shouldCountNothingForAnOrderThatASplitLeavesNoLotOf() {
        table.add(approved.limit(A, 0, 1, Side.BUY, 4 * ONE, 3 * ONE));
        table.split(1, 1, 10, ONE);
        assertEquals(0, table.openBuyQuantity(0, 1));
        assertEquals(0, table.reservedCash(0));
        table.onReport(reports.plain(A, ExecType.CANCELED, ReportReason.BELOW_MINIMUM), events);
        assertEquals(0, table.openOrders());
    }

    @Test
    void shouldApplyATradeOnceAndTellConflictingData() {
        table.add(approved.limit(A, 0, 0, Side.BUY, 10 * ONE, ONE));
        table.onReport(reports.fill(A, 1, 4 * ONE, ONE, 6 * ONE), events);
        events.clear();
        table.onReport(reports.fill(A, 1, 4 * ONE, ONE, 6 * ONE), events);
        table.onReport(reports.fill(A, 1, 5 * ONE, ONE, 6 * ONE), events);
        events.expect("DUPLICATE_FILL 0.0", "DUPLICATE_FILL 1.0");
        assertEquals(4 * ONE, table.find(A).filled());
    }

    @Test
    void shouldTakeAFillAfterTheEndAsTheTruth() {
        table.add(approved.limit(A, 0, 0, Side.SELL, 10 * ONE, ONE));
        table.requestCancel(approved.cancel(A), events);
        table.onReport(reports.plain(A, ExecType.CANCELED), events);
        table.onReport(reports.fill(A, 1, 4 * ONE, ONE, 6 * ONE), events);
        events.expect(
                "PENDING_NEW>PENDING_CANCEL",
                "PENDING_CANCEL>CANCELED",
                "fill 0/0 SELL 4",
                "ILLEGAL_ORDER_TRANSITION 4.0");
        assertEquals(0, table.openSellQuantity(0, 0));
    }

    @Test
    void shouldBookAnOverfillAndTellTheExcess() {
        table.add(approved.limit(A, 0, 0, Side.BUY, 10 * ONE, ONE));
        table.onReport(reports.fill(A, 1, 13 * ONE, ONE, 0), events);
        events.expect("fill 0/0 BUY 13", "OVERFILL 3.0", "PENDING_NEW>FILLED");
        assertEquals(13 * ONE, table.find(A).filled());
    }

    @Test
    void shouldEndACashOrderWhenTheVenueSaysSo() {
        table.add(approved.forCash(A, 0, 0, 100 * ONE, 10 * ONE));
        assertEquals(10 * ONE, table.openBuyQuantity(0, 0));
        table.onReport(reports.fill(A, 1, 4 * ONE, 10 * ONE, 6 * ONE), events);
        assertEquals(60 * ONE - 5, table.reservedCash(0));
        table.onReport(reports.fill(A, 2, 5 * ONE, 11 * ONE, 0), events);
        assertEquals(OrderState.FILLED, table.find(A).state());
        assertEquals(95 * ONE + 10, table.find(A).spent());
        assertEquals(0, table.reservedCash(0));
    }

    @Test
    void shouldCountTheReducingLegsOfAGroupOnce() {
        table.add(limitLeg(A, Side.SELL, 10));
        table.add(limitLeg(B, Side.SELL, 7));
        assertEquals(10 * ONE, table.openSellQuantity(0, 0));
        assertEquals(10 * ONE, table.groupQuantity(0, 0, Side.SELL, 9));
        table.onReport(reports.plain(A, ExecType.CANCELED, ReportReason.OCO_SIBLING), events);
        assertEquals(7 * ONE, table.openSellQuantity(0, 0));
        table.onReport(reports.fill(B, 1, 7 * ONE, ONE, 0), events);
        assertEquals(0, table.openSellQuantity(0, 0));
        assertEquals(0, table.groupQuantity(0, 0, Side.SELL, 9));
    }

    @Test
    void shouldTellTheSiblingsToCancelWhenTheVenueDoesNot() {
        table = new OrderTable(2, 2, 8, false);
        table.add(limitLeg(A, Side.SELL, 10));
        table.add(limitLeg(B, Side.SELL, 10));
        table.onReport(reports.fill(A, 1, ONE, ONE, 9 * ONE), events);
        events.expect("fill 0/0 SELL 1", "PENDING_NEW>PARTIALLY_FILLED", "cancel sibling " + B);
    }

    @Test
    void shouldKeepAnOrderUnknownUntilTheVenueSpeaks() {
        table.add(approved.limit(A, 0, 0, Side.BUY, ONE, ONE));
        assertTrue(table.markUnknown(A, events));
        assertEquals(ONE, table.openBuyQuantity(0, 0));
        assertTrue(table.requestCancel(approved.cancel(A), events));
        assertEquals(OrderState.UNKNOWN, table.find(A).state());
        table.onReport(reports.plain(A, ExecType.ACCEPTED), events);
        assertEquals(OrderState.WORKING, table.find(A).state());
        table.requestCancel(approved.cancel(A), events);
        table.onReport(reports.plain(A, ExecType.CANCEL_REJECTED, ReportReason.UNKNOWN_ORDER), events);
        assertEquals(OrderState.UNKNOWN, table.find(A).state());
    }

    @Test
    void shouldRefuseAnOrderWhenEveryPlaceIsOpenAndReuseEndedOnes() {
        table = new OrderTable(1, 1, 2, true);
        assertTrue(table.add(approved.limit(A, 0, 0, Side.BUY, ONE, ONE)));
        assertTrue(table.add(approved.limit(B, 0, 0, Side.BUY, ONE, ONE)));
        assertFalse(table.add(approved.limit(OrderIds.of(1, 0, 3), 0, 0, Side.BUY, ONE, ONE)));
        table.onReport(reports.plain(A, ExecType.REJECTED, ReportReason.WOULD_CROSS), events);
        assertNotNull(table.find(A));
        assertTrue(table.add(approved.limit(OrderIds.of(1, 0, 3), 0, 0, Side.BUY, ONE, ONE)));
        assertNull(table.find(A));
        assertEquals(B, table.firstOpen().orderId());
        assertEquals(OrderIds.of(1, 0, 3), table.nextOpen(table.firstOpen()).orderId());
    }

    @Test
    void shouldTellReportsOfUnknownOrdersAndStillTheirFills() {
        table.onReport(reports.plain(C, ExecType.ACCEPTED), events);
        table.onReport(reports.fill(C, 1, 2 * ONE, ONE, 0), events);
        table.onReport(reports.fill(C, 1, 2 * ONE, ONE, 0), events);
        table.onReport(reports.fill(77, 1, 2 * ONE, ONE, 0), events);
        events.expect(
                "UNKNOWN_ORDER_REPORT 1.0",
                "UNKNOWN_ORDER_REPORT 4.0",
                "fill 1/0 BUY 2",
                "UNKNOWN_ORDER_REPORT 4.0",
                "DUPLICATE_FILL 0.0",
                "UNKNOWN_ORDER_REPORT 4.0");
    }

    @Test
    void shouldRefuseAFillWithoutQuantityOrPriceAndAnIdTwice() {
        table.add(approved.limit(A, 0, 0, Side.BUY, ONE, ONE));
        final long before = hash(table);
        table.onReport(reports.fill(A, 1, 0, ONE, ONE), events);
        table.onReport(reports.fill(A, 1, ONE, -ONE, ONE), events);
        assertThrows(IllegalArgumentException.class, () -> table.add(approved.limit(A, 0, 0, Side.BUY, ONE, ONE)));
        assertThrows(IllegalArgumentException.class, () -> table.add(approved.limit(B, 2, 0, Side.BUY, ONE, ONE)));
        events.expect("ILLEGAL_ORDER_TRANSITION 4.0", "ILLEGAL_ORDER_TRANSITION 4.0");
        assertEquals(before, hash(table));
    }

    @Test
    void shouldNotAllocate() {
        final var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final Silent silent = new Silent();
        long least = Long.MAX_VALUE;
        long id = 0;
        for (int round = 0; round < 20; round++) {
            final long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 2_000; i++) {
                id++;
                table.add(approved.limit(id, 0, 0, Side.BUY, ONE, ONE));
                table.onReport(reports.plain(id, ExecType.ACCEPTED), silent);
                table.onReport(reports.fill(id, id, ONE / 2, ONE, ONE / 2), silent);
                table.onReport(reports.fill(id, -id, ONE / 2, ONE, 0), silent);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        // Reading the counter itself may allocate a few bytes on some JDKs; 2,000 orders may not.
        assertTrue(least < 1_000, "bytes for 2,000 orders: " + least);
        assertEquals(40_000 * ONE, silent.filled);
    }

    /**
     * Every order of arrival of up to six of: ack, partial, last fill, cancel request, cancel ack, cancel reject,
     * reject.
     */
    @Test
    void shouldEndInADefinedStateWhateverTheOrderOfReports() {
        final int sequences = permute(new ArrayList<>(), new boolean[7]);
        assertEquals(7 + 42 + 210 + 840 + 2_520 + 5_040, sequences);
    }

    @Test
    void shouldAgreeWithTheNaiveTableOnRandomStreams() {
        final long seed = Long.getLong("seed", 20261121L);
        final Random random = new Random(seed);
        for (int run = 0; run < 60; run++) {
            new Duel(random, "seed " + seed + " run " + run).fight();
        }
    }

    private int permute(final List<Integer> chosen, final boolean[] taken) {
        int count = 0;
        if (!chosen.isEmpty()) {
            play(chosen);
            count++;
        }
        for (int i = 0; i < 7 && chosen.size() < 6; i++) {
            if (!taken[i]) {
                taken[i] = true;
                chosen.add(i);
                count += permute(chosen, taken);
                chosen.remove(chosen.size() - 1);
                taken[i] = false;
            }
        }
        return count;
    }

    private void play(final List<Integer> steps) {
        final OrderTable fresh = new OrderTable(1, 1, 4, true);
        final Recorder heard = new Recorder();
        fresh.add(approved.limit(A, 0, 0, Side.BUY, 10 * ONE, ONE));
        for (final int step : steps) {
            apply(fresh, step, heard);
        }
        final Order order = fresh.find(A);
        final long filled = (steps.contains(1) ? 4 * ONE : 0) + (steps.contains(2) ? 6 * ONE : 0);
        assertEquals(filled, order.filled(), steps::toString);
        assertEquals(filled, heard.filled, steps::toString);
        final boolean isOpen = order.state().isOpen();
        assertEquals(isOpen ? 10 * ONE - filled : 0, fresh.openBuyQuantity(0, 0), steps::toString);
        assertEquals(isOpen ? 1 : 0, fresh.openOrders(), steps::toString);
        assertEquals(isOpen ? 10 * ONE - filled : 0, fresh.reservedCash(0), steps::toString);
        if (filled == 10 * ONE) {
            assertEquals(OrderState.FILLED, order.state(), steps::toString);
        } else if (steps.contains(4) && !steps.contains(6)) {
            assertEquals(OrderState.CANCELED, order.state(), steps::toString);
        }
        assertFalse(order.state() == OrderState.REJECTED && filled > 0, steps::toString);
    }

    private void apply(final OrderTable target, final int step, final Recorder heard) {
        switch (step) {
            case 0 -> target.onReport(reports.plain(A, ExecType.ACCEPTED), heard);
            case 1 -> target.onReport(reports.fill(A, 1, 4 * ONE, ONE, 6 * ONE), heard);
            case 2 -> target.onReport(reports.fill(A, 2, 6 * ONE, ONE, 0), heard);
            case 3 -> target.requestCancel(approved.cancel(A), heard);
            case 4 -> target.onReport(reports.plain(A, ExecType.CANCELED), heard);
            case 5 -> target.onReport(reports.plain(A, ExecType.CANCEL_REJECTED, ReportReason.TOO_LATE), heard);
            default -> target.onReport(reports.plain(A, ExecType.REJECTED), heard);
        }
    }

    private io.millrace.risk.ApprovedOrder limitLeg(final long id, final Side side, final int units) {
        approved.limit(id, 0, 0, side, units * ONE, ONE);
        return approved.reducing(9);
    }

    private static long hash(final OrderTable table) {
        final StateHash hash = new StateHash();
        table.writeState(hash);
        return hash.value();
    }

    /** What the table told, as short texts. */
    static final class Recorder implements OrderListener {
        final List<String> heard = new ArrayList<>();
        long filled;
        int duplicates;

        void expect(final String... expected) {
            assertEquals(List.of(expected), heard);
        }

        void clear() {
            heard.clear();
        }

        @Override
        public void onFill(
                final long orderId,
                final int strategy,
                final int instrument,
                final Side side,
                final long quantity,
                final long price,
                final long fee,
                final long timeNs) {
            assertEquals(5, fee);
            assertEquals(7, timeNs);
            filled += quantity;
            heard.add("fill " + strategy + "/" + instrument + " " + side + " " + Fixed.format(quantity));
        }

        @Override
        public void onState(final long orderId, final OrderState from, final OrderState to) {
            heard.add(from + ">" + to);
        }

        @Override
        public void onAnomaly(final AlertCode code, final long orderId, final double value) {
            duplicates += code == AlertCode.DUPLICATE_FILL ? 1 : 0;
            heard.add(code + " " + value);
        }

        @Override
        public void onSiblingToCancel(final long orderId) {
            heard.add("cancel sibling " + orderId);
        }
    }

    /** Counts what was filled and keeps nothing. */
    private static final class Silent implements OrderListener {
        long filled;

        @Override
        public void onFill(
                final long orderId,
                final int strategy,
                final int instrument,
                final Side side,
                final long quantity,
                final long price,
                final long fee,
                final long timeNs) {
            filled += quantity;
        }

        @Override
        public void onState(final long orderId, final OrderState from, final OrderState to) {}

        @Override
        public void onAnomaly(final AlertCode code, final long orderId, final double value) {}

        @Override
        public void onSiblingToCancel(final long orderId) {}
    }

    /** One random stream through the table and its naive twin. */
    private final class Duel {
        private final Random random;
        private final String where;
        private final OrderTable fast = new OrderTable(3, 2, 64, true);
        private final NaiveOrderTable naive = new NaiveOrderTable();
        private final Recorder heard = new Recorder();
        private final List<Long> ids = new ArrayList<>();
        private long filled;

        Duel(final Random random, final String where) {
            this.random = random;
            this.where = where;
        }

        void fight() {
            for (int step = 0; step < 400; step++) {
                if (ids.size() < 60 && random.nextInt(4) == 0) {
                    place();
                } else if (!ids.isEmpty()) {
                    report(ids.get(random.nextInt(ids.size())));
                }
                compare();
                heard.clear();
            }
        }

        private void place() {
            final NaiveOrderTable.Entry entry = new NaiveOrderTable.Entry();
            entry.strategy = random.nextInt(3);
            entry.instrument = random.nextInt(2);
            entry.side = random.nextBoolean() ? Side.BUY : Side.SELL;
            entry.quantity = 1L + random.nextInt(20);
            entry.reducing = random.nextBoolean();
            entry.group = entry.reducing ? random.nextInt(4) : 0;
            final long id = OrderIds.of(1, entry.strategy, ids.size() + 1L);
            approved.limit(id, entry.strategy, entry.instrument, entry.side, entry.quantity, ONE);
            assertTrue(fast.add(
                    entry.reducing
                            ? approved.reducing(entry.group)
                            : approved.limit(id, entry.strategy, entry.instrument, entry.side, entry.quantity, ONE)));
            naive.orders.put(id, entry);
            ids.add(id);
        }

        private void report(final long id) {
            final NaiveOrderTable.Entry entry = naive.orders.get(id);
            final ExecType type = ExecType.get((short) (1 + random.nextInt(7)));
            if (random.nextInt(5) == 0) {
                fast.requestCancel(approved.cancel(id), heard);
                final boolean moves = entry.state.isOpen() && entry.state != OrderState.UNKNOWN;
                entry.state = moves ? OrderState.PENDING_CANCEL : entry.state;
            } else if (type == ExecType.FILL) {
                final long trade = random.nextInt(30);
                final long quantity = 1L + random.nextInt(8);
                fast.onReport(reports.fill(id, trade, quantity, ONE, 0), heard);
                if (naive.trades.add(id + ":" + trade)) {
                    entry.filled += quantity;
                    filled += quantity;
                    final long left = Math.max(0, entry.quantity - entry.filled);
                    entry.state = OrderTransitions.next(entry.state, type, entry.filled, left);
                }
            } else {
                fast.onReport(reports.plain(id, type), heard);
                entry.state = OrderTransitions.next(entry.state, type, entry.filled, entry.quantity - entry.filled);
            }
        }

        private void compare() {
            assertEquals(filled, heard.filled, where);
            for (int strategy = 0; strategy < 3; strategy++) {
                for (int instrument = 0; instrument < 2; instrument++) {
                    final long buy = naive.openQuantity(strategy, instrument, Side.BUY);
                    final long sell = naive.openQuantity(strategy, instrument, Side.SELL);
                    assertEquals(buy, fast.openBuyQuantity(strategy, instrument), where);
                    assertEquals(sell, fast.openSellQuantity(strategy, instrument), where);
                }
            }
            Order order = fast.firstOpen();
            int open = 0;
            for (final var entry : naive.orders.entrySet()) {
                assertEquals(entry.getValue().state, fast.find(entry.getKey()).state(), where);
                if (entry.getValue().state.isOpen()) {
                    assertEquals(entry.getKey(), order.orderId(), where);
                    order = fast.nextOpen(order);
                    open++;
                }
            }
            assertNull(order, where);
            assertEquals(open, fast.openOrders(), where);
        }
    }
}
