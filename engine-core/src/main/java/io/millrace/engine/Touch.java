package io.millrace.engine;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.fixed.Fixed;
import io.millrace.instrument.InstrumentSet;
import java.util.Arrays;

/** Newest price, bid and ask of every instrument, as the decide stage knows them. */
final class Touch implements Stateful {
    private final long[] last;
    private final long[] bid;
    private final long[] ask;
    private final long[] timeNs;
    private final long[] delayNs;
    private final InstrumentSet changed;
    private final boolean[] watched;

    Touch(final int instruments) {
        last = new long[instruments];
        bid = new long[instruments];
        ask = new long[instruments];
        timeNs = new long[instruments];
        delayNs = new long[instruments];
        changed = new InstrumentSet(instruments);
        watched = new boolean[instruments];
        Arrays.fill(last, Absent.FIXED);
        Arrays.fill(bid, Absent.FIXED);
        Arrays.fill(ask, Absent.FIXED);
        Arrays.fill(timeNs, Absent.FIXED);
        Arrays.fill(delayNs, Absent.FIXED);
    }

    void onPrice(final int instrument, final long price, final long nowNs) {
        if (watched[instrument]) {
            changed.add(instrument);
        }
        last[instrument] = price;
        timeNs[instrument] = nowNs;
    }

    /** The middle of a quote stands for the newest price. */
    void onQuote(final int instrument, final long bidPrice, final long askPrice, final long nowNs) {
        if (watched[instrument]) {
            changed.add(instrument);
        }
        timeNs[instrument] = nowNs;
        bid[instrument] = bidPrice;
        ask[instrument] = askPrice;
        last[instrument] = bidPrice + (askPrice - bidPrice) / 2;
    }

    /** Prices in the units after a split; a quote from before it is none. */
    void onSplit(final int instrument, final int to, final int from) {
        changed.add(instrument);
        last[instrument] = Fixed.splitPrice(last[instrument], to, from);
        bid[instrument] = Absent.FIXED;
        ask[instrument] = Absent.FIXED;
    }

    /** Whether a price of the instrument is to be noted in {@link #changed}. */
    void watch(final int instrument, final boolean on) {
        watched[instrument] = on;
    }

    /** Watched instruments whose newest price has changed; emptied by the one who keeps sums of their worth. */
    InstrumentSet changed() {
        return changed;
    }

    /** How long the newest data took from event to receipt. */
    void onDelay(final int instrument, final long newDelayNs) {
        delayNs[instrument] = newDelayNs;
    }

    long delayNs(final int instrument) {
        return delayNs[instrument];
    }

    long last(final int instrument) {
        return last[instrument];
    }

    long bid(final int instrument) {
        return bid[instrument];
    }

    long ask(final int instrument) {
        return ask[instrument];
    }

    /** Engine time of the newest price. */
    long timeNs(final int instrument) {
        return timeNs[instrument];
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int i = 0; i < last.length; i++) {
            sink.putLong(last[i]);
            sink.putLong(bid[i]);
            sink.putLong(ask[i]);
            sink.putLong(timeNs[i]);
            sink.putLong(delayNs[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < last.length; i++) {
            last[i] = source.getLong();
            bid[i] = source.getLong();
            ask[i] = source.getLong();
            timeNs[i] = source.getLong();
            delayNs[i] = source.getLong();
            changed.add(i);
        }
    }
}
