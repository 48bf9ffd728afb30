package io.millrace.portfolio;

import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/**
 * What corporate actions do to the positions of one instrument; the book balances before and after. One thread.
 *
 * <p>A split changes quantities and prices, never a cost: what was paid stays paid. Units are cut to 1e-8 over the
 * whole position, so its lots lose nothing among themselves, and no position vanishes: at least 1e-8 is left, to be
 * sold.
 */
final class PositionActions {
    private final Sleeves sleeves;
    private final Positions positions;

    PositionActions(final Sleeves sleeves, final Positions positions) {
        this.sleeves = sleeves;
        this.positions = positions;
    }

    static long units(final long quantity, final int to, final int from) {
        return quantity == 0 ? 0 : Math.max(1, Fixed.scale(quantity, to, from, Rounding.FLOOR));
    }

    static long price(final long price, final int to, final int from) {
        return Math.max(1, Fixed.scale(price, from, to, Rounding.HALF_EVEN));
    }

    /** @throws ArithmeticException if a number would leave the range; nothing has changed */
    void checkSplit(final int sleeve, final int position, final int to, final int from, final long newMark) {
        final long quantity = positions.quantity(position);
        final long units = Long.signum(quantity) * units(Math.abs(quantity), to, from);
        final long value = Fixed.multiply(units, newMark);
        Fixed.scale(positions.trips.maxQuantity[position], to, from, Rounding.FLOOR);
        final long change = Fixed.subtract(value, positions.value(position));
        Sleeves.checkRange(sleeves.cash[sleeve], Fixed.add(sleeves.marketValue[sleeve], change), sleeves.cost[sleeve]);
        Fixed.add(sleeves.exposure[sleeve] - Math.abs(positions.value(position)), Math.abs(value));
    }

    void split(final int sleeve, final int position, final int to, final int from, final long newMark) {
        final long quantity = positions.quantity(position);
        final long units = Long.signum(quantity) * units(Math.abs(quantity), to, from);
        final long value = Fixed.multiply(units, newMark);
        final long valueChange = value - positions.value(position);
        final long exposureChange = Math.abs(value) - Math.abs(positions.value(position));
        sleeves.setValue(sleeve, sleeves.marketValue[sleeve] + valueChange, sleeves.exposure[sleeve] + exposureChange);
        positions.quantity(position, units);
        positions.value(position, value);
        positions.lots.split(position, to, from);
        positions.trips.split(position, to, from);
    }

    /** What the holder gets; negative for a short, who pays. Rounded against the sleeve. */
    long dividend(final int position, final long cash) {
        return Fixed.multiplyDown(positions.quantity(position), cash);
    }

    /** @throws ArithmeticException if a number would leave the range; nothing has changed */
    void checkDividend(final int sleeve, final int position, final long cash) {
        final long paid = dividend(position, cash);
        Sleeves.checkRange(Fixed.add(sleeves.cash[sleeve], paid), sleeves.marketValue[sleeve], sleeves.cost[sleeve]);
        Fixed.add(sleeves.gross[sleeve], paid);
        Fixed.add(positions.trips.gross[position], paid);
    }

    void payDividend(final int sleeve, final int position, final long cash) {
        final long paid = dividend(position, cash);
        sleeves.setCash(sleeve, sleeves.cash[sleeve] + paid);
        sleeves.gross[sleeve] += paid;
        positions.trips.gross[position] += paid;
    }
}
