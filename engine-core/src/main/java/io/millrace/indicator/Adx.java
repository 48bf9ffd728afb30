package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/**
 * Wilder's directional movement system: ADX, +DI and -DI; bit for bit TA-Lib's.
 *
 * <p>Wilder's worksheet starts each smoothed sum with the first n numbers. TA-Lib starts it with n - 1 and smooths from
 * the n-th on, and so does this, to be checked against it; the difference fades by (n - 1) / n a bar. Only where the
 * true ranges or movements are smaller than 1e-8 does TA-Lib differ: it calls them zero, this does not.
 */
final class Adx extends MultiIndicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "adx",
            "average directional index, +DI and -DI (Wilder)",
            "+dm = high - previous high where positive and more than the fall of the low, else 0; -dm likewise; s ="
                    + " Wilder sum of tr, +dm, -dm: first the sum of n - 1, then s - s / n + x; +di = 100 * s(+dm) /"
                    + " s(tr), 0 where s(tr) = 0; dx = 100 * |+di - -di| / (+di + -di); adx = Wilder mean of dx: first"
                    + " the mean of n, then (adx * (n - 1) + dx) / n, unchanged where there is no dx; first values at"
                    + " bar 2n",
            "Wilder, New Concepts in Technical Trading Systems (1978), section IV; seeds as in TA-Lib ADX, PLUS_DI and"
                    + " MINUS_DI",
            List.of(new IndicatorParameter(
                    "period", true, 2, IndicatorParameter.MAX_PERIOD, 14, "number of bars smoothed, at least 2")),
            BarInput.BAR,
            List.of("adx", "plusdi", "minusdi"),
            spec -> new Adx(spec.whole(0)));

    private final int period;
    private final WilderMean index;
    private double previousHigh = Double.NaN;
    private double previousLow = Double.NaN;
    private double previousClose = Double.NaN;
    private double ranges;
    private double ups;
    private double downs;
    private int summed;

    private Adx(final int period) {
        super(
                2 * period,
                2 * period + SeedFade.ofWilderTwice(period),
                DEFINITION.outputs().size());
        this.period = period;
        this.index = new WilderMean(period);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double up = bar.high() - previousHigh;
        final double down = previousLow - bar.low();
        final double range = TrueRange.of(bar.high(), bar.low(), previousClose);
        previousHigh = bar.high();
        previousLow = bar.low();
        previousClose = bar.close();
        if (Double.isNaN(range)) {
            return;
        }
        final boolean seeding = summed < period - 1;
        if (!seeding) {
            ranges -= ranges / period;
            ups -= ups / period;
            downs -= downs / period;
        }
        ranges += range;
        ups += up > 0 && up > down ? up : 0;
        downs += down > 0 && down > up ? down : 0;
        if (seeding) {
            summed++;
        } else {
            emitIndices();
        }
    }

    private void emitIndices() {
        final double plus = ranges == 0 ? 0 : 100 * (ups / ranges);
        final double minus = ranges == 0 ? 0 : 100 * (downs / ranges);
        final double both = minus + plus;
        if (both != 0) {
            index.add(100 * (Math.abs(minus - plus) / both));
        } else if (!index.isFull()) {
            index.add(0);
        }
        if (index.isFull()) {
            emit(0, index.mean());
            emit(1, plus);
            emit(2, minus);
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(previousHigh);
        sink.putDouble(previousLow);
        sink.putDouble(previousClose);
        sink.putLong(summed);
        sink.putDouble(ranges);
        sink.putDouble(ups);
        sink.putDouble(downs);
        index.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        previousHigh = source.getDouble();
        previousLow = source.getDouble();
        previousClose = source.getDouble();
        summed = source.getInt("Adx.summed");
        ranges = source.getDouble();
        ups = source.getDouble();
        downs = source.getDouble();
        index.readState(source);
    }
}
