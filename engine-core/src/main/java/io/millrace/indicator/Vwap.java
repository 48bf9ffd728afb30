package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/**
 * Volume-weighted average price of a session so far: the session of the stream's calendar in which a bar opens, the UTC
 * day where the market never closes. A start within a session knows the rest of it only.
 */
final class Vwap extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "vwap",
            "volume-weighted average price of the session",
            "sum(p * volume) / sum(volume) over the bars of the session so far, p = (high + low + close) / 3; p itself"
                    + " while no volume has traded; begins anew with the first bar that opens in another session;"
                    + " first value at bar 1",
            "Berkowitz, Logue and Noser, The Total Cost of Transactions on the NYSE, J. Finance 43 (1988); bars"
                    + " stand in for trades by their typical price",
            List.of(),
            BarInput.BAR,
            List.of("value"),
            spec -> new Vwap());

    private final CompensatedSum turnover = new CompensatedSum();
    private final CompensatedSum volume = new CompensatedSum();
    private long session = Long.MIN_VALUE;

    private Vwap() {
        super(1, NEVER);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final long day = bar.session();
        if (day != session) {
            session = day;
            turnover.clear();
            volume.clear();
        }
        turnover.add(bar.typical() * bar.volume());
        volume.add(bar.volume());
        final double traded = volume.value();
        emit(traded == 0 ? bar.typical() : turnover.value() / traded);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(value());
        sink.putLong(session);
        turnover.writeState(sink);
        volume.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        emit(source.getDouble());
        session = source.getLong();
        turnover.readState(source);
        volume.readState(source);
    }
}
