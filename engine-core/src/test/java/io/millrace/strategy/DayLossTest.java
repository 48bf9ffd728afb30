package io.millrace.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.StateBuffer;
import io.millrace.fixed.Fixed;
import org.junit.jupiter.api.Test;

/** A tenth may be lost a day; what is moved is not lost. */
class DayLossTest {
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final DayLoss loss = new DayLoss(Fixed.ONE / 10);

    @Test
    void shouldNotTakeATransferForALoss() {
        assertFalse(observe(1, 1_000, 1_000));
        assertFalse(observe(2, 500, 500));
        assertEquals(500 * Fixed.ONE, loss.startEquity());
        assertFalse(observe(3, 451, 500));
        assertTrue(observe(4, 450, 500));
        assertTrue(loss.isTripped());
    }

    /** 100 paid in hide nothing: of 1,100 now 110 may be lost. */
    @Test
    void shouldNotTakeADepositForAGain() {
        assertFalse(observe(1, 1_000, 1_000));
        assertFalse(observe(2, 991, 1_100));
        assertTrue(observe(3, 990, 1_100));
    }

    /** What was taken out over night belongs to neither day. */
    @Test
    void shouldBeginTheDayWithWhatWasLeftInIt() {
        assertFalse(observe(1, 1_000, 1_000));
        assertFalse(observe(30, 400, 400));
        assertEquals(400 * Fixed.ONE, loss.startEquity());
    }

    @Test
    void shouldResume() {
        observe(1, 1_000, 1_000);
        final StateBuffer state = new StateBuffer();
        loss.writeState(state);
        final DayLoss other = new DayLoss(Fixed.ONE / 10);
        other.readState(state);
        assertFalse(other.observe(2 * HOUR_NS, 500 * Fixed.ONE, 500 * Fixed.ONE));
        assertTrue(other.observe(3 * HOUR_NS, 450 * Fixed.ONE, 500 * Fixed.ONE));
    }

    private boolean observe(final long hour, final long equity, final long paidIn) {
        return loss.observe(hour * HOUR_NS, equity * Fixed.ONE, paidIn * Fixed.ONE);
    }
}
