package io.millrace.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.event.codec.ExecType;
import org.junit.jupiter.api.Test;

class OrderTransitionsTest {
    private static final ExecType[] REPORTS = {
        ExecType.ACCEPTED,
        ExecType.REJECTED,
        ExecType.TRIGGERED,
        ExecType.FILL,
        ExecType.FILL,
        ExecType.CANCELED,
        ExecType.EXPIRED,
        ExecType.CANCEL_REJECTED
    };

    // State, then the state after each report: two columns of FILL, the last of the order and one that leaves some.
    // Each
    // cell is for an order without earlier fills; after a slash for one with them; ! = alerted.
    private static final String[] TABLE = {
        "PENDING_NEW       WORKING   REJECTED/CANCELED!  TRIGGERED FILLED PARTIALLY_FILLED CANCELED EXPIRED"
                + " PENDING_NEW!",
        "WORKING           WORKING!  REJECTED!/CANCELED! TRIGGERED FILLED PARTIALLY_FILLED CANCELED EXPIRED WORKING!",
        "PARTIALLY_FILLED  PARTIALLY_FILLED REJECTED!/CANCELED! PARTIALLY_FILLED FILLED PARTIALLY_FILLED CANCELED"
                + " EXPIRED PARTIALLY_FILLED!",
        "TRIGGERED         TRIGGERED REJECTED/CANCELED!  TRIGGERED! FILLED PARTIALLY_FILLED CANCELED EXPIRED"
                + " TRIGGERED!",
        "PENDING_CANCEL    PENDING_CANCEL REJECTED/CANCELED! PENDING_CANCEL FILLED PENDING_CANCEL CANCELED EXPIRED"
                + " WORKING/PARTIALLY_FILLED",
        "UNKNOWN           WORKING/PARTIALLY_FILLED REJECTED/CANCELED! TRIGGERED/PARTIALLY_FILLED FILLED"
                + " PARTIALLY_FILLED CANCELED EXPIRED UNKNOWN",
        "FILLED            FILLED FILLED! FILLED FILLED! FILLED! FILLED! FILLED! FILLED",
        "CANCELED          CANCELED CANCELED! CANCELED FILLED! CANCELED! CANCELED! CANCELED! CANCELED",
        "EXPIRED           EXPIRED EXPIRED! EXPIRED FILLED! EXPIRED! EXPIRED! EXPIRED! EXPIRED",
        "REJECTED          UNKNOWN! REJECTED! UNKNOWN! FILLED! UNKNOWN! REJECTED! REJECTED! REJECTED",
    };

    @Test
    void shouldFollowTheTableInEveryCell() {
        assertEquals(OrderState.values().length, TABLE.length);
        for (final String line : TABLE) {
            final String[] cells = line.split("\\s+");
            final OrderState from = OrderState.valueOf(cells[0]);
            assertEquals(REPORTS.length, cells.length - 1, line);
            for (int i = 0; i < REPORTS.length; i++) {
                final String[] variants = cells[i + 1].split("/");
                check(from, i, 0, variants[0]);
                check(from, i, 3, variants[variants.length - 1]);
            }
        }
    }

    @Test
    void shouldKeepTheCodesOfStates() {
        int code = 1;
        for (final OrderState state : OrderState.values()) {
            assertEquals(code, state.code());
            assertEquals(state, OrderState.ofCode(code));
            code++;
        }
        assertThrows(IllegalArgumentException.class, () -> OrderState.ofCode(0));
        assertThrows(IllegalArgumentException.class, () -> OrderState.ofCode(11));
    }

    private static void check(final OrderState from, final int report, final long earlier, final String expected) {
        final boolean legal = !expected.endsWith("!");
        final OrderState to = OrderState.valueOf(legal ? expected : expected.substring(0, expected.length() - 1));
        final boolean fill = REPORTS[report] == ExecType.FILL;
        final long filled = earlier + (fill ? 2 : 0);
        final long remaining = fill && report == 3 ? 0 : 4;
        final String where = from + " " + REPORTS[report] + " filled " + filled;
        assertEquals(to, OrderTransitions.next(from, REPORTS[report], filled, remaining), where);
        assertEquals(legal, OrderTransitions.isLegal(from, REPORTS[report], filled), where);
    }
}
