package io.millrace.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.event.Absent;
import io.millrace.event.StateHash;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Money that moves without a fill, through the ledger; worked out by hand. */
class CashMovesTest {
    private final RecordingTrips trips = new RecordingTrips(2);
    private final Ledger ledger = new Ledger(2, 2);

    private static long units(final long whole) {
        return whole * Fixed.ONE;
    }

    private void fill(final Side side, final long price) {
        ledger.applyFill(0, 1, side, units(10), units(price), 0, price, trips);
    }

    private long hash() {
        final StateHash hash = new StateHash();
        hash.reset();
        ledger.writeState(hash);
        return hash.value();
    }

    @Test
    void shouldPayInAndTakeOut() {
        ledger.deposit(0, units(100));
        ledger.deposit(0, -units(30));
        assertEquals(units(70), ledger.cash(0));
        assertEquals(units(70), ledger.deposits(0));
        assertEquals(0, ledger.cash(1));
        ledger.checkConservation();
    }

    @Test
    void shouldMoveDepositsWithTheCashSoThatNobodyShowsAProfit() {
        ledger.deposit(0, units(100));
        ledger.transfer(0, 1, units(40));
        assertEquals(units(60), ledger.cash(0));
        assertEquals(units(40), ledger.cash(1));
        assertEquals(units(40), ledger.deposits(1));
        assertEquals(0, ledger.realisedPnl(0));
        assertEquals(0, ledger.realisedPnl(1));
        ledger.checkConservation();
    }

    @Test
    void shouldCountAChargeInTheRoundTripOfItsPosition() {
        ledger.deposit(0, units(10_000));
        fill(Side.SELL, 100);
        ledger.charge(0, 1, units(3));
        assertEquals(units(10_997), ledger.cash(0));
        assertEquals(units(3), ledger.fees(0));
        ledger.checkConservation();
        fill(Side.BUY, 90);
        assertEquals(units(97), ledger.realisedPnl(0));
        assertEquals(
                List.of("1 SELL 100-90 10.00000000 100.00000000 90.00000000 97.00000000 3.00000000"),
                trips.bySleeve.get(0));
        ledger.checkConservation();
    }

    @Test
    void shouldRefuseWhatCannotBeAndChangeNothing() {
        ledger.deposit(0, units(100));
        fill(Side.BUY, 10);
        ledger.charge(0, 1, units(1));
        final long before = hash();
        assertThrows(IllegalArgumentException.class, () -> ledger.deposit(0, Absent.FIXED));
        assertThrows(IllegalArgumentException.class, () -> ledger.deposit(2, 1));
        assertThrows(ArithmeticException.class, () -> ledger.deposit(0, Long.MAX_VALUE));
        assertThrows(IllegalArgumentException.class, () -> ledger.transfer(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> ledger.transfer(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> ledger.transfer(0, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> ledger.charge(0, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> ledger.charge(0, 0, 1), "no position");
        assertThrows(IllegalArgumentException.class, () -> ledger.charge(0, 2, 1));
        assertThrows(ArithmeticException.class, () -> ledger.charge(0, 1, Long.MAX_VALUE));
        assertEquals(before, hash());
    }
}
