package io.millrace.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.Absent;
import io.millrace.event.StateHash;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand; the random ones are in {@link LedgerPropertyTest}. */
class LedgerTest {
    private final RecordingTrips trips = new RecordingTrips(2);
    private final Ledger ledger = new Ledger(2, 3);
    private long timeNs;

    @Test
    void shouldBookALongRoundTrip() {
        ledger.deposit(0, fixed("10000"));
        fill(0, 1, Side.BUY, "10", "100", "1");
        assertEquals(fixed("8999"), ledger.cash(0));
        assertEquals(fixed("1000"), ledger.costBasis(0, 1));
        assertEquals(fixed("9999"), ledger.equity(0));
        ledger.mark(1, fixed("110"));
        assertEquals(fixed("10099"), ledger.equity(0));
        assertEquals(fixed("100"), ledger.unrealised(0, 1));
        fill(0, 1, Side.SELL, "10", "120", "1.2");
        assertEquals(fixed("10197.8"), ledger.cash(0));
        assertEquals(fixed("200"), ledger.grossRealisedPnl(0));
        assertEquals(fixed("197.8"), ledger.realisedPnl(0));
        assertEquals(fixed("2.2"), ledger.fees(0));
        assertEquals(
                List.of("1 BUY 1-2 10.00000000 100.00000000 120.00000000 197.80000000 2.20000000"),
                trips.bySleeve.get(0));
    }

    @Test
    void shouldConsumeTheOldestLotsFirst() {
        fill(0, 0, Side.BUY, "10", "100", "0");
        fill(0, 0, Side.BUY, "10", "200", "0");
        fill(0, 0, Side.SELL, "15", "300", "0");
        assertEquals(fixed("2500"), ledger.grossRealisedPnl(0));
        assertEquals(fixed("200"), ledger.averagePrice(0, 0));
        assertEquals(fixed("1000"), ledger.costBasis(0, 0));
        assertEquals(1, ledger.openLots(0, 0));
        assertEquals(List.of(), trips.bySleeve.get(0));
    }

    @Test
    void shouldFlipThroughZeroAndSplitTheFeeByQuantity() {
        fill(0, 0, Side.BUY, "10", "100", "1");
        fill(0, 0, Side.SELL, "15", "110", "3");
        assertEquals(fixed("-5"), ledger.position(0, 0));
        assertEquals(fixed("-550"), ledger.costBasis(0, 0));
        assertEquals(fixed("110"), ledger.averagePrice(0, 0));
        fill(0, 0, Side.BUY, "5", "90", "0.5");
        assertEquals(
                List.of(
                        "0 BUY 1-2 10.00000000 100.00000000 110.00000000 97.00000000 3.00000000",
                        "0 SELL 2-3 5.00000000 110.00000000 90.00000000 98.50000000 1.50000000"),
                trips.bySleeve.get(0));
        assertEquals(fixed("195.5"), ledger.cash(0));
    }

    @Test
    void shouldKeepTheSleevesApartAndAddThemUp() {
        ledger.deposit(0, fixed("1000"));
        ledger.deposit(1, fixed("500"));
        fill(0, 2, Side.BUY, "2", "100", "0.1");
        fill(1, 2, Side.SELL, "3", "100", "0.2");
        ledger.mark(2, fixed("110"));
        assertEquals(fixed("1019.9"), ledger.equity(0));
        assertEquals(fixed("469.8"), ledger.equity(1));
        assertEquals(fixed("1489.7"), ledger.totalEquity());
        assertEquals(fixed("-1"), ledger.totalPosition(2));
        assertEquals(fixed("550"), ledger.totalGrossExposure());
        assertEquals(fixed("-10"), ledger.totalUnrealised());
        assertEquals(fixed("0.3"), ledger.totalFees());
        assertEquals(fixed("-0.3"), ledger.totalRealisedPnl());
        assertEquals(fixed("1500"), ledger.totalDeposits());
        assertEquals(fixed("1599.7"), ledger.totalCash());
    }

    @Test
    void shouldTakeTheFirstFillAsMarkAndKnowNoneBefore() {
        assertEquals(Absent.FIXED, ledger.markOf(0));
        fill(0, 0, Side.BUY, "1", "7", "0");
        assertEquals(fixed("7"), ledger.markOf(0));
        ledger.mark(0, fixed("9"));
        fill(0, 0, Side.BUY, "1", "7", "0");
        assertEquals(fixed("9"), ledger.markOf(0));
    }

    @Test
    void shouldMergeTheTwoOldestLotsAtTheLimitAndLoseNoCost() {
        final Ledger small = new Ledger(1, 1, 2);
        for (int i = 1; i <= 5; i++) {
            small.applyFill(0, 0, Side.BUY, Fixed.ONE, i * Fixed.ONE, 0, i, trips);
            small.checkConservation();
        }
        assertEquals(2, small.openLots(0, 0));
        assertEquals(fixed("15"), small.costBasis(0, 0));
        // The oldest lot is now 4 units that cost 1 + 2 + 3 + 4.
        small.applyFill(0, 0, Side.SELL, 2 * Fixed.ONE, 5 * Fixed.ONE, 0, 6, trips);
        assertEquals(fixed("5"), small.grossRealisedPnl(0));
        small.checkConservation();
    }

    @Test
    void shouldHashTheSameStateTheSameWhateverTheLotsWentThrough() {
        final Ledger detour = new Ledger(2, 3);
        for (int i = 0; i < 3; i++) {
            detour.applyFill(1, 1, Side.BUY, Fixed.ONE, Fixed.ONE, 0, 1, trips);
        }
        detour.applyFill(1, 1, Side.SELL, 3 * Fixed.ONE, Fixed.ONE, 0, 1, trips);
        detour.applyFill(0, 0, Side.BUY, Fixed.ONE, Fixed.ONE, 0, 2, trips);
        detour.applyFill(0, 0, Side.BUY, Fixed.ONE, 2 * Fixed.ONE, 0, 3, trips);
        ledger.mark(1, Fixed.ONE);
        ledger.applyFill(0, 0, Side.BUY, Fixed.ONE, Fixed.ONE, 0, 2, trips);
        ledger.applyFill(0, 0, Side.BUY, Fixed.ONE, 2 * Fixed.ONE, 0, 3, trips);
        assertEquals(hash(ledger), hash(detour));
    }

    @Test
    void shouldGoOnAveragingBeyondTheRangeOfASum() {
        final RecordingTrips one = new RecordingTrips(1);
        final Ledger busy = new Ledger(1, 1);
        final long price = fixed("0.5");
        busy.applyFill(0, 0, Side.BUY, fixed("1"), price, 0, 1, one);
        for (int i = 0; i < 200; i++) {
            busy.applyFill(0, 0, Side.BUY, fixed("10000000000"), price, 0, 2, one);
            busy.applyFill(0, 0, Side.SELL, fixed("10000000000"), price, 0, 3, one);
            busy.checkConservation();
        }
        busy.applyFill(0, 0, Side.SELL, fixed("1"), price, 0, 4, one);
        assertEquals(
                List.of("0 BUY 1-4 10000000001.00000000 0.50000000 0.50000000 0.00000000 0.00000000"),
                one.bySleeve.get(0));
    }

    @Test
    void shouldRefuseBadInputAndChangeNothing() {
        ledger.deposit(0, fixed("1000"));
        fill(0, 0, Side.BUY, "1", "100", "0");
        final long before = hash(ledger);
        final long one = Fixed.ONE;
        refuse(() -> ledger.applyFill(2, 0, Side.BUY, one, one, 0, 1, trips), "sleeve 2 is unknown");
        refuse(() -> ledger.applyFill(0, 3, Side.BUY, one, one, 0, 1, trips), "instrument 3 is unknown");
        refuse(() -> ledger.applyFill(0, 0, null, one, one, 0, 1, trips), "side null");
        refuse(() -> ledger.applyFill(0, 0, Side.NULL_VAL, one, one, 0, 1, trips), "NULL_VAL");
        refuse(() -> ledger.applyFill(0, 0, Side.BUY, 0, one, 0, 1, trips), "quantity 0");
        refuse(() -> ledger.applyFill(0, 0, Side.BUY, one, -one, 0, 1, trips), "price -1");
        refuse(() -> ledger.applyFill(0, 0, Side.BUY, one, one, Absent.FIXED, 1, trips), "fee none");
        refuse(() -> ledger.mark(0, 0), "quarantine");
        refuse(() -> ledger.mark(-1, one), "instrument -1");
        refuse(() -> ledger.deposit(0, Absent.FIXED), "absent");
        assertThrows(ArithmeticException.class, () -> ledger.deposit(0, Long.MAX_VALUE));
        assertThrows(
                ArithmeticException.class,
                () -> ledger.applyFill(0, 0, Side.BUY, Long.MAX_VALUE, Long.MAX_VALUE, 0, 1, trips));
        assertThrows(
                ArithmeticException.class,
                () -> ledger.applyFill(0, 1, Side.SELL, one, one, -Long.MAX_VALUE, 1, trips));
        assertEquals(before, hash(ledger));
        ledger.checkConservation();
    }

    @Test
    void shouldLeaveEverySleeveAloneWhenAMarkOverflowsOne() {
        ledger.applyFill(0, 0, Side.BUY, Fixed.ONE, Fixed.ONE, 0, 1, trips);
        ledger.applyFill(1, 0, Side.BUY, 1_000 * Fixed.ONE, Fixed.ONE, 0, 1, trips);
        final long before = hash(ledger);
        assertThrows(ArithmeticException.class, () -> ledger.mark(0, fixed("1000000000")));
        assertEquals(before, hash(ledger));
        assertEquals(Fixed.ONE, ledger.positionValue(0, 0));
        ledger.checkConservation();
    }

    @Test
    void shouldRefuseASizeBeyondTheLimit() {
        refuse(() -> new Ledger(2_000, 4_000), "at most 1048576");
        refuse(() -> new Ledger(0, 1), "at least 1");
        refuse(() -> new Ledger(1, 1, 1), "2 or more");
    }

    private void fill(
            final int sleeve,
            final int instrument,
            final Side side,
            final String quantity,
            final String price,
            final String fee) {
        timeNs++;
        ledger.applyFill(sleeve, instrument, side, fixed(quantity), fixed(price), fixed(fee), timeNs, trips);
        ledger.checkConservation();
    }

    private static void refuse(final org.junit.jupiter.api.function.Executable action, final String word) {
        final String message =
                assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(word), message);
    }

    private static long hash(final Ledger ledger) {
        final StateHash hash = new StateHash();
        ledger.writeState(hash);
        return hash.value();
    }

    private static long fixed(final String text) {
        return Fixed.parse(text);
    }
}
