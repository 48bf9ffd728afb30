package io.millrace.portfolio;

import io.millrace.event.Absent;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;

/**
 * Puts fills into the books: everything is worked out and range-checked first, then money, position and lots change
 * together. One thread; no allocation once the pool of lots has seen its largest use.
 */
final class FillBooking {
    private final Books books;
    private final Sleeves sleeves;
    private final Positions positions;
    private final FillPlan plan;

    FillBooking(final Books books) {
        this.books = books;
        sleeves = books.sleeves;
        positions = books.positions;
        plan = new FillPlan(positions, sleeves);
    }

    void apply(
            final int sleeve,
            final int instrument,
            final Side side,
            final long quantity,
            final long price,
            final long fee,
            final long timeNs,
            final LedgerListener listener) {
        books.checkSleeve(sleeve);
        books.checkInstrument(instrument);
        if (quantity <= 0 || price <= 0 || fee == Absent.FIXED || (side != Side.BUY && side != Side.SELL)) {
            throw badFill(sleeve, instrument, side, quantity, price, fee);
        }
        final int place = books.place(sleeve, instrument);
        final int row = books.row(sleeve, instrument);
        final long mark = books.marks[instrument] == Books.NO_MARK ? price : books.marks[instrument];
        plan.compute(row, place, side, quantity, price, fee, mark);
        positions.lots.reserve();

        books.marks[instrument] = mark;
        books.onHeld(sleeve, instrument);
        commitMoney(row);
        if (plan.endsTrip) {
            commitEndOfTrip(sleeve, instrument, place, timeNs, listener);
        } else {
            commitPosition(place, timeNs);
        }
    }

    private void commitMoney(final int row) {
        sleeves.setCash(row, plan.newCash);
        sleeves.gross[row] = plan.newGross;
        sleeves.fees[row] = plan.newFees;
        sleeves.finished[row] = plan.newFinished;
        sleeves.cost[row] = plan.newSleeveCost;
        sleeves.setValue(row, plan.newMarketValue, plan.newExposure);
        books.onBooked(row);
    }

    private void commitPosition(final int place, final long timeNs) {
        final RoundTrips trips = positions.trips;
        if (positions.quantity(place) == 0) {
            trips.entryTimeNs(place, timeNs);
        }
        if (plan.closing != 0) {
            positions.lots.consume(place, plan.closing);
            trips.exit.add(place, plan.closing, plan.closeValue);
        }
        if (plan.opening != 0) {
            positions.lots.add(place, plan.opening, plan.openValue);
            trips.entry.add(place, plan.opening, plan.openValue);
        }
        trips.gross(place, plan.newTripGross);
        trips.fees(place, plan.newTripFees);
        trips.maxQuantity(place, Math.max(trips.maxQuantity(place), Math.abs(plan.newQuantity)));
        positions.quantity(place, plan.newQuantity);
        positions.cost(place, plan.newCost);
        positions.value(place, plan.newValue);
    }

    /** Reports the trip only when the rest of the fill is booked too: the listener sees a finished state. */
    private void commitEndOfTrip(
            final int sleeve, final int instrument, final int place, final long timeNs, final LedgerListener listener) {
        final RoundTrips trips = positions.trips;
        final Side side = positions.quantity(place) > 0 ? Side.BUY : Side.SELL;
        final long entryTimeNs = trips.entryTimeNs(place);
        final long maxQuantity = trips.maxQuantity(place);
        final long entryPrice = trips.entry.price(place);
        trips.exit.add(place, plan.closing, plan.closeValue);
        final long exitPrice = trips.exit.price(place);
        positions.lots.consume(place, plan.closing);
        plan.closing = 0;
        trips.clear(place);
        positions.quantity(place, 0);
        commitPosition(place, timeNs);
        if (plan.opening == 0) {
            trips.clear(place);
        }
        final long pnl = plan.tripGross - plan.tripFees;
        listener.onRoundTrip(
                sleeve, instrument, side, entryTimeNs, timeNs, maxQuantity, entryPrice, exitPrice, pnl, plan.tripFees);
    }

    private static IllegalArgumentException badFill(
            final int sleeve,
            final int instrument,
            final Side side,
            final long quantity,
            final long price,
            final long fee) {
        return new IllegalArgumentException(
                "fill of sleeve " + sleeve + " in instrument " + instrument + ": side " + side
                        + ", quantity " + Fixed.format(quantity) + ", price " + Fixed.format(price) + ", fee "
                        + Fixed.format(fee)
                        + "; expected BUY or SELL, a quantity and a price above 0 and a fee;"
                        + " look at the execution report");
    }
}
