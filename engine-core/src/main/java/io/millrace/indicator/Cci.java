package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/**
 * Commodity channel index; bit for bit TA-Lib's. O(n) a bar: every deviation is from the mean, which moves with each
 * bar.
 */
final class Cci extends Indicator {
    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "cci",
            "commodity channel index",
            "(p - m) / (0.015 * mean of |p - m| over the last n bars); p = (high + low + close) / 3, m = mean of the"
                    + " last n p; 0 where all p are equal; first value at bar n;"
                    + " takes n steps a bar",
            "Lambert, Commodity Channel Index, Commodities (1980); TA-Lib CCI",
            List.of(IndicatorParameter.period(20)),
            BarInput.BAR,
            List.of("value"),
            spec -> new Cci(spec.whole(0)));

    private static final double LAMBERT = 0.015;

    private final double[] prices;
    private int position;
    private boolean full;

    private Cci(final int period) {
        super(period);
        this.prices = new double[period];
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double price = bar.typical();
        prices[position] = price;
        position++;
        if (position == prices.length) {
            position = 0;
            full = true;
        }
        if (full) {
            emit(index(price));
        }
    }

    private double index(final double price) {
        double sum = 0;
        for (final double p : prices) {
            sum += p;
        }
        final double mean = sum / prices.length;
        double deviations = 0;
        for (final double p : prices) {
            deviations += Math.abs(p - mean);
        }
        final double apart = price - mean;
        return apart == 0 || deviations == 0 ? 0 : apart / (LAMBERT * (deviations / prices.length));
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(position);
        sink.putLong(full ? 1 : 0);
        for (int i = 0; i < prices.length; i++) {
            sink.putDouble(prices[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        position = source.getIndex("Cci.position", prices.length);
        full = source.getBoolean("Cci.full");
        for (int i = 0; i < prices.length; i++) {
            prices[i] = source.getDouble();
        }
    }
}
