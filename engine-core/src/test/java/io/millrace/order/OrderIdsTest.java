package io.millrace.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OrderIdsTest {
    @Test
    void shouldGiveEachStrategyItsOwnDenseSequence() {
        final OrderIds ids = new OrderIds(3, 2);
        assertEquals(OrderIds.of(3, 0, 1), ids.next(0));
        assertEquals(OrderIds.of(3, 1, 1), ids.next(1));
        assertEquals(OrderIds.of(3, 0, 2), ids.next(0));
    }

    @Test
    void shouldLetThePartsBeReadAtTheirLimits() {
        final long id = OrderIds.of(OrderIds.MAX_EPOCH, OrderIds.MAX_STRATEGY, OrderIds.MAX_SEQUENCE);
        assertEquals(Long.MAX_VALUE, id);
        assertEquals(65_535, OrderIds.epoch(id));
        assertEquals(4_095, OrderIds.strategy(id));
        assertEquals(34_359_738_367L, OrderIds.sequence(id));
        assertTrue(OrderIds.isValid(id));
        assertFalse(OrderIds.isValid(5));
        assertFalse(OrderIds.isValid(-id));
    }

    @Test
    void shouldRefusePartsBeyondTheirLimits() {
        assertThrows(IllegalArgumentException.class, () -> new OrderIds(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new OrderIds(65_536, 1));
        assertThrows(IllegalArgumentException.class, () -> new OrderIds(1, 4_097));
        assertThrows(IllegalArgumentException.class, () -> OrderIds.of(1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> OrderIds.of(1, 0, 1L << 35));
    }

    @Test
    void shouldSurviveTheWayThroughText() {
        for (final long id : new long[] {OrderIds.of(1, 0, 1), OrderIds.of(7, 19, 123_456_789), Long.MAX_VALUE}) {
            final String text = OrderIds.text("MR1", id);
            assertTrue(text.matches("MR1-[0-9A-HJKMNP-TV-Z]{13}"), text);
            assertEquals(id, OrderIds.parse("MR1", text));
            assertEquals(0, OrderIds.parse("MR2", text));
        }
    }

    @Test
    void shouldRefuseDamagedText() {
        final String text = OrderIds.text("A", OrderIds.of(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> OrderIds.parse("A", text + "0"));
        assertThrows(IllegalArgumentException.class, () -> OrderIds.parse("A", text.replace('1', 'U')));
        assertThrows(IllegalArgumentException.class, () -> OrderIds.parse("A", "A-8000000000000"));
        assertThrows(IllegalArgumentException.class, () -> OrderIds.parse("a", text));
        assertThrows(IllegalArgumentException.class, () -> OrderIds.text("TOOLONG", 1));
    }
}
