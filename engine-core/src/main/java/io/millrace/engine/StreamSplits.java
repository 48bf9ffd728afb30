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
    private final int[][] streamsOfInstrument;
    private final BarAggregator[] aggregators;
    private final IndicatorBank indicators;

    /** @param actions for this stage alone */
    StreamSplits(
            final ActionSchedule actions,
            final int[][] streamsOfInstrument,
            final BarAggregator[] aggregators,
            final IndicatorBank indicators) {
        this.actions = actions;
        this.streamsOfInstrument = streamsOfInstrument;
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
        for (final int stream : streamsOfInstrument[instrument]) {
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
