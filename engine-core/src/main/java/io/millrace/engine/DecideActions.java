package io.millrace.engine;

import io.millrace.instrument.ActionListener;

/** Corporate actions as the decide stage takes them: first the books, then what strategies read, then these. */
final class DecideActions implements ActionListener {
    private final OrderDesk desk;
    private final IndicatorValues values;
    private final StrategyCalls calls;

    DecideActions(final OrderDesk desk, final IndicatorValues values, final StrategyCalls calls) {
        this.desk = desk;
        this.values = values;
        this.calls = calls;
    }

    @Override
    public void onSplit(final int instrument, final int to, final int from, final long exTimeNs) {
        desk.onSplit(instrument, to, from, exTimeNs);
        values.split(instrument, to, from);
        calls.onSplit(instrument, to, from);
    }

    @Override
    public void onDelisting(final int instrument, final long finalReturn, final long exTimeNs) {
        desk.delistings.onDelisting(instrument, finalReturn, exTimeNs, calls);
    }

    @Override
    public void onDividend(final int instrument, final long cash, final long exTimeNs) {
        desk.onDividend(instrument, cash, exTimeNs);
    }
}
