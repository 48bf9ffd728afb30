package io.millrace.indicator;

import io.millrace.book.ClosedBar;
import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;
import io.millrace.fixed.Fixed;

/**
 * One complete bar as indicators read it. Its owner fills it anew for every bar, so an indicator keeps numbers of it,
 * never the object. Not thread-safe.
 */
public final class BarValues {
    private TradingCalendar calendar;
    private long openTimeNs;

    /** Where the numbers come from as they are asked for, most of them never; null when they were given as they are. */
    private ClosedBar fixed;

    private double units = 1;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;

    /** Bars of a market that never closes. */
    public BarValues() {
        this(CalendarRegistry.find(CalendarRegistry.ALWAYS_OPEN));
    }

    /** Bars of a market with sessions. */
    public BarValues(final TradingCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * Takes the next bar, of which numbers are read when they are asked for.
     *
     * @param market when its sessions are
     * @param ofOldUnits what prices are multiplied with, and the volume divided by
     */
    BarValues set(final ClosedBar bar, final TradingCalendar market, final double ofOldUnits) {
        // A reference that is stored costs the collector's bookkeeping, and these are nearly always the same.
        if (calendar != market) {
            calendar = market;
        }
        if (fixed != bar) {
            fixed = bar;
        }
        openTimeNs = bar.openTimeNs();
        units = ofOldUnits;
        // Nearly every indicator asks for it, and a division is long under way.
        close = inUnits(bar.close());
        return this;
    }

    /** Takes the numbers of the next bar. */
    public BarValues set(
            final long newOpenTimeNs,
            final double newOpen,
            final double newHigh,
            final double newLow,
            final double newClose,
            final double newVolume) {
        openTimeNs = newOpenTimeNs;
        fixed = null;
        open = newOpen;
        high = newHigh;
        low = newLow;
        close = newClose;
        volume = newVolume;
        return this;
    }

    /** The next bar is of this market. */
    void at(final TradingCalendar market) {
        calendar = market;
    }

    /** Start of the bar, ns since 1970-01-01 UTC. */
    public long openTimeNs() {
        return openTimeNs;
    }

    /** The session that the bar opens in, or the next one, as the day it is of. */
    public int session() {
        return calendar.sessionOf(openTimeNs);
    }

    public double open() {
        return fixed == null ? open : inUnits(fixed.open());
    }

    public double high() {
        return fixed == null ? high : inUnits(fixed.high());
    }

    public double low() {
        return fixed == null ? low : inUnits(fixed.low());
    }

    public double close() {
        return close;
    }

    public double volume() {
        if (fixed == null) {
            return volume;
        }
        final double traded = Fixed.toDouble(fixed.volume());
        return units == 1 ? traded : traded / units;
    }

    /** The typical price: (high + low + close) / 3. */
    public double typical() {
        return (high() + low() + close()) / 3;
    }

    /** The number of the bar that an input names; the close for {@link BarInput#BAR}. */
    public double of(final BarInput input) {
        if (input == BarInput.CLOSE) {
            return close();
        }
        return switch (input) {
            case OPEN -> open();
            case HIGH -> high();
            case LOW -> low();
            case VOLUME -> volume();
            default -> close();
        };
    }

    private double inUnits(final long price) {
        final double exact = Fixed.toDouble(price);
        return units == 1 ? exact : exact * units;
    }
}
