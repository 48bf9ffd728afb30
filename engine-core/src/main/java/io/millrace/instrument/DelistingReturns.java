package io.millrace.instrument;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;

/**
 * What a holder gets from a delisting of which nobody said it, as a return on the last price at 1e-8: by convention a
 * loss of 30 % on the NYSE and AMEX (Shumway 1997), of 55 % on Nasdaq (Shumway and Warther 1999). Where the exchange is
 * not known the worse one stands. Immutable.
 */
public record DelistingReturns(long nyse, long nasdaq, long other) {
    private static final long PERCENT = Fixed.ONE / 100;

    /** The convention. */
    public static DelistingReturns standard() {
        return new DelistingReturns(-30 * PERCENT, -55 * PERCENT, -55 * PERCENT);
    }

    /** Reads the keys {@code market.delisting.*}; violations go to the reader. */
    public static DelistingReturns read(final SettingsReader reader) {
        final DelistingReturns standard = standard();
        return new DelistingReturns(
                reader.fixed("market.delisting.nyse", standard.nyse, -Fixed.ONE, Fixed.ONE),
                reader.fixed("market.delisting.nasdaq", standard.nasdaq, -Fixed.ONE, Fixed.ONE),
                reader.fixed("market.delisting.other", standard.other, -Fixed.ONE, Fixed.ONE));
    }

    /** The return of an instrument with this calendar. */
    public long of(final String calendar) {
        return switch (calendar) {
            case CalendarRegistry.NYSE -> nyse;
            case CalendarRegistry.NASDAQ -> nasdaq;
            default -> other;
        };
    }
}
