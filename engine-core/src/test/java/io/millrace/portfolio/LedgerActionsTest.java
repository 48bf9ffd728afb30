package io.millrace.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.StateHash;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Splits and dividends: by hand, and at random against decimals with the laws of the book checked after each step. */
class LedgerActionsTest {
    private final RecordingTrips trips = new RecordingTrips(2);
    private final Ledger ledger = new Ledger(2, 2);

    @Test
    void shouldSplitWithoutGainOrLoss() {
        ledger.deposit(0, fixed("10000"));
        fill(0, Side.BUY, "10", "400");
        fill(0, Side.BUY, "5", "420");
        ledger.mark(0, fixed("500"));
        ledger.applySplit(0, 4, 1, Fixed.ONE, 9, trips);
        ledger.checkConservation();
        assertEquals(fixed("60"), ledger.position(0, 0));
        assertEquals(fixed("125"), ledger.markOf(0));
        assertEquals(fixed("6100"), ledger.costBasis(0, 0));
        assertEquals(fixed("11400"), ledger.equity(0));
        // The oldest lot is 40 shares for 4000.
        fill(0, Side.SELL, "40", "125");
        assertEquals(fixed("1000"), ledger.grossRealisedPnl(0));
        fill(0, Side.SELL, "20", "125");
        assertEquals(
                List.of("0 BUY 0-0 60.00000000 101.66666667 125.00000000 1400.00000000 0.00000000"),
                trips.bySleeve.get(0));
        ledger.checkConservation();
    }

    /** 5 shares become 7.5: half a share is paid out at the last price in new units, 90 / 1.5. */
    @Test
    void shouldPayAFractionInCash() {
        fill(0, Side.BUY, "5", "60");
        ledger.mark(0, fixed("90"));
        ledger.applySplit(0, 3, 2, Fixed.ONE, 9, trips);
        ledger.checkConservation();
        assertEquals(fixed("7"), ledger.position(0, 0));
        assertEquals(fixed("-270"), ledger.cash(0));
        assertEquals(fixed("10"), ledger.grossRealisedPnl(0));
        assertEquals(fixed("280"), ledger.costBasis(0, 0));
        assertEquals(fixed("150"), ledger.equity(0));
    }

    @Test
    void shouldPayOutAPositionThatIsLessThanALot() {
        fill(0, Side.BUY, "5", "1");
        ledger.applySplit(0, 1, 10, Fixed.ONE, 9, trips);
        ledger.checkConservation();
        assertEquals(0, ledger.position(0, 0));
        assertEquals(0, ledger.cash(0));
        assertEquals(1, trips.bySleeve.get(0).size());
    }

    @Test
    void shouldPayDividendsToLongsAndTakeThemFromShorts() {
        fill(0, Side.BUY, "10", "100");
        fill(1, Side.SELL, "4", "100");
        ledger.applyDividend(0, fixed("0.82"));
        ledger.checkConservation();
        assertEquals(fixed("-991.8"), ledger.cash(0));
        assertEquals(fixed("8.2"), ledger.grossRealisedPnl(0));
        assertEquals(fixed("396.72"), ledger.cash(1));
        fill(0, Side.SELL, "10", "100");
        assertEquals(
                List.of("0 BUY 0-0 10.00000000 100.00000000 100.00000000 8.20000000 0.00000000"),
                trips.bySleeve.get(0));
    }

    @Test
    void shouldLeaveWhatIsNotHeldAlone() {
        final long before = hash();
        ledger.applySplit(0, 4, 1, 1, 9, trips);
        ledger.applyDividend(0, fixed("1"));
        assertEquals(before, hash());
    }

    @Test
    void shouldChangeNothingWhenANumberLeavesTheRange() {
        fill(0, Side.BUY, "50000000000", "1");
        final long before = hash();
        assertThrows(ArithmeticException.class, () -> ledger.applySplit(0, 1_000, 1, 1, 9, trips));
        assertThrows(ArithmeticException.class, () -> ledger.applyDividend(0, fixed("1000")));
        assertEquals(before, hash());
        ledger.checkConservation();
    }

    @Test
    void shouldKeepTheBookBalancedThroughAnyActions() {
        final Random random = Seeds.random("ledger actions", 91);
        for (int run = 0; run < 200; run++) {
            final Ledger book = new Ledger(1, 1, 4);
            final RecordingTrips out = new RecordingTrips(1);
            BigDecimal quantity = BigDecimal.ZERO;
            for (int i = 0; i < 40; i++) {
                if (random.nextInt(3) == 0) {
                    final int to = 1 + random.nextInt(3);
                    final int from = to == 1 ? 2 + random.nextInt(3) : 1;
                    final long lot = random.nextBoolean() ? 1 : Fixed.ONE;
                    final long equity = book.equity(0);
                    final double units = Math.abs(Fixed.toDouble(book.position(0, 0))) * to / from;
                    book.applySplit(0, to, from, lot, i, out);
                    quantity = split(quantity, to, from, lot, book.markOf(0) > 0);
                    // A step of price for each unit, and what 1e-8 of a unit is worth, twice over.
                    final double slack = 2 * (units + Math.abs(Fixed.toDouble(book.markOf(0))) + 2);
                    assertTrue(Math.abs(book.equity(0) - equity) <= slack, "run " + run + " step " + i);
                } else if (random.nextInt(4) == 0) {
                    final long cash = 1L + random.nextInt(1_000_000);
                    final long before = book.cash(0);
                    book.applyDividend(0, cash);
                    final BigDecimal paid = quantity.multiply(BigDecimal.valueOf(cash, 8));
                    assertEquals(paid.setScale(8, RoundingMode.FLOOR), BigDecimal.valueOf(book.cash(0) - before, 8));
                } else {
                    final long size = 1 + (long) (random.nextDouble() * 20 * Fixed.ONE);
                    final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                    book.applyFill(0, 0, side, size, 1 + (long) (random.nextDouble() * 300 * Fixed.ONE), 0, i, out);
                    final BigDecimal change = BigDecimal.valueOf(size, 8);
                    quantity = quantity.add(side == Side.BUY ? change : change.negate());
                }
                assertEquals(quantity.setScale(8), BigDecimal.valueOf(book.position(0, 0), 8), "run " + run);
                book.checkConservation();
            }
        }
    }

    /** Cut to 1e-8, at least that, then to whole lots. */
    private static BigDecimal split(
            final BigDecimal quantity, final int to, final int from, final long lot, final boolean priced) {
        if (quantity.signum() == 0 || !priced) {
            return quantity;
        }
        BigDecimal units = quantity.abs()
                .multiply(BigDecimal.valueOf(to))
                .divide(BigDecimal.valueOf(from), 8, RoundingMode.FLOOR)
                .max(BigDecimal.valueOf(1, 8));
        if (lot == Fixed.ONE) {
            units = units.setScale(0, RoundingMode.FLOOR);
        }
        return quantity.signum() < 0 ? units.negate() : units;
    }

    private void fill(final int sleeve, final Side side, final String quantity, final String price) {
        ledger.applyFill(sleeve, 0, side, fixed(quantity), fixed(price), 0, 0, trips);
    }

    private long hash() {
        final StateHash hash = new StateHash();
        ledger.writeState(hash);
        return hash.value();
    }

    private static long fixed(final String text) {
        return Fixed.parse(text);
    }
}
