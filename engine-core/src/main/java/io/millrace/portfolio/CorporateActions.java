package io.millrace.portfolio;

import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/**
 * What corporate actions do to the positions of one instrument, of all sleeves or of none; the books balance before and
 * after. One thread; no allocation.
 *
 * <p>A split changes quantities and prices, never a cost: what was paid stays paid. Units are cut to 1e-8 over the
 * whole position, so its lots lose nothing among themselves, and no position vanishes: at least 1e-8 is left, to be
 * sold.
 */
final class CorporateActions {
    private final Books books;
    private final Sleeves sleeves;
    private final Positions positions;
    private final FillBooking fills;

    CorporateActions(final Books books, final FillBooking fills) {
        this.books = books;
        this.sleeves = books.sleeves;
        this.positions = books.positions;
        this.fills = fills;
    }

    void applySplit(
            final int instrument,
            final int to,
            final int from,
            final long lot,
            final long timeNs,
            final LedgerListener listener) {
        books.checkInstrument(instrument);
        if (books.marks[instrument] == Books.NO_MARK) {
            return;
        }
        final long newMark = price(books.marks[instrument], to, from);
        for (int sleeve = 0; sleeve < books.sleeveCount; sleeve++) {
            checkSplit(books.row(sleeve, instrument), books.place(sleeve, instrument), to, from, newMark);
        }
        books.marks[instrument] = newMark;
        for (int sleeve = 0; sleeve < books.sleeveCount; sleeve++) {
            final int place = books.place(sleeve, instrument);
            if (positions.quantity(place) != 0) {
                books.changed.add(instrument);
                split(books.row(sleeve, instrument), place, to, from, newMark);
                payFraction(sleeve, instrument, lot, timeNs, listener);
            }
        }
    }

    void applyDividend(final int instrument, final long cash) {
        books.checkInstrument(instrument);
        for (int sleeve = 0; sleeve < books.sleeveCount; sleeve++) {
            checkDividend(books.row(sleeve, instrument), books.place(sleeve, instrument), cash);
        }
        for (int sleeve = 0; sleeve < books.sleeveCount; sleeve++) {
            final int row = books.row(sleeve, instrument);
            payDividend(row, books.place(sleeve, instrument), cash);
            books.onBooked(row);
        }
    }

    private void payFraction(
            final int sleeve, final int instrument, final long lot, final long timeNs, final LedgerListener listener) {
        final long held = positions.quantity(books.place(sleeve, instrument));
        final long fraction = Math.abs(held) - Fixed.floorTo(Math.abs(held), lot);
        if (fraction > 0) {
            final Side side = held > 0 ? Side.SELL : Side.BUY;
            fills.apply(sleeve, instrument, side, fraction, books.marks[instrument], 0, timeNs, listener);
        }
    }

    static long units(final long quantity, final int to, final int from) {
        return quantity == 0 ? 0 : Math.max(1, Fixed.scale(quantity, to, from, Rounding.FLOOR));
    }

    static long price(final long price, final int to, final int from) {
        return Math.max(1, Fixed.scale(price, from, to, Rounding.HALF_EVEN));
    }

    /** @throws ArithmeticException if a number would leave the range; nothing has changed */
    private void checkSplit(final int row, final int place, final int to, final int from, final long newMark) {
        final long quantity = positions.quantity(place);
        final long units = Long.signum(quantity) * units(Math.abs(quantity), to, from);
        final long value = Fixed.multiply(units, newMark);
        Fixed.scale(positions.trips.maxQuantity(place), to, from, Rounding.FLOOR);
        final long change = Fixed.subtract(value, positions.value(place));
        Sleeves.checkRange(sleeves.cash[row], Fixed.add(sleeves.marketValue[row], change), sleeves.cost[row]);
        Fixed.add(sleeves.exposure[row] - Math.abs(positions.value(place)), Math.abs(value));
    }

    private void split(final int row, final int place, final int to, final int from, final long newMark) {
        final long quantity = positions.quantity(place);
        final long units = Long.signum(quantity) * units(Math.abs(quantity), to, from);
        final long value = Fixed.multiply(units, newMark);
        final long valueChange = value - positions.value(place);
        final long exposureChange = Math.abs(value) - Math.abs(positions.value(place));
        sleeves.setValue(row, sleeves.marketValue[row] + valueChange, sleeves.exposure[row] + exposureChange);
        positions.quantity(place, units);
        positions.value(place, value);
        positions.lots.split(place, to, from);
        positions.trips.split(place, to, from);
    }

    /** What the holder gets; negative for a short, who pays. Rounded against the sleeve. */
    private long dividend(final int place, final long cash) {
        return Fixed.multiplyDown(positions.quantity(place), cash);
    }

    /** @throws ArithmeticException if a number would leave the range; nothing has changed */
    private void checkDividend(final int row, final int place, final long cash) {
        final long paid = dividend(place, cash);
        Sleeves.checkRange(Fixed.add(sleeves.cash[row], paid), sleeves.marketValue[row], sleeves.cost[row]);
        Fixed.add(sleeves.gross[row], paid);
        Fixed.add(positions.trips.gross(place), paid);
    }

    private void payDividend(final int row, final int place, final long cash) {
        final long paid = dividend(place, cash);
        sleeves.setCash(row, sleeves.cash[row] + paid);
        sleeves.gross[row] += paid;
        positions.trips.gross(place, positions.trips.gross(place) + paid);
    }
}
