package io.millrace.indicator;

import io.millrace.calendar.CalendarRegistry;
import io.millrace.calendar.TradingCalendar;

/**
 * One complete bar as indicators read it. Its owner fills it anew for every bar, so an indicator keeps numbers of it,
 * never the object. Not thread-safe.
 */
public final class BarValues {
    private final TradingCalendar calendar;
    private long openTimeNs;
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

    /** Takes the numbers of the next bar. */
    public BarValues set(
            final long newOpenTimeNs,
            final double newOpen,
            final double newHigh,
            final double newLow,
            final double newClose,
            final double newVolume) {
        openTimeNs = newOpenTimeNs;
        open = newOpen;
        high = newHigh;
        low = newLow;
        close = newClose;
        volume = newVolume;
        return this;
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
        return open;
    }

    public double high() {
        return high;
    }

    public double low() {
        return low;
    }

    public double close() {
        return close;
    }

    public double volume() {
        return volume;
    }

    /** The typical price: (high + low + close) / 3. */
    public double typical() {
        return (high + low + close) / 3;
    }

    /** The number of the bar that an input names; the close for {@link BarInput#BAR}. */
    public double of(final BarInput input) {
        return switch (input) {
            case OPEN -> open;
            case HIGH -> high;
            case LOW -> low;
            case VOLUME -> volume;
            case CLOSE, BAR -> close;
        };
    }
}
