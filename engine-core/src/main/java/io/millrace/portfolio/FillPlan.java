package io.millrace.portfolio;

import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/**
 * Everything a fill will change, worked out and range-checked before the first change. Reused; not state. One thread.
 *
 * <p>A fill against the position closes first and opens with the rest. Value and fee are split by quantity between the
 * two, and the second part is always the difference, so that the parts add up to the whole.
 */
final class FillPlan {
    private final Positions positions;
    private final Sleeves sleeves;

    long closing;
    long opening;
    long closeValue;
    long openValue;
    long closeFee;
    long openFee;
    /** Realised by the closing part, before fees. */
    long gross;

    boolean endsTrip;
    /** Of the trip so far, or of the trip that ends. */
    long tripGross;

    long tripFees;

    long newTripGross;
    long newTripFees;
    long newQuantity;
    long newCost;
    long newValue;
    long newCash;
    long newGross;
    long newFees;
    long newFinished;
    long newSleeveCost;
    long newMarketValue;
    long newExposure;

    FillPlan(final Positions positions, final Sleeves sleeves) {
        this.positions = positions;
        this.sleeves = sleeves;
    }

    /** @throws ArithmeticException if any result would leave the range */
    void compute(
            final int sleeve,
            final int position,
            final Side side,
            final long quantity,
            final long price,
            final long fee,
            final long mark) {
        final boolean buys = side == Side.BUY;
        final long held = positions.quantity(position);
        newQuantity = buys ? Fixed.add(held, quantity) : Fixed.subtract(held, quantity);
        split(buys, held, quantity, price, fee);
        final long closedCost = closing == 0 ? 0 : positions.lots.costOf(position, closing);
        realise(held, closedCost);
        planMoney(sleeve, buys, fee);
        planTrip(sleeve, position, held);
        final long keptCost = positions.cost(position) + (held > 0 ? -closedCost : closedCost);
        newCost = buys ? Fixed.add(keptCost, openValue) : Fixed.subtract(keptCost, openValue);
        newValue = Fixed.multiply(newQuantity, mark);
        planTotals(sleeve, position);
    }

    private void split(final boolean buys, final long held, final long quantity, final long price, final long fee) {
        final boolean reduces = buys ? held < 0 : held > 0;
        closing = reduces ? Math.min(quantity, Math.abs(held)) : 0;
        opening = quantity - closing;
        final long value = Fixed.multiply(quantity, price);
        closeValue = Fixed.multiply(closing, price);
        openValue = value - closeValue;
        closeFee = Fixed.scale(fee, closing, quantity, Rounding.HALF_EVEN);
        openFee = fee - closeFee;
    }

    private void realise(final long held, final long closedCost) {
        gross = held > 0 ? closeValue - closedCost : closedCost - closeValue;
        endsTrip = closing != 0 && closing == Math.abs(held);
    }

    private void planMoney(final int sleeve, final boolean buys, final long fee) {
        final long value = closeValue + openValue;
        final long cash = sleeves.cash[sleeve];
        newCash = Fixed.subtract(buys ? Fixed.subtract(cash, value) : Fixed.add(cash, value), fee);
        newGross = Fixed.add(sleeves.gross[sleeve], gross);
        newFees = Fixed.add(sleeves.fees[sleeve], fee);
        // The result is not kept; it only must exist, so that reading the net never fails.
        Fixed.subtract(newGross, newFees);
    }

    private void planTrip(final int sleeve, final int position, final long held) {
        final boolean startsTrip = held == 0 || endsTrip;
        final RoundTrips trips = positions.trips;
        tripGross = Fixed.add(trips.gross(position), gross);
        tripFees = Fixed.add(trips.fees(position), startsTrip ? closeFee : closeFee + openFee);
        final long pnl = Fixed.subtract(tripGross, tripFees);
        newFinished = endsTrip ? Fixed.add(sleeves.finished[sleeve], pnl) : sleeves.finished[sleeve];
        newTripGross = startsTrip ? 0 : tripGross;
        newTripFees = startsTrip ? openFee : tripFees;
    }

    private void planTotals(final int sleeve, final int position) {
        newSleeveCost = Fixed.add(Fixed.subtract(sleeves.cost[sleeve], positions.cost(position)), newCost);
        newMarketValue = Fixed.add(Fixed.subtract(sleeves.marketValue[sleeve], positions.value(position)), newValue);
        newExposure = Fixed.add(sleeves.exposure[sleeve] - Math.abs(positions.value(position)), Math.abs(newValue));
        Sleeves.checkRange(newCash, newMarketValue, newSleeveCost);
    }
}
