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
        ExecType.CANCEL_REJECTED,
        ExecType.REPLACED,
        ExecType.REPLACE_REJECTED
    };

    // What a report means, from what is known of venues: reports overtake each other (a fill before its
    // acknowledgement,
    // an acknowledgement after the end), a fill is always the truth, an end is final but for fills, a refused change
    // leaves
    // the order as it was, and an order that was rejected and shows life is of unknown fate.
    //
    // State, then the state after each report: two columns of FILL, the last of the order and one that leaves some.
    // Each
    // cell is for an order without earlier fills; after a slash for one with them; ! = alerted. The last two columns
    // are
    // REPLACED and REPLACE_REJECTED.
    private static final String[] TABLE = {
        "PENDING_NEW       WORKING   REJECTED/CANCELED!  TRIGGERED FILLED PARTIALLY_FILLED CANCELED EXPIRED"
                + " PENDING_NEW! PENDING_NEW! PENDING_NEW!",
        "WORKING           WORKING!  REJECTED!/CANCELED! TRIGGERED FILLED PARTIALLY_FILLED CANCELED EXPIRED WORKING!"
                + " WORKING! WORKING!",
        "PARTIALLY_FILLED  PARTIALLY_FILLED REJECTED!/CANCELED! PARTIALLY_FILLED FILLED PARTIALLY_FILLED CANCELED"
                + " EXPIRED PARTIALLY_FILLED! PARTIALLY_FILLED! PARTIALLY_FILLED!",
        "TRIGGERED         TRIGGERED REJECTED/CANCELED!  TRIGGERED! FILLED PARTIALLY_FILLED CANCELED EXPIRED"
                + " TRIGGERED! TRIGGERED! TRIGGERED!",
        "PENDING_CANCEL    PENDING_CANCEL REJECTED/CANCELED! PENDING_CANCEL FILLED PENDING_CANCEL CANCELED EXPIRED"
                + " WORKING/PARTIALLY_FILLED PENDING_CANCEL PENDING_CANCEL",
        "UNKNOWN           WORKING/PARTIALLY_FILLED REJECTED/CANCELED! TRIGGERED/PARTIALLY_FILLED FILLED"
                + " PARTIALLY_FILLED CANCELED EXPIRED UNKNOWN WORKING/PARTIALLY_FILLED UNKNOWN",
        "PENDING_REPLACE   PENDING_REPLACE REJECTED!/CANCELED! PENDING_REPLACE FILLED PENDING_REPLACE CANCELED EXPIRED"
                + " PENDING_REPLACE! WORKING/PARTIALLY_FILLED WORKING/PARTIALLY_FILLED",
        "FILLED            FILLED FILLED! FILLED FILLED! FILLED! FILLED! FILLED! FILLED FILLED FILLED",
        "CANCELED          CANCELED CANCELED! CANCELED FILLED! CANCELED! CANCELED! CANCELED! CANCELED CANCELED"
                + " CANCELED",
        "EXPIRED           EXPIRED EXPIRED! EXPIRED FILLED! EXPIRED! EXPIRED! EXPIRED! EXPIRED EXPIRED EXPIRED",
        "REJECTED          UNKNOWN! REJECTED! UNKNOWN! FILLED! UNKNOWN! REJECTED! REJECTED! REJECTED UNKNOWN! REJECTED",
    };

    @Test
    void shouldEndAnOrderWhoseNewTermsAreFilledAlready() {
        for (final OrderState state :
                new OrderState[] {OrderState.PENDING_REPLACE, OrderState.PENDING_CANCEL, OrderState.UNKNOWN}) {
            assertEquals(OrderState.FILLED, OrderTransitions.next(state, ExecType.REPLACED, 5, 0));
        }
    }

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
        assertThrows(IllegalArgumentException.class, () -> OrderState.ofCode(12));
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
