package io.millrace.book;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.instrument.BarKind;
import io.millrace.instrument.Timeframe;

/** How full a bar of trades, units or value is. Units and value at 1e-8; reused by its owner, one thread. */
final class BarSize implements Stateful {
    /** From here on the upper half of a product stands for a value beyond every size. */
    private static final long HUGE_HALF = Fixed.ONE / 16;

    private static final long TOO_LARGE = Long.MAX_VALUE;

    private final BarKind kind;
    private final long full;
    private long filled;

    BarSize(final Timeframe timeframe) {
        kind = timeframe.kind();
        full = kind == BarKind.TICKS ? timeframe.count() : timeframe.count() * Fixed.ONE;
    }

    void reset() {
        filled = 0;
    }

    /** Counts a trade, or a bar at its closing price; true when that makes the bar full. */
    boolean add(final long price, final long quantity) {
        filled += switch (kind) {
            case TICKS -> 1;
            case VOLUME -> Math.min(quantity, full);
            default -> Math.min(value(price, quantity), full);
        };
        return filled >= full;
    }

    /** Units in new ones, {@code to} for {@code from}; trades and value stay. */
    void split(final int to, final int from) {
        if (kind == BarKind.VOLUME) {
            filled = Math.min(full, Fixed.scale(filled, to, from, Rounding.FLOOR));
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(filled);
    }

    @Override
    public void readState(final StateSource source) {
        filled = source.getLong();
    }

    /** Rounded down; what is too large for a number is more than any bar holds. */
    private static long value(final long price, final long quantity) {
        return Math.multiplyHigh(price, quantity) < HUGE_HALF ? Fixed.multiplyDown(price, quantity) : TOO_LARGE;
    }
}
