package io.millrace.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.StateHash;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.AllocationProbe;
import org.junit.jupiter.api.Test;

class LedgerAllocationTest {
    private static final int ROUNDS = 20_000;

    private final Ledger ledger = new Ledger(3, 5);
    private final StateHash hash = new StateHash();
    private final long[] checksum = new long[1];
    private final LedgerListener trips =
            (sleeve, instrument, side, in, out, quantity, entry, exit, pnl, fees) -> checksum[0] += pnl + entry + exit;

    @Test
    void shouldNotAllocatePerFillAndMarkOnceTheLotsHaveRoom() {
        assertEquals(
                0,
                new AllocationProbe().leastBytes(30, this::rounds),
                "bytes in " + ROUNDS + " rounds of fills and marks");
    }

    /** Each round leaves all positions flat, having held several lots, flipped and been partly closed. */
    private void rounds() {
        for (int i = 0; i < ROUNDS; i++) {
            final int sleeve = i % 3;
            final int instrument = i % 5;
            final long price = (40_000 + i % 100) * Fixed.ONE;
            ledger.applyFill(sleeve, instrument, Side.BUY, Fixed.ONE / 4, price, Fixed.ONE, i, trips);
            ledger.applyFill(sleeve, instrument, Side.BUY, Fixed.ONE / 3, price + 7, Fixed.ONE, i, trips);
            ledger.mark(instrument, price + 11);
            checksum[0] += ledger.equity(sleeve) + ledger.averagePrice(sleeve, instrument) + ledger.totalEquity();
            ledger.applyFill(sleeve, instrument, Side.SELL, Fixed.ONE / 2, price, -7, i, trips);
            ledger.applyFill(sleeve, instrument, Side.SELL, Fixed.ONE / 2, price, 7, i, trips);
            ledger.mark(instrument, price - 11);
            ledger.applyFill(sleeve, instrument, Side.BUY, -ledger.position(sleeve, instrument), price, 7, i, trips);
            ledger.checkConservation();
            hash.reset();
            ledger.writeState(hash);
            checksum[0] += hash.value();
        }
    }
}
