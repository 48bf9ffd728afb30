package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/**
 * Wilder's average true range; bit for bit TA-Lib's.
 *
 * <p>Wilder's own worksheet counts high - low as the true range of the first bar. TA-Lib leaves the first bar out,
 * because its gap is unknown, and so does this: the seed then averages n numbers of one kind, and the value can be
 * checked against the library most others are checked against. The difference fades by (n - 1) / n a bar.
 */
final class Atr extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "atr",
            "average true range (Wilder)",
            "Wilder mean of the true range: first the mean of the true ranges of bars 2 to n + 1, then"
                    + " (previous * (n - 1) + tr) / n; first value at bar n + 1",
            "Wilder, New Concepts in Technical Trading Systems (1978), section III; seed as in TA-Lib ATR",
            List.of(new IndicatorParameter(
                    "period", true, 1, IndicatorParameter.MAX_PERIOD, 14, "number of true ranges averaged")),
            BarInput.BAR,
            List.of("value"),
            spec -> new Atr(spec.whole(0)));

    private final WilderMean ranges;
    private double previousClose = Double.NaN;

    Atr(final int period) {
        super(period + 1, period + 1 + SeedFade.ofWilder(period));
        this.ranges = new WilderMean(period);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double range = TrueRange.of(bar.high(), bar.low(), previousClose);
        previousClose = bar.close();
        if (Double.isNaN(range)) {
            return;
        }
        ranges.add(range);
        if (ranges.isFull()) {
            emit(ranges.mean());
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(previousClose);
        ranges.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        previousClose = source.getDouble();
        ranges.readState(source);
    }
}
