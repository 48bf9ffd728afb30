package io.millrace.portfolio;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.fixed.Fixed;

/**
 * What the ledger's rows, one for each sleeve and currency, come to in the account's currency. Row {@code currency *
 * sleeves + sleeve}. One thread; no allocation.
 *
 * <p>What a row has realised, and its fees, are converted when they are booked and stay so: later rates change only
 * what is still open. What is left of a sleeve's profit after that, and after the cost of exchanging, is the work of
 * the rates:
 *
 * <pre>
 *   equity = deposits + realised + unrealised + rates - cost of exchange
 * </pre>
 */
final class CurrencyBook {
    private final Currencies currencies;
    private final Sleeves sleeves;
    private final int count;

    /** By row, in the account's currency. */
    private final long[] realised;

    private final long[] fees;

    /** By row, in its own currency: what has been converted. */
    private final long[] netSeen;

    private final long[] feesSeen;

    /** By sleeve, in the account's currency: what exchanges brought less what they took, cost included. */
    private final long[] exchanged;

    private final long[] exchangeCost;

    CurrencyBook(final Currencies currencies, final Sleeves sleeves, final int count) {
        this.currencies = currencies;
        this.sleeves = sleeves;
        this.count = count;
        final int rows = count * currencies.count();
        realised = new long[rows];
        fees = new long[rows];
        netSeen = new long[rows];
        feesSeen = new long[rows];
        exchanged = new long[count];
        exchangeCost = new long[count];
    }

    /** Converts what was booked on the row since the last call. */
    void onBooked(final int row) {
        final long net = sleeves.gross[row] - sleeves.fees[row];
        final int currency = row / count;
        realised[row] = Fixed.add(realised[row], currencies.toAccount(currency, Fixed.subtract(net, netSeen[row])));
        fees[row] =
                Fixed.add(fees[row], currencies.toAccount(currency, Fixed.subtract(sleeves.fees[row], feesSeen[row])));
        netSeen[row] = net;
        feesSeen[row] = sleeves.fees[row];
    }

    /** Cash of the account's currency became cash of another, or the other way round; amounts signed for the sleeve. */
    void exchange(final int sleeve, final int currency, final long foreign, final long account, final long cost) {
        final int row = currency * count + sleeve;
        final long foreignCash = Fixed.add(sleeves.cash[row], foreign);
        final long change = Fixed.subtract(account, cost);
        final long accountCash = Fixed.add(sleeves.cash[sleeve], change);
        Sleeves.checkRange(foreignCash, sleeves.marketValue[row], sleeves.cost[row]);
        Sleeves.checkRange(accountCash, sleeves.marketValue[sleeve], sleeves.cost[sleeve]);
        sleeves.setCash(row, foreignCash);
        sleeves.setCash(sleeve, accountCash);
        sleeves.deposits[row] += foreign;
        sleeves.deposits[sleeve] += change;
        exchanged[sleeve] += change;
        exchangeCost[sleeve] += cost;
    }

    long exchangeCost(final int sleeve) {
        return exchangeCost[sleeve];
    }

    /** What others paid in, less what they took out. */
    long deposits(final int sleeve) {
        return sleeves.deposits[sleeve] - exchanged[sleeve];
    }

    long realised(final int sleeve) {
        return sumOfRows(realised, sleeve);
    }

    long fees(final int sleeve) {
        return sumOfRows(fees, sleeve);
    }

    long cash(final int sleeve) {
        return converted(sleeves.cash, sleeve);
    }

    long equity(final int sleeve) {
        long sum = 0;
        for (int currency = 0; currency < currencies.count(); currency++) {
            final int row = currency * count + sleeve;
            sum = Fixed.add(sum, currencies.toAccount(currency, sleeves.cash[row] + sleeves.marketValue[row]));
        }
        return sum;
    }

    long unrealised(final int sleeve) {
        long sum = 0;
        for (int currency = 0; currency < currencies.count(); currency++) {
            final int row = currency * count + sleeve;
            sum = Fixed.add(sum, currencies.toAccount(currency, sleeves.marketValue[row] - sleeves.cost[row]));
        }
        return sum;
    }

    /** What changes of rates have brought. */
    long ratesPnl(final int sleeve) {
        return equity(sleeve) - deposits(sleeve) - realised(sleeve) - unrealised(sleeve) + exchangeCost[sleeve];
    }

    /** The column's rows of the sleeve, each in the account's currency. */
    long converted(final long[] column, final int sleeve) {
        long sum = 0;
        for (int currency = 0; currency < currencies.count(); currency++) {
            sum = Fixed.add(sum, currencies.toAccount(currency, column[currency * count + sleeve]));
        }
        return sum;
    }

    /** The exact sum over the sleeves of what each comes to. */
    long total(final long[] column) {
        long sum = 0;
        for (int sleeve = 0; sleeve < count; sleeve++) {
            sum = Fixed.add(sum, converted(column, sleeve));
        }
        return sum;
    }

    long totalEquity() {
        long sum = 0;
        for (int sleeve = 0; sleeve < count; sleeve++) {
            sum = Fixed.add(sum, equity(sleeve));
        }
        return sum;
    }

    /** @throws IllegalStateException when the rows do not come to what is kept of them */
    void check() {
        for (int row = 0; row < netSeen.length; row++) {
            final boolean seen = netSeen[row] == sleeves.gross[row] - sleeves.fees[row];
            if (!seen || feesSeen[row] != sleeves.fees[row]) {
                throw new IllegalStateException("ledger not conserved: row " + row + " has realised "
                        + Fixed.format(sleeves.gross[row] - sleeves.fees[row]) + ", of which "
                        + Fixed.format(netSeen[row]) + " is converted");
            }
        }
    }

    void writeState(final StateSink sink) {
        currencies.writeState(sink);
        for (int i = 0; i < realised.length; i++) {
            sink.putLong(realised[i]);
            sink.putLong(fees[i]);
        }
        for (int i = 0; i < count; i++) {
            sink.putLong(exchanged[i]);
            sink.putLong(exchangeCost[i]);
        }
    }

    void readState(final StateSource source) {
        currencies.readState(source);
        for (int i = 0; i < realised.length; i++) {
            realised[i] = source.getLong();
            fees[i] = source.getLong();
            netSeen[i] = sleeves.gross[i] - sleeves.fees[i];
            feesSeen[i] = sleeves.fees[i];
        }
        for (int i = 0; i < count; i++) {
            exchanged[i] = source.getLong();
            exchangeCost[i] = source.getLong();
        }
    }

    private long sumOfRows(final long[] column, final int sleeve) {
        long sum = 0;
        for (int row = sleeve; row < column.length; row += count) {
            sum = Fixed.add(sum, column[row]);
        }
        return sum;
    }
}
