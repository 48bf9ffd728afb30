package io.millrace.portfolio;

import io.millrace.instrument.InstrumentSet;
import java.util.Arrays;

/**
 * The columns of the ledger, and where in them stands what is of whom. Its parts share them: fills, movements of cash
 * and corporate actions each change what they say they do, and the ledger itself only values.
 *
 * <p>Money is in rows, one for each sleeve and currency; positions are in places, one for each instrument and sleeve.
 * One thread.
 */
final class Books {
    static final long NO_MARK = 0;

    final int sleeveCount;
    final Sleeves sleeves;
    final Positions positions;

    /** Null while there is one currency. */
    final CurrencyBook currencies;

    /** By instrument: the money of sleeve 0 in the instrument's currency; 0 while there is one currency. */
    final int[] firstRow;

    /** By instrument; {@link #NO_MARK} before the first. */
    final long[] marks;

    /** Instruments of which a position has changed. */
    final InstrumentSet changed;

    /** The sleeves that ever held an instrument lie in this range: a mark need not visit the others. */
    final int[] firstHolder;

    final int[] lastHolder;

    Books(final int sleeveCount, final int instrumentCount, final int maxLotsPerPosition, final Currencies currencies) {
        this.sleeveCount = sleeveCount;
        sleeves = new Sleeves(Math.multiplyExact(sleeveCount, currencies.count()));
        this.currencies = currencies.isSingle() ? null : new CurrencyBook(currencies, sleeves, sleeveCount);
        positions = new Positions(sleeveCount, instrumentCount, maxLotsPerPosition);
        firstRow = new int[instrumentCount];
        for (int i = 0; i < instrumentCount; i++) {
            firstRow[i] = currencies.of(i) * sleeveCount;
        }
        marks = new long[instrumentCount];
        changed = new InstrumentSet(instrumentCount);
        firstHolder = new int[instrumentCount];
        lastHolder = new int[instrumentCount];
        Arrays.fill(marks, NO_MARK);
        Arrays.fill(firstHolder, sleeveCount);
        Arrays.fill(lastHolder, -1);
    }

    /** Where the sleeve's money in the instrument's currency is. */
    int row(final int sleeve, final int instrument) {
        return firstRow[instrument] + sleeve;
    }

    int place(final int sleeve, final int instrument) {
        return instrument * sleeveCount + sleeve;
    }

    /** Profit or fees of the row have changed. */
    void onBooked(final int row) {
        if (currencies != null) {
            currencies.onBooked(row);
        }
    }

    /** The position has changed. */
    void onHeld(final int sleeve, final int instrument) {
        changed.add(instrument);
        firstHolder[instrument] = Math.min(firstHolder[instrument], sleeve);
        lastHolder[instrument] = Math.max(lastHolder[instrument], sleeve);
    }

    void checkSleeve(final int sleeve) {
        if (sleeve < 0 || sleeve >= sleeveCount) {
            throw new IllegalArgumentException("sleeve " + sleeve + " is unknown: expected 0 to " + (sleeveCount - 1));
        }
    }

    void checkInstrument(final int instrument) {
        if (instrument < 0 || instrument >= marks.length) {
            throw new IllegalArgumentException(
                    "instrument " + instrument + " is unknown: expected 0 to " + (marks.length - 1));
        }
    }
}
