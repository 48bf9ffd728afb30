package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.book.MarketChecks;
import io.millrace.book.MarketRules;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.Severity;
import io.millrace.instrument.AssetClass;
import io.millrace.instrument.Instrument;
import java.util.Arrays;
import java.util.List;

/**
 * Says when bars that may be used still look wrong: missing ones, and runs in which no price changes. Changes nothing
 * but the alerts of a step. On the decide stage's thread.
 *
 * <p>Crypto trades around the clock: every bar must follow the last. Of other instruments only bars of one UTC day are
 * compared, because their sessions are not known here.
 */
final class DataWatch implements Stateful {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;
    private static final int SERIES = MarketChecks.MAX_TIMEFRAMES;

    private final MarketRules rules;
    private final OutputWriter output;
    private final boolean[] aroundTheClock;
    private final int[] timeframes;
    private final long[] closeTimeNs;
    private final long[] opens;
    private final long[] highs;
    private final long[] lows;
    private final long[] closes;
    private final int[] run;

    DataWatch(final MarketRules rules, final List<Instrument> instruments, final OutputWriter output) {
        this.rules = rules;
        this.output = output;
        this.aroundTheClock = new boolean[instruments.size()];
        for (int i = 0; i < aroundTheClock.length; i++) {
            aroundTheClock[i] = instruments.get(i).assetClass() == AssetClass.CRYPTO;
        }
        final int slots = rules.staleBars() == 0 && !rules.gaps() ? 0 : aroundTheClock.length * SERIES;
        this.timeframes = new int[slots];
        this.closeTimeNs = new long[slots];
        this.opens = new long[slots];
        this.highs = new long[slots];
        this.lows = new long[slots];
        this.closes = new long[slots];
        this.run = new int[slots];
        Arrays.fill(closeTimeNs, Absent.FIXED);
    }

    /** Looks at a bar that was accepted; there are never more timeframes than the checks let in. */
    void onBar(final ClosedBar bar) {
        if (timeframes.length == 0) {
            return;
        }
        int slot = bar.instrument() * SERIES;
        while (timeframes[slot] != bar.timeframeSeconds() && timeframes[slot] != 0) {
            slot++;
        }
        timeframes[slot] = bar.timeframeSeconds();
        if (rules.gaps() && closeTimeNs[slot] != Absent.FIXED) {
            checkGap(slot, bar);
        }
        if (rules.staleBars() > 0) {
            checkRun(slot, bar);
        }
        closeTimeNs[slot] = bar.closeTimeNs();
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < timeframes.length; i++) {
            if (timeframes[i] != 0) {
                sink.putLong(i);
                sink.putLong(timeframes[i]);
                sink.putLong(closeTimeNs[i]);
                sink.putLong(opens[i]);
                sink.putLong(highs[i]);
                sink.putLong(lows[i]);
                sink.putLong(closes[i]);
                sink.putLong(run[i]);
            }
        }
        sink.putLong(timeframes.length);
    }

    @Override
    public void readState(final StateSource source) {
        int i = source.getCount("DataWatch.series", timeframes.length);
        while (i < timeframes.length) {
            timeframes[i] = source.getInt("DataWatch.timeframes");
            closeTimeNs[i] = source.getLong();
            opens[i] = source.getLong();
            highs[i] = source.getLong();
            lows[i] = source.getLong();
            closes[i] = source.getLong();
            run[i] = source.getInt("DataWatch.run");
            i = source.getCount("DataWatch.series", timeframes.length);
        }
    }

    private void checkGap(final int slot, final ClosedBar bar) {
        final long lengthNs = bar.timeframeSeconds() * SECOND_NS;
        final long missing = (bar.openTimeNs() - closeTimeNs[slot]) / lengthNs;
        final boolean oneDay = Math.floorDiv(closeTimeNs[slot] - 1, DAY_NS) == Math.floorDiv(bar.openTimeNs(), DAY_NS);
        if (missing > 0 && (aroundTheClock[bar.instrument()] || oneDay)) {
            alert(AlertCode.DATA_GAP, bar, (double) missing, 0);
        }
    }

    private void checkRun(final int slot, final ClosedBar bar) {
        final boolean same = run[slot] > 0
                && opens[slot] == bar.open()
                && highs[slot] == bar.high()
                && lows[slot] == bar.low()
                && closes[slot] == bar.close();
        run[slot] = same ? run[slot] + 1 : 1;
        opens[slot] = bar.open();
        highs[slot] = bar.high();
        lows[slot] = bar.low();
        closes[slot] = bar.close();
        if (run[slot] == rules.staleBars()) {
            alert(AlertCode.DATA_STALE, bar, run[slot], rules.staleBars() - 1);
        }
    }

    /** The subject is the timeframe in seconds; value and limit count bars. */
    private void alert(final AlertCode code, final ClosedBar bar, final double bars, final double limit) {
        output.alert(code, Severity.WARN, Absent.STRATEGY, bar.instrument(), bar.timeframeSeconds(), bars, limit);
    }
}
