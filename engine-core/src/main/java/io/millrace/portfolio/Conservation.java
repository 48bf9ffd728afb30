package io.millrace.portfolio;

import io.millrace.fixed.Fixed;

/**
 * The laws of the ledger, checked from the lots upwards. Allocates only to complain, so tests call it at every step.
 *
 * <pre>
 *   position:  quantity = sum of its lots            cost = sum of its lots          value = quantity * mark
 *   row:       cash + cost = deposits + gross - fees
 *              gross - fees = profit of finished trips + profit so far of open trips
 *              cost, market value, exposure = sums over its positions
 *   account:   cash, market value, exposure = sums over its sleeves
 * </pre>
 *
 * <p>Sums here may wrap around: equality modulo 2^64 is what is asked, and the ledger has range-checked each total.
 */
final class Conservation {
    private Conservation() {}

    static void check(final Books books) {
        final Sleeves sleeves = books.sleeves;
        final Positions positions = books.positions;
        final int sleeveCount = books.sleeveCount;
        final long[] marks = books.marks;
        sleeves.checkTotals();
        for (int row = 0; row < sleeves.cash.length; row++) {
            final int sleeve = row % sleeveCount;
            long cost = 0;
            long value = 0;
            long exposure = 0;
            long openTrips = 0;
            for (int instrument = 0; instrument < marks.length; instrument++) {
                if (books.firstRow[instrument] != row - sleeve) {
                    continue;
                }
                final int position = instrument * sleeveCount + sleeve;
                checkPosition(positions, position, marks[instrument]);
                cost += positions.cost(position);
                value += positions.value(position);
                exposure += Math.abs(positions.value(position));
                openTrips += positions.trips.gross(position) - positions.trips.fees(position);
            }
            final long net = sleeves.gross[row] - sleeves.fees[row];
            equal("cash + cost = deposits + realised", row, sleeves.cash[row] + cost, sleeves.deposits[row] + net);
            equal("realised = finished + open trips", row, net, sleeves.finished[row] + openTrips);
            equal("cost = sum over positions", row, sleeves.cost[row], cost);
            equal("market value = sum over positions", row, sleeves.marketValue[row], value);
            equal("exposure = sum over positions", row, sleeves.exposure[row], exposure);
        }
        for (int instrument = 0; instrument < marks.length; instrument++) {
            checkHolders(positions, instrument, sleeveCount);
        }
        if (books.currencies != null) {
            books.currencies.check();
        }
    }

    private static void checkHolders(final Positions positions, final int instrument, final int sleeveCount) {
        int holders = 0;
        for (int sleeve = 0; sleeve < sleeveCount; sleeve++) {
            holders += positions.quantity(instrument * sleeveCount + sleeve) == 0 ? 0 : 1;
        }
        equal("holders = positions that are not flat", instrument, positions.holders(instrument), holders);
    }

    private static void checkPosition(final Positions positions, final int position, final long mark) {
        final long quantity = positions.quantity(position);
        if (quantity == 0) {
            checkFlat(positions, position);
            return;
        }
        final long sign = quantity < 0 ? -1 : 1;
        equal("quantity = sum of lots", position, quantity, sign * positions.lots.quantity(position));
        equal("cost = sum of lots", position, positions.cost(position), sign * positions.lots.cost(position));
        equal("value = quantity * mark", position, positions.value(position), Fixed.multiply(quantity, mark));
    }

    private static void checkFlat(final Positions positions, final int position) {
        equal("a flat position has no lots", position, 0, positions.lots.count(position));
        equal("a flat position has no cost", position, 0, positions.cost(position));
        equal("a flat position has no value", position, 0, positions.value(position));
        equal("a flat position has no trip", position, 0, positions.trips.maxQuantity(position));
        equal("a flat position has no trip fees", position, 0, positions.trips.fees(position));
        equal("a flat position has no trip profit", position, 0, positions.trips.gross(position));
    }

    private static void equal(final String law, final int index, final long left, final long right) {
        if (left != right) {
            throw new IllegalStateException("ledger not conserved: " + law + " fails for row " + index + ": "
                    + Fixed.format(left) + " against " + Fixed.format(right));
        }
    }
}
