package io.millrace.portfolio;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.InstrumentSet;

/**
 * The double-entry book of all sleeves: cash, positions in FIFO lots, realised and unrealised profit, round trips.
 *
 * <p>All numbers are fixed at 1e-8, and nothing is lost in rounding: a lot carries what was paid for it, not a price.
 * For each sleeve, always: {@code cash + cost of open lots = deposits + realised - fees}; {@link #checkConservation()}
 * says so. In an account of several {@link Currencies} that holds for each sleeve and currency: positions, prices and
 * costs are in the instrument's currency, amounts of a sleeve in the account's at the last rates.
 *
 * <p>A fill or mark that is malformed, or would take any number out of range, throws and changes nothing. One thread;
 * no allocation once the pool of lots has seen its largest use. All reads are O(1), except the totals over sleeves.
 */
public final class Ledger implements Stateful {
    /** Limit on sleeves times instruments; a pair takes about 150 bytes. */
    public static final int MAX_POSITIONS = 1 << 20;

    /** Open lots of one position before its two oldest are merged into one. */
    public static final int DEFAULT_MAX_LOTS = 4_096;

    private static final long NO_MARK = Books.NO_MARK;

    private final Books books;
    private final FillBooking fills;
    private final CashMoves moves;
    private final CorporateActions actions;
    private final Currencies currencies;

    // What a mark visits stands here: it comes with every price.
    private final int sleeveCount;
    private final Sleeves sleeves;
    private final Positions positions;
    private final int[] firstRow;
    private final long[] marks;
    private final int[] firstHolder;
    private final int[] lastHolder;
    private final long[] newValues;
    private final long[] newMarketValues;
    private final long[] newExposures;

    /** Null while there is one currency. */
    private final CurrencyBook book;

    public Ledger(final int sleeveCount, final int instrumentCount) {
        this(sleeveCount, instrumentCount, DEFAULT_MAX_LOTS);
    }

    /** @param maxLotsPerPosition at least 2 */
    public Ledger(final int sleeveCount, final int instrumentCount, final int maxLotsPerPosition) {
        this(sleeveCount, instrumentCount, maxLotsPerPosition, Currencies.single("USD", Math.max(0, instrumentCount)));
    }

    /** A book in several currencies: a sleeve has a row of money in each; {@code currencies} has the rates. */
    public Ledger(
            final int sleeveCount,
            final int instrumentCount,
            final int maxLotsPerPosition,
            final Currencies currencies) {
        if (sleeveCount < 1 || instrumentCount < 1 || (long) sleeveCount * instrumentCount > MAX_POSITIONS) {
            throw new IllegalArgumentException("a ledger of " + sleeveCount + " sleeves and " + instrumentCount
                    + " instruments: expected at least 1 of each and a product of at most " + MAX_POSITIONS);
        }
        if (maxLotsPerPosition < 2) {
            throw new IllegalArgumentException("maxLotsPerPosition is " + maxLotsPerPosition + ", expected 2 or more");
        }
        this.sleeveCount = sleeveCount;
        this.currencies = currencies;
        books = new Books(sleeveCount, instrumentCount, maxLotsPerPosition, currencies);
        fills = new FillBooking(books);
        moves = new CashMoves(books, currencies.count());
        actions = new CorporateActions(books, fills);
        sleeves = books.sleeves;
        positions = books.positions;
        book = books.currencies;
        firstRow = books.firstRow;
        marks = books.marks;
        firstHolder = books.firstHolder;
        lastHolder = books.lastHolder;
        newValues = new long[sleeveCount];
        newMarketValues = new long[sleeveCount];
        newExposures = new long[sleeveCount];
    }

    /** Adds cash to a sleeve; a negative amount takes it out. */
    public void deposit(final int sleeve, final long amount) {
        moves.deposit(sleeve, amount);
    }

    /**
     * Moves cash from one sleeve to another: deposits move with it, so that neither sleeve shows a profit.
     *
     * @param amount more than 0
     * @throws ArithmeticException if a number would leave the range; nothing has changed
     */
    public void transfer(final int from, final int to, final long amount) {
        moves.transfer(from, to, amount);
    }

    /**
     * Books a fee that no fill brought on an open position, such as the fee for a borrowed share: it is part of the
     * position's round trip.
     *
     * @param amount not negative
     * @throws ArithmeticException if a number would leave the range; nothing has changed
     */
    public void charge(final int sleeve, final int instrument, final long amount) {
        moves.charge(sleeve, instrument, amount);
    }

    /**
     * Books one fill. Its price is the first mark of an instrument that has none.
     *
     * @param fee negative for a rebate
     * @throws IllegalArgumentException for a fill that cannot be one; nothing has changed
     * @throws ArithmeticException if a number would leave the range; nothing has changed
     */
    public void applyFill(
            final int sleeve,
            final int instrument,
            final Side side,
            final long quantity,
            final long price,
            final long fee,
            final long timeNs,
            final LedgerListener listener) {
        fills.apply(sleeve, instrument, side, quantity, price, fee, timeNs, listener);
    }

    /** The newest price of an instrument; {@code price > 0}. Costs one product for each sleeve that holds it. */
    public void mark(final int instrument, final long price) {
        checkInstrument(instrument);
        if (price <= 0) {
            throw new IllegalArgumentException("mark of instrument " + instrument + " is " + Fixed.format(price)
                    + ", expected more than 0; quarantine such a price before the ledger");
        }
        if (price == marks[instrument]) {
            return;
        }
        final int from = firstHolder[instrument];
        final int to = lastHolder[instrument];
        if (!positions.isHeld(instrument)) {
            marks[instrument] = price;
        } else if (from == to) {
            markHolder(from, instrument, price);
        } else {
            markHolders(from, to, instrument, price);
        }
    }

    private void markHolder(final int sleeve, final int instrument, final long price) {
        planMark(sleeve, instrument, price);
        marks[instrument] = price;
        setMark(sleeve, instrument);
    }

    /** All of them or, if one has a number that would leave the range, none. */
    private void markHolders(final int from, final int to, final int instrument, final long price) {
        for (int sleeve = from; sleeve <= to; sleeve++) {
            if (position(sleeve, instrument) != 0) {
                planMark(sleeve, instrument, price);
            }
        }
        marks[instrument] = price;
        for (int sleeve = from; sleeve <= to; sleeve++) {
            if (position(sleeve, instrument) != 0) {
                setMark(sleeve, instrument);
            }
        }
    }

    /**
     * Puts a split into effect: {@code to} new units for {@code from} old ones, at the mark in new units. What is left
     * beyond whole lots is paid out in cash at that mark, as a fill without fee.
     *
     * @param lot smallest quantity that may be held on
     * @throws ArithmeticException if a number would leave the range; nothing has changed
     */
    public void applySplit(
            final int instrument,
            final int to,
            final int from,
            final long lot,
            final long timeNs,
            final LedgerListener listener) {
        actions.applySplit(instrument, to, from, lot, timeNs, listener);
    }

    /**
     * Pays a dividend on the ex-date: it is profit of the position's round trip. Shorts pay it.
     *
     * @param cash for each unit
     * @throws ArithmeticException if a number would leave the range; nothing has changed
     */
    public void applyDividend(final int instrument, final long cash) {
        actions.applyDividend(instrument, cash);
    }

    public int sleeveCount() {
        return sleeveCount;
    }

    public int instrumentCount() {
        return marks.length;
    }

    /** Instruments of which a position has changed; emptied by the one who keeps sums of what is held. */
    public InstrumentSet changed() {
        return books.changed;
    }

    /** The newest mark, or {@link Absent#FIXED} before the first. */
    public long markOf(final int instrument) {
        return marks[instrument] == NO_MARK ? Absent.FIXED : marks[instrument];
    }

    public Currencies currencies() {
        return currencies;
    }

    /** Cash of all currencies, in the account's, as is every amount of a sleeve unless said. */
    public long cash(final int sleeve) {
        return book == null ? sleeves.cash[sleeve] : book.cash(sleeve);
    }

    /** Cash of one currency, in that currency. */
    public long cash(final int sleeve, final int currency) {
        return sleeves.cash[currency * sleeveCount + sleeve];
    }

    /** Cash and positions of one currency, in that currency. */
    public long equity(final int sleeve, final int currency) {
        final int row = currency * sleeveCount + sleeve;
        return sleeves.cash[row] + sleeves.marketValue[row];
    }

    /**
     * Exchanges cash of a sleeve between the account's currency and another.
     *
     * @param foreign change of the other currency's cash, in that currency
     * @param account change of the account's currency's, on the other side
     * @param cost taken from the account's currency; not negative
     * @throws ArithmeticException if a number would leave the range; nothing has changed
     */
    public void exchange(
            final int sleeve, final int currency, final long foreign, final long account, final long cost) {
        moves.exchange(sleeve, currency, foreign, account, cost);
    }

    /** What exchanging has cost the sleeve. */
    public long exchangeCost(final int sleeve) {
        return book == null ? 0 : book.exchangeCost(sleeve);
    }

    /** What changes of exchange rates have brought the sleeve: equity less deposits, other profit and its cost. */
    public long ratesPnl(final int sleeve) {
        return book == null ? 0 : book.ratesPnl(sleeve);
    }

    /** Paid in less taken out. */
    public long deposits(final int sleeve) {
        return book == null ? sleeves.deposits[sleeve] : book.deposits(sleeve);
    }

    /** Cash and positions at their marks. */
    public long equity(final int sleeve) {
        return book == null ? sleeves.cash[sleeve] + sleeves.marketValue[sleeve] : book.equity(sleeve);
    }

    /** Positions at their marks; shorts count negative. */
    public long marketValue(final int sleeve) {
        return book == null ? sleeves.marketValue[sleeve] : book.converted(sleeves.marketValue, sleeve);
    }

    /** Positions at their marks; shorts count positive: what leverage is measured on. */
    public long grossExposure(final int sleeve) {
        return book == null ? sleeves.exposure[sleeve] : book.converted(sleeves.exposure, sleeve);
    }

    /** Realised profit after all fees, those of open positions included. */
    public long realisedPnl(final int sleeve) {
        return book == null ? sleeves.gross[sleeve] - sleeves.fees[sleeve] : book.realised(sleeve);
    }

    /** Realised profit before fees. */
    public long grossRealisedPnl(final int sleeve) {
        return book == null ? sleeves.gross[sleeve] : book.realised(sleeve) + book.fees(sleeve);
    }

    public long fees(final int sleeve) {
        return book == null ? sleeves.fees[sleeve] : book.fees(sleeve);
    }

    /** Market value less cost of all open positions; with realised profit and deposits it makes the equity. */
    public long unrealised(final int sleeve) {
        return book == null ? sleeves.marketValue[sleeve] - sleeves.cost[sleeve] : book.unrealised(sleeve);
    }

    /** Market value less cost of one position. */
    public long unrealised(final int sleeve, final int instrument) {
        final int position = instrument * sleeveCount + sleeve;
        return positions.value(position) - positions.cost(position);
    }

    /** Signed quantity: negative is short. */
    public long position(final int sleeve, final int instrument) {
        return positions.quantity(instrument * sleeveCount + sleeve);
    }

    /** Signed quantity times mark. */
    public long positionValue(final int sleeve, final int instrument) {
        return positions.value(instrument * sleeveCount + sleeve);
    }

    /** What the open lots were paid for; negative: what they were sold for. */
    public long costBasis(final int sleeve, final int instrument) {
        return positions.cost(instrument * sleeveCount + sleeve);
    }

    /** Average price of the open lots; 0 when flat. */
    public long averagePrice(final int sleeve, final int instrument) {
        final int position = instrument * sleeveCount + sleeve;
        return Averages.price(Math.abs(positions.cost(position)), Math.abs(positions.quantity(position)));
    }

    public int openLots(final int sleeve, final int instrument) {
        return positions.lots.count(instrument * sleeveCount + sleeve);
    }

    public long totalCash() {
        return book == null ? sleeves.totalCash() : book.total(sleeves.cash);
    }

    public long totalDeposits() {
        long total = 0;
        for (int sleeve = 0; sleeve < sleeveCount; sleeve++) {
            total = Fixed.add(total, deposits(sleeve));
        }
        return total;
    }

    public long totalEquity() {
        return book == null ? sleeves.totalEquity() : book.totalEquity();
    }

    public long totalGrossExposure() {
        return book == null ? sleeves.totalExposure() : book.total(sleeves.exposure);
    }

    public long totalRealisedPnl() {
        long total = 0;
        for (int sleeve = 0; sleeve < sleeveCount; sleeve++) {
            total = Fixed.add(total, realisedPnl(sleeve));
        }
        return total;
    }

    public long totalFees() {
        long total = 0;
        for (int sleeve = 0; sleeve < sleeveCount; sleeve++) {
            total = Fixed.add(total, fees(sleeve));
        }
        return total;
    }

    public long totalUnrealised() {
        long total = 0;
        for (int sleeve = 0; sleeve < sleeveCount; sleeve++) {
            total = Fixed.add(total, unrealised(sleeve));
        }
        return total;
    }

    /** Net over all sleeves. */
    public long totalPosition(final int instrument) {
        if (!positions.isHeld(instrument)) {
            return 0;
        }
        long total = 0;
        final int first = instrument * sleeveCount;
        // Sleeves outside these bounds have never held it.
        for (int sleeve = firstHolder[instrument]; sleeve <= lastHolder[instrument]; sleeve++) {
            total = Fixed.add(total, positions.quantity(first + sleeve));
        }
        return total;
    }

    /**
     * Recomputes every sum from its parts.
     *
     * @throws IllegalStateException naming the first difference: the program is wrong, or its memory
     */
    public void checkConservation() {
        Conservation.check(books);
    }

    @Override
    public void writeState(final StateSink sink) {
        sleeves.writeState(sink);
        for (int i = 0; i < marks.length; i++) {
            sink.putLong(marks[i]);
        }
        for (int instrument = 0; instrument < marks.length; instrument++) {
            final int first = instrument * sleeveCount;
            // Sleeves outside these bounds have never held it; most pairs of sleeve and instrument are none.
            positions.writeState(first + firstHolder[instrument], first + lastHolder[instrument] + 1, sink);
        }
        Positions.endState(sink);
        if (book != null) {
            book.writeState(sink);
        }
    }

    @Override
    public void readState(final StateSource source) {
        sleeves.readState(source);
        for (int i = 0; i < marks.length; i++) {
            marks[i] = source.getLong();
        }
        positions.readState(source);
        for (int instrument = 0; instrument < marks.length; instrument++) {
            for (int sleeve = 0; sleeve < sleeveCount; sleeve++) {
                countPosition(sleeve, instrument);
            }
        }
        if (book != null) {
            book.readState(source);
        }
    }

    /** Where the sleeve's money in the instrument's currency is. */
    private int row(final int sleeve, final int instrument) {
        return firstRow[instrument] + sleeve;
    }

    /** What follows from a position that was read, and its mark. */
    private void countPosition(final int sleeve, final int instrument) {
        final int position = instrument * sleeveCount + sleeve;
        if (positions.quantity(position) == 0) {
            return;
        }
        final long value = Fixed.multiply(positions.quantity(position), marks[instrument]);
        positions.value(position, value);
        final int row = row(sleeve, instrument);
        sleeves.cost[row] += positions.cost(position);
        sleeves.setValue(row, sleeves.marketValue[row] + value, sleeves.exposure[row] + Math.abs(value));
        books.onHeld(sleeve, instrument);
    }

    private void planMark(final int sleeve, final int instrument, final long price) {
        final int position = instrument * sleeveCount + sleeve;
        final int row = row(sleeve, instrument);
        final long oldValue = positions.value(position);
        final long newValue = Fixed.multiply(positions.quantity(position), price);
        final long newMarketValue = Fixed.add(Fixed.subtract(sleeves.marketValue[row], oldValue), newValue);
        Sleeves.checkRange(sleeves.cash[row], newMarketValue, sleeves.cost[row]);
        newExposures[sleeve] = Fixed.add(sleeves.exposure[row] - Math.abs(oldValue), Math.abs(newValue));
        newMarketValues[sleeve] = newMarketValue;
        newValues[sleeve] = newValue;
    }

    private void setMark(final int sleeve, final int instrument) {
        positions.value(instrument * sleeveCount + sleeve, newValues[sleeve]);
        sleeves.setValue(row(sleeve, instrument), newMarketValues[sleeve], newExposures[sleeve]);
    }

    private void checkInstrument(final int instrument) {
        books.checkInstrument(instrument);
    }
}
