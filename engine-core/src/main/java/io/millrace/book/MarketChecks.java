package io.millrace.book;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.Stateful;
import io.millrace.event.codec.QuarantineReason;
import io.millrace.fixed.Fixed;
import java.util.Arrays;

/**
 * Decides which market events are fit to be used; the others are quarantined, with the reason, and nothing downstream
 * sees them.
 *
 * <p>Time is checked per instrument and kind of event, so that one slow source cannot quarantine another.
 */
public final class MarketChecks implements Stateful {
    private static final int KINDS = 3;
    private static final int BAR = 0;
    private static final int TRADE = 1;
    private static final int QUOTE = 2;

    private final int instruments;
    private final long[] newestTimeNs;
    private double value;
    private double limit;

    public MarketChecks(final int instruments) {
        this.instruments = instruments;
        this.newestTimeNs = new long[instruments * KINDS];
        Arrays.fill(newestTimeNs, Long.MIN_VALUE);
    }

    /** Returns null when the bar may be used. A bar that opens when the newest one did, or before, is refused. */
    public QuarantineReason checkBar(final ClosedBar bar) {
        if (unknown(bar.instrument())) {
            return refusePlain(QuarantineReason.UNKNOWN_INSTRUMENT, bar.instrument(), instruments);
        }
        if (bar.timeframeSeconds() <= 0) {
            return refusePlain(QuarantineReason.NOT_POSITIVE, bar.timeframeSeconds(), 0);
        }
        final long lowest = Math.min(Math.min(bar.open(), bar.close()), Math.min(bar.low(), bar.high()));
        if (lowest <= 0) {
            return refuse(reasonOfNotPositive(lowest), lowest, 0);
        }
        if (bar.volume() < 0) {
            return refuse(QuarantineReason.NOT_POSITIVE, bar.volume(), 0);
        }
        if (bar.low() > Math.min(bar.open(), bar.close())) {
            return refuse(QuarantineReason.OHLC_INCONSISTENT, bar.low(), Math.min(bar.open(), bar.close()));
        }
        if (bar.high() < Math.max(bar.open(), bar.close())) {
            return refuse(QuarantineReason.OHLC_INCONSISTENT, bar.high(), Math.max(bar.open(), bar.close()));
        }
        return checkStrictlyLater(bar.instrument(), bar.openTimeNs());
    }

    /** Returns null when the trade may be used. Several trades may share one time. */
    public QuarantineReason checkTrade(final int instrument, final long timeNs, final long price, final long quantity) {
        if (unknown(instrument)) {
            return refusePlain(QuarantineReason.UNKNOWN_INSTRUMENT, instrument, instruments);
        }
        if (price <= 0 || quantity <= 0) {
            final long worst = Math.min(price, quantity);
            return refuse(reasonOfNotPositive(worst), worst, 0);
        }
        return checkNotEarlier(instrument, TRADE, timeNs);
    }

    /** Returns null when the quote may be used; a locked market (bid = ask) may. */
    public QuarantineReason checkQuote(final int instrument, final long timeNs, final long bid, final long ask) {
        if (unknown(instrument)) {
            return refusePlain(QuarantineReason.UNKNOWN_INSTRUMENT, instrument, instruments);
        }
        if (bid <= 0 || ask <= 0) {
            final long worst = Math.min(bid, ask);
            return refuse(reasonOfNotPositive(worst), worst, 0);
        }
        if (bid > ask) {
            return refuse(QuarantineReason.CROSSED_QUOTE, bid, ask);
        }
        return checkNotEarlier(instrument, QUOTE, timeNs);
    }

    /** Notes an event that came before it could be known. */
    public void refuseEarly(final long knowableNs, final long nowNs) {
        value = (double) knowableNs;
        limit = (double) nowNs;
    }

    /** The value that made the last check refuse. */
    public double refusedValue() {
        return value;
    }

    /** What it was held against. */
    public double refusedLimit() {
        return limit;
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final long time : newestTimeNs) {
            sink.putLong(time);
        }
    }

    private QuarantineReason checkStrictlyLater(final int instrument, final long openTimeNs) {
        final int slot = instrument * KINDS + BAR;
        final long newest = newestTimeNs[slot];
        if (openTimeNs > newest) {
            newestTimeNs[slot] = openTimeNs;
            return null;
        }
        return refusePlain(
                openTimeNs == newest ? QuarantineReason.DUPLICATE : QuarantineReason.OUT_OF_ORDER, openTimeNs, newest);
    }

    private QuarantineReason checkNotEarlier(final int instrument, final int kind, final long timeNs) {
        final int slot = instrument * KINDS + kind;
        if (timeNs >= newestTimeNs[slot]) {
            newestTimeNs[slot] = timeNs;
            return null;
        }
        return refusePlain(QuarantineReason.OUT_OF_ORDER, timeNs, newestTimeNs[slot]);
    }

    private boolean unknown(final int instrument) {
        return instrument < 0 || instrument >= instruments;
    }

    /** A decoder writes {@link Absent#FIXED} where the source said NaN or infinity. */
    private static QuarantineReason reasonOfNotPositive(final long worst) {
        return worst == Absent.FIXED ? QuarantineReason.NOT_A_NUMBER : QuarantineReason.NOT_POSITIVE;
    }

    /** Prices and quantities are reported as decimals. */
    private QuarantineReason refuse(final QuarantineReason reason, final long actual, final long allowed) {
        value = Fixed.toDouble(actual);
        limit = Fixed.toDouble(allowed);
        return reason;
    }

    /** Ids and times are reported as they are; a double tells times apart to about 200 ns. */
    private QuarantineReason refusePlain(final QuarantineReason reason, final long actual, final long allowed) {
        value = (double) actual;
        limit = (double) allowed;
        return reason;
    }
}
