package io.millrace.book;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.QuarantineReason;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.ActionSchedule;
import java.util.Arrays;

/**
 * Decides which market events are fit to be used; the others are quarantined, with the reason, and nothing downstream
 * sees them.
 *
 * <p>Order and level are checked per series: an instrument's trades, its quotes, and its bars of each timeframe. So one
 * slow source cannot quarantine another. A refused event leaves no trace, but for an outlier, which is remembered as
 * the level that the market may have moved to.
 *
 * <p>To be called in turn: a check, which changes nothing, then {@link #commit}. Prices and quantities at 1e-8, times
 * in ns. One thread.
 */
public final class MarketChecks implements Stateful {
    /** Bars of so many timeframes may be fed for an instrument; those of further ones are refused. */
    public static final int MAX_TIMEFRAMES = 16;

    private static final int TRADES = 0;
    private static final int QUOTES = 1;
    private static final int BARS = 2;
    private static final int SERIES = BARS + MAX_TIMEFRAMES;
    private static final int NO_SERIES = -1;

    private final int instruments;
    private final MarketRules rules;
    private final ActionSchedule actions;
    private final long[] newestTimeNs;
    private final int[] timeframes;
    private final PriceWindow[] windows;
    private final double[] scratch;
    private long newestReceiveNs = Long.MIN_VALUE;

    private int series = NO_SERIES;
    private int timeframe;
    private long timeNs;
    private long price;
    private double split;
    private long receiveNs;
    private QuarantineReason verdict;
    private double value;
    private double limit;

    /** @param actions splits, which are no outliers; none of them is ever told by this class */
    public MarketChecks(final int instruments, final MarketRules rules, final ActionSchedule actions) {
        this.instruments = instruments;
        this.rules = rules;
        this.actions = actions;
        this.newestTimeNs = new long[instruments * SERIES];
        this.timeframes = new int[instruments * SERIES];
        this.windows = rules.judgesOutliers() ? new PriceWindow[instruments * SERIES] : null;
        this.scratch = new double[rules.outlierWindow()];
        Arrays.fill(newestTimeNs, Long.MIN_VALUE);
        for (int i = 0; windows != null && i < instruments; i++) {
            windows[slot(i, TRADES)] = rules.tickWindow();
            windows[slot(i, QUOTES)] = rules.tickWindow();
        }
    }

    /** Returns null when the bar may be used. A bar that opens when the newest one did, or before, is refused. */
    public QuarantineReason checkBar(final ClosedBar bar, final long receivedNs) {
        begin(bar.openTimeNs(), bar.close(), receivedNs);
        if (isEarly(bar.closeTimeNs())) {
            return refusePlain(QuarantineReason.NOT_YET_KNOWABLE, bar.closeTimeNs(), nowNs());
        }
        if (unknown(bar.instrument())) {
            return refusePlain(QuarantineReason.UNKNOWN_INSTRUMENT, bar.instrument(), instruments);
        }
        if (bar.timeframeSeconds() <= 0) {
            return refusePlain(QuarantineReason.NOT_POSITIVE, bar.timeframeSeconds(), 0);
        }
        final int slot = barSeries(bar.instrument(), bar.timeframeSeconds());
        if (slot == NO_SERIES) {
            return refusePlain(QuarantineReason.TOO_MANY_TIMEFRAMES, bar.timeframeSeconds(), MAX_TIMEFRAMES);
        }
        timeframe = bar.timeframeSeconds();
        final QuarantineReason reason = checkPrices(bar);
        return reason != null ? reason : checkStrictlyLater(slot, bar);
    }

    /** Returns null when the trade may be used. Several trades may share one time. */
    public QuarantineReason checkTrade(
            final int instrument,
            final long tradeTimeNs,
            final long tradePrice,
            final long quantity,
            final long receivedNs) {
        begin(tradeTimeNs, tradePrice, receivedNs);
        if (unknown(instrument)) {
            return refusePlain(QuarantineReason.UNKNOWN_INSTRUMENT, instrument, instruments);
        }
        if (tradePrice <= 0 || quantity <= 0) {
            final long worst = Math.min(tradePrice, quantity);
            return refuse(reasonOfNotPositive(worst), worst, 0);
        }
        return checkNotEarlier(slot(instrument, TRADES));
    }

    /** Returns null when the quote may be used; a locked market (bid = ask) may. */
    public QuarantineReason checkQuote(
            final int instrument, final long quoteTimeNs, final long bid, final long ask, final long receivedNs) {
        begin(quoteTimeNs, bid + (ask - bid) / 2, receivedNs);
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
        return checkNotEarlier(slot(instrument, QUOTES));
    }

    /** Returns null when a value may be used that was knowable at {@code knowableNs}. */
    public QuarantineReason checkObservation(final long knowableNs, final long receivedNs) {
        begin(knowableNs, 0, receivedNs);
        return isEarly(knowableNs) ? refusePlain(QuarantineReason.NOT_YET_KNOWABLE, knowableNs, nowNs()) : null;
    }

    /** Takes the event of the last check into the state that later ones are held against. */
    public void commit() {
        if (verdict == null) {
            newestReceiveNs = Math.max(newestReceiveNs, receiveNs);
            if (series != NO_SERIES) {
                accept();
            }
        } else if (verdict == QuarantineReason.OUTLIER) {
            windows[series].refuse(price);
        }
    }

    /** The value that made the last check refuse. */
    public double refusedValue() {
        return value;
    }

    /** What it was held against. */
    public double refusedLimit() {
        return limit;
    }

    /** In the order of the instruments. */
    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(newestReceiveNs);
        for (int place = 0; place < newestTimeNs.length; place++) {
            final int i = slotAt(place);
            if (newestTimeNs[i] != Long.MIN_VALUE) {
                sink.putLong(place);
                sink.putLong(newestTimeNs[i]);
                sink.putLong(timeframes[i]);
                if (windows != null) {
                    windows[i].writeState(sink);
                }
            }
        }
        sink.putLong(newestTimeNs.length);
    }

    @Override
    public void readState(final StateSource source) {
        newestReceiveNs = source.getLong();
        int place = source.getCount("MarketChecks.series", newestTimeNs.length);
        while (place < newestTimeNs.length) {
            final int i = slotAt(place);
            newestTimeNs[i] = source.getLong();
            timeframes[i] = source.getInt("MarketChecks.timeframes");
            if (windows != null) {
                if (windows[i] == null) {
                    windows[i] = rules.barWindow(timeframes[i]);
                }
                windows[i].readState(source);
            }
            place = source.getCount("MarketChecks.series", newestTimeNs.length);
        }
    }

    /** Bars of many instruments come in a row: what is looked up for one lies beside what is for the next. */
    private int slot(final int instrument, final int ofInstrument) {
        return ofInstrument * instruments + instrument;
    }

    /** Of a place in the state, which has all series of an instrument together. */
    private int slotAt(final int place) {
        return slot(place / SERIES, place % SERIES);
    }

    private void begin(final long eventTimeNs, final long eventPrice, final long receivedNs) {
        series = NO_SERIES;
        timeframe = 0;
        timeNs = eventTimeNs;
        price = eventPrice;
        split = 1;
        receiveNs = receivedNs;
        verdict = null;
    }

    /** What summarises a span of time must not be used before the span is over, whatever the source says. */
    private boolean isEarly(final long knowableNs) {
        return knowableNs > nowNs();
    }

    /** By market data alone: that is the same in a run and in each of its replays, whatever came between. */
    private long nowNs() {
        return Math.max(newestReceiveNs, receiveNs);
    }

    private void accept() {
        newestTimeNs[series] = timeNs;
        timeframes[series] = timeframe;
        if (windows != null) {
            if (windows[series] == null) {
                windows[series] = rules.barWindow(timeframe);
            }
            windows[series].accept(price, split);
        }
    }

    /** The series of the timeframe, a free one for a new timeframe, none when there are too many. */
    private int barSeries(final int instrument, final int seconds) {
        final int end = slot(instrument, SERIES);
        for (int i = slot(instrument, BARS); i < end; i += instruments) {
            if (timeframes[i] == seconds || timeframes[i] == 0) {
                return i;
            }
        }
        return NO_SERIES;
    }

    private QuarantineReason checkPrices(final ClosedBar bar) {
        final long lowest = Math.min(Math.min(bar.open(), bar.close()), Math.min(bar.low(), bar.high()));
        if (lowest <= 0) {
            return refuse(reasonOfNotPositive(lowest), lowest, 0);
        }
        if (bar.volume() < 0) {
            return refuse(reasonOfNotPositive(bar.volume()), bar.volume(), 0);
        }
        if (bar.low() > Math.min(bar.open(), bar.close())) {
            return refuse(QuarantineReason.OHLC_INCONSISTENT, bar.low(), Math.min(bar.open(), bar.close()));
        }
        if (bar.high() < Math.max(bar.open(), bar.close())) {
            return refuse(QuarantineReason.OHLC_INCONSISTENT, bar.high(), Math.max(bar.open(), bar.close()));
        }
        return null;
    }

    private QuarantineReason checkStrictlyLater(final int slot, final ClosedBar bar) {
        final long newest = newestTimeNs[slot];
        if (timeNs <= newest) {
            return refusePlain(
                    timeNs == newest ? QuarantineReason.DUPLICATE : QuarantineReason.OUT_OF_ORDER, timeNs, newest);
        }
        return checkLevel(slot, bar.low(), bar.high());
    }

    private QuarantineReason checkNotEarlier(final int slot) {
        if (timeNs < newestTimeNs[slot]) {
            return refusePlain(QuarantineReason.OUT_OF_ORDER, timeNs, newestTimeNs[slot]);
        }
        return checkLevel(slot, price, price);
    }

    private QuarantineReason checkLevel(final int slot, final long low, final long high) {
        series = slot;
        if (windows == null || windows[slot] == null) {
            return null;
        }
        split = actions.priceFactor(slot % instruments, newestTimeNs[slot], timeNs);
        if (windows[slot].isOutlier(low, high, price, split, scratch)) {
            value = windows[slot].change();
            limit = windows[slot].limit();
            verdict = QuarantineReason.OUTLIER;
        }
        return verdict;
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
        verdict = reason;
        return reason;
    }

    /** Ids and times are reported as they are; a double tells times apart to about 200 ns. */
    private QuarantineReason refusePlain(final QuarantineReason reason, final long actual, final long allowed) {
        value = (double) actual;
        limit = (double) allowed;
        verdict = reason;
        return reason;
    }
}
