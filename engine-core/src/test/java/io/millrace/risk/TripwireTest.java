package io.millrace.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.StateBuffer;
import io.millrace.fixed.Fixed;
import org.junit.jupiter.api.Test;

/** A limit of 10 % on values that are worked out by hand. */
class TripwireTest {
    private static final long LIMIT = Fixed.ONE / 10;

    private final Tripwire wire = new Tripwire();

    private boolean trips(final long value) {
        wire.update(value * Fixed.ONE);
        return wire.trips(value * Fixed.ONE, LIMIT);
    }

    private boolean recovers(final long value) {
        wire.update(value * Fixed.ONE);
        return wire.recovers(value * Fixed.ONE, LIMIT);
    }

    @Test
    void shouldTripOnceAtTheLimit() {
        assertFalse(trips(1_000));
        assertFalse(trips(901));
        assertTrue(trips(900));
        assertTrue(wire.isTripped());
        assertFalse(trips(800));
        assertEquals(0.2, wire.fall(800 * Fixed.ONE), 1e-12);
    }

    @Test
    void shouldRecoverWithinTwoPercentOfTheMark() {
        assertFalse(recovers(1_000), "not tripped");
        assertTrue(trips(900));
        assertFalse(recovers(980));
        assertTrue(recovers(981));
        assertFalse(wire.isTripped());
        assertTrue(trips(900), "the mark has stayed");
    }

    @Test
    void shouldSetTheMarkAnewForAPersonAndOnlyThen() {
        trips(1_000);
        wire.onResume();
        assertTrue(trips(900), "nothing to accept, so the mark has stayed");
        wire.onResume();
        assertFalse(trips(850));
        assertFalse(trips(766));
        assertTrue(trips(765));
    }

    @Test
    void shouldMoveTheMarkWithMovedCash() {
        trips(1_000);
        wire.shift(-500 * Fixed.ONE);
        assertFalse(trips(500));
        assertTrue(trips(450));
    }

    @Test
    void shouldGoOnFromASavedState() {
        trips(1_000);
        trips(900);
        final StateBuffer state = new StateBuffer();
        wire.writeState(state);
        final Tripwire again = new Tripwire();
        again.readState(state);
        assertTrue(again.isTripped());
        assertEquals(0.1, again.fall(900 * Fixed.ONE), 1e-12);
    }
}
