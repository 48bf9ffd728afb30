package io.millrace.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.risk.ApprovedOrders;
import org.junit.jupiter.api.Test;

/**
 * Every sequence of seven of: ack, partial fill, the rest filled, cancel request, cancel ack, reject; and of six with
 * changes
 * of the order among them. Held step by step against facts that are only counted, not against a state machine.
 */
class OrderOrderingsTest {
    private static final long ONE = Fixed.ONE;
    private static final long ID = OrderIds.of(1, 0, 1);
    private static final long PRICE = 3 * ONE;
    private static final long TOTAL = 10 * ONE;
    private static final long PART = 4 * ONE;

    private final Reports reports = new Reports();
    private final ApprovedOrders approved = new ApprovedOrders();

    @Test
    void shouldStayTrueInEveryOrderOfReports() {
        assertEquals(279_936, each(6, 7));
    }

    @Test
    void shouldStayTrueInEveryOrderOfReportsAndChanges() {
        assertEquals(531_441, each(9, 6));
    }

    private int each(final int kinds, final int length) {
        final int[] steps = new int[length];
        int count = 0;
        boolean more = true;
        while (more) {
            new Trial(steps).run();
            count++;
            int digit = length - 1;
            while (digit >= 0 && ++steps[digit] == kinds) {
                steps[digit] = 0;
                digit--;
            }
            more = digit >= 0;
        }
        return count;
    }

    /** One sequence. A venue that is right about its fills: it never fills more than the most it was asked for. */
    private final class Trial implements OrderListener {
        private final int[] steps;
        private final OrderTable table = new OrderTable(1, 1, 2, true);
        private int at;
        private long booked;
        private int lastEnds;

        // Facts.
        private long asked = TOTAL;
        private long changeTo;
        private boolean changing;
        private long filled;
        private long trades;
        private boolean acked;
        private boolean cancelling;
        private boolean unknown;
        private OrderState ended;

        Trial(final int[] steps) {
            this.steps = steps;
        }

        void run() {
            table.add(approved.limit(ID, 0, 0, Side.BUY, TOTAL, PRICE));
            for (at = 0; at < steps.length; at++) {
                final OrderState before = table.find(ID).state();
                lastEnds = 0;
                play(steps[at]);
                check(before);
            }
        }

        private void play(final int step) {
            switch (step) {
                case 0 -> ack();
                case 1 -> fill(Math.min(PART, most() - filled));
                case 2 -> fill(most() - filled);
                case 3 -> {
                    final boolean went = table.requestCancel(approved.cancel(ID), this);
                    assertEquals(ended == null && !cancelling, went, this::where);
                    cancelling |= ended == null && !unknown;
                }
                case 4 -> end(ExecType.CANCELED, OrderState.CANCELED);
                case 5 -> end(ExecType.REJECTED, filled > 0 ? OrderState.CANCELED : OrderState.REJECTED);
                case 6 -> change(filled + 3 * ONE);
                case 7 -> answer(ExecType.REPLACED);
                default -> answer(ExecType.REPLACE_REJECTED);
            }
        }

        private void ack() {
            table.onReport(reports.plain(ID, ExecType.ACCEPTED), this);
            if (ended == OrderState.REJECTED) {
                revive();
            } else {
                acked = true;
                unknown &= ended != null;
            }
        }

        private void fill(final long quantity) {
            if (quantity == 0) {
                // Nothing is left: the venue can only send an old one again.
                table.onReport(reports.fill(ID, trades, 1, PRICE, 0), this);
                return;
            }
            filled += quantity;
            trades++;
            table.onReport(reports.fill(ID, trades, quantity, PRICE, most() - filled), this);
            if (filled == most()) {
                ended = OrderState.FILLED;
            } else if (ended == OrderState.REJECTED) {
                revive();
            } else if (ended == null) {
                unknown = false;
                acked = true;
            }
        }

        private void end(final ExecType report, final OrderState as) {
            table.onReport(reports.plain(ID, report), this);
            ended = ended == null ? as : ended;
        }

        private void revive() {
            ended = null;
            unknown = true;
            cancelling = false;
        }

        private void change(final long quantity) {
            final boolean went =
                    table.requestReplace(approved.limit(ID, 0, 0, Side.BUY, quantity - filled, PRICE), this);
            assertEquals(ended == null && acked && !cancelling && !unknown && !changing, went, this::where);
            if (went) {
                changing = true;
                changeTo = quantity;
            }
        }

        private void answer(final ExecType report) {
            table.onReport(reports.plain(ID, report), this);
            final boolean heard = changing;
            if (changing && report == ExecType.REPLACED) {
                asked = changeTo;
            }
            changing = false;
            if (report != ExecType.REPLACED) {
                return;
            }
            if (ended == OrderState.REJECTED) {
                revive();
            } else if (heard && ended == null) {
                unknown = false;
                acked = true;
                ended = filled >= asked ? OrderState.FILLED : null;
            }
        }

        private long most() {
            return changing ? Math.max(asked, changeTo) : Math.max(asked, filled);
        }

        private void check(final OrderState before) {
            final Order order = table.find(ID);
            final OrderState state = order.state();
            assertEquals(filled, order.filled(), this::where);
            assertEquals(filled, booked, this::where);
            assertEquals(expected(), state, this::where);
            final boolean open = ended == null;
            final long left = open ? most() - filled : 0;
            assertEquals(left, table.openBuyQuantity(0, 0), this::where);
            assertEquals(left * 3, table.reservedCash(0), this::where);
            assertEquals(left * 3, table.accountReservedCash(), this::where);
            assertEquals(open ? 1 : 0, table.openOrders(), this::where);
            assertTrue(lastEnds <= 1, this::where);
            final boolean secondEnd = !before.isOpen() && !state.isOpen() && before != state;
            assertFalse(secondEnd && state != OrderState.FILLED, this::where);
        }

        private OrderState expected() {
            if (ended != null) {
                return ended;
            }
            if (unknown) {
                return OrderState.UNKNOWN;
            }
            if (cancelling) {
                return OrderState.PENDING_CANCEL;
            }
            if (changing) {
                return OrderState.PENDING_REPLACE;
            }
            if (filled > 0) {
                return OrderState.PARTIALLY_FILLED;
            }
            return acked ? OrderState.WORKING : OrderState.PENDING_NEW;
        }

        private String where() {
            return "after step " + (at + 1) + " of " + java.util.Arrays.toString(steps);
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
            booked += quantity;
        }

        @Override
        public void onState(final long orderId, final OrderState from, final OrderState to) {
            lastEnds += from.isOpen() && !to.isOpen() ? 1 : 0;
        }

        @Override
        public void onAnomaly(final AlertCode code, final long orderId, final double value) {
            assertFalse(code == AlertCode.OVERFILL, this::where);
        }

        @Override
        public void onSiblingToCancel(final long orderId) {
            throw new AssertionError("the order has no sibling");
        }
    }
}
