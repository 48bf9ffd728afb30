package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.instrument.Instrument;
import io.millrace.portfolio.Ledger;
import java.util.List;
import java.util.SortedMap;

/**
 * What short positions cost. At the first event of a UTC day each short position that is held over the end of the day
 * before pays for every calendar day since the last event's, weekends included:
 *
 * <pre>
 *   |quantity| * mark * rate * days / 365        each product rounded up to 1e-8
 * </pre>
 *
 * <p>Decide thread; no allocation; no state of its own.
 */
final class BorrowFees {
    private static final long DAYS_A_YEAR = 365;

    private final Ledger ledger;
    private final CurrencyDesk currencies;
    private final OutputWriter output;
    private final long[] rates;
    private final int strategies;

    /** @param rates a year, at 1e-8, by instrument */
    BorrowFees(
            final Ledger ledger,
            final CurrencyDesk currencies,
            final OutputWriter output,
            final long[] rates,
            final int strategies) {
        this.ledger = ledger;
        this.currencies = currencies;
        this.output = output;
        this.rates = rates.clone();
        this.strategies = strategies;
    }

    /** The rate of each instrument: its own, else that of its class, else none. */
    static long[] rates(final SortedMap<String, Long> borrow, final List<Instrument> instruments) {
        final long[] rates = new long[instruments.size()];
        for (int i = 0; i < rates.length; i++) {
            final Instrument instrument = instruments.get(i);
            final long ofClass = borrow.getOrDefault(PortfolioText.lower(instrument.assetClass()), 0L);
            rates[i] = borrow.getOrDefault("symbols." + instrument.symbol(), ofClass);
        }
        return rates;
    }

    void charge(final long days) {
        for (int instrument = 0; instrument < rates.length; instrument++) {
            if (rates[instrument] > 0 && ledger.markOf(instrument) != Absent.FIXED) {
                for (int strategy = 0; strategy < strategies; strategy++) {
                    charge(strategy, instrument, days);
                }
            }
        }
    }

    private void charge(final int strategy, final int instrument, final long days) {
        final long quantity = ledger.position(strategy, instrument);
        if (quantity >= 0) {
            return;
        }
        final long price = ledger.markOf(instrument);
        final long perYear = Fixed.multiplyUp(Fixed.multiplyUp(-quantity, price), rates[instrument]);
        final long amount = Fixed.scale(perYear, days, DAYS_A_YEAR, Rounding.CEILING);
        ledger.charge(strategy, instrument, amount);
        output.charge(strategy, instrument)
                .amount(amount)
                .quantity(quantity)
                .price(price)
                .rate(rates[instrument])
                .days(days);
        currencies.settle(strategy, instrument);
    }
}
