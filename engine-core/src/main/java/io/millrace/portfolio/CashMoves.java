package io.millrace.portfolio;

import io.millrace.event.Absent;
import io.millrace.fixed.Fixed;

/**
 * Money that comes, goes and changes hands without a fill: deposits, transfers between sleeves, charges on a position,
 * exchanges between currencies. Each is checked as a whole before it changes anything. One thread; no allocation.
 */
final class CashMoves {
    private final Books books;
    private final Sleeves sleeves;
    private final Positions positions;
    private final int currencyCount;

    CashMoves(final Books books, final int currencyCount) {
        this.books = books;
        this.sleeves = books.sleeves;
        this.positions = books.positions;
        this.currencyCount = currencyCount;
    }

    void deposit(final int sleeve, final long amount) {
        books.checkSleeve(sleeve);
        if (amount == Absent.FIXED) {
            throw new IllegalArgumentException("deposit into sleeve " + sleeve + ": the amount is absent");
        }
        final long newCash = Fixed.add(sleeves.cash[sleeve], amount);
        final long newDeposits = Fixed.add(sleeves.deposits[sleeve], amount);
        Sleeves.checkRange(newCash, sleeves.marketValue[sleeve], sleeves.cost[sleeve]);
        sleeves.setCash(sleeve, newCash);
        sleeves.deposits[sleeve] = newDeposits;
    }

    void transfer(final int from, final int to, final long amount) {
        books.checkSleeve(from);
        books.checkSleeve(to);
        if (amount <= 0 || from == to) {
            throw new IllegalArgumentException("transfer of " + Fixed.format(amount) + " from sleeve " + from
                    + " to sleeve " + to + ": expected an amount above 0 and two sleeves");
        }
        final long leftCash = Fixed.subtract(sleeves.cash[from], amount);
        final long leftDeposits = Fixed.subtract(sleeves.deposits[from], amount);
        Sleeves.checkRange(leftCash, sleeves.marketValue[from], sleeves.cost[from]);
        deposit(to, amount);
        sleeves.setCash(from, leftCash);
        sleeves.deposits[from] = leftDeposits;
    }

    void charge(final int sleeve, final int instrument, final long amount) {
        books.checkSleeve(sleeve);
        books.checkInstrument(instrument);
        final int place = books.place(sleeve, instrument);
        if (amount < 0 || positions.quantity(place) == 0) {
            throw new IllegalArgumentException("charge of " + Fixed.format(amount) + " on sleeve " + sleeve
                    + " in instrument " + instrument + ": expected 0 or more, and a position to charge it on");
        }
        final int row = books.row(sleeve, instrument);
        final long newCash = Fixed.subtract(sleeves.cash[row], amount);
        final long newFees = Fixed.add(sleeves.fees[row], amount);
        final long newTripFees = Fixed.add(positions.trips.fees(place), amount);
        Fixed.subtract(sleeves.gross[row], newFees);
        Sleeves.checkRange(newCash, sleeves.marketValue[row], sleeves.cost[row]);
        sleeves.setCash(row, newCash);
        sleeves.fees[row] = newFees;
        positions.trips.fees(place, newTripFees);
        books.onBooked(row);
    }

    void exchange(final int sleeve, final int currency, final long foreign, final long account, final long cost) {
        books.checkSleeve(sleeve);
        if (currency <= Currencies.ACCOUNT || currency >= currencyCount || cost < 0) {
            throw new IllegalArgumentException("exchange of " + Fixed.format(foreign) + " of currency " + currency
                    + " for " + Fixed.format(account) + ", cost " + Fixed.format(cost)
                    + ": expected one of the other currencies and a cost of 0 or more");
        }
        books.currencies.exchange(sleeve, currency, foreign, account, cost);
    }
}
