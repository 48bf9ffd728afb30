package io.millrace.engine;

import io.millrace.book.BarAggregator;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.indicator.IndicatorBank;
import io.millrace.instrument.ActionListener;
import io.millrace.instrument.ActionSchedule;

/**
 * Splits as the market stage takes them: bars under way and indicators go on in new units, so that no signal sees a
 * fall that was none. Dividends leave prices as they are. Market thread; no allocation.
 */
final class StreamSplits implements ActionListener, Stateful {
    private final ActionSchedule actions;
    private final StreamsByInstrument streams;
    private final BarAggregator[] aggregators;
    private final IndicatorBank indicators;

    /** @param actions for this stage alone */
    StreamSplits(
            final ActionSchedule actions,
            final StreamsByInstrument streams,
            final BarAggregator[] aggregators,
            final IndicatorBank indicators) {
        this.actions = actions;
        this.streams = streams;
        this.aggregators = aggregators;
        this.indicators = indicators;
    }

    /** Before anything of a step. */
    void onTime(final long nowNs) {
        if (actions.isDue(nowNs)) {
            actions.advance(nowNs, this);
        }
    }

    @Override
    public void onSplit(final int instrument, final int to, final int from, final long exTimeNs) {
        for (int at = streams.begin(instrument); at < streams.end(instrument); at++) {
            final int stream = streams.stream(at);
            aggregators[stream].split(to, from);
            indicators.split(stream, to, from);
        }
    }

    @Override
    public void onDividend(final int instrument, final long cash, final long exTimeNs) {
        // The fall of the price is one.
    }

    @Override
    public void writeState(final StateSink sink) {
        actions.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        actions.readState(source);
    }
}
