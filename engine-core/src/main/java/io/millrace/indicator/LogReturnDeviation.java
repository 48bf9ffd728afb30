package io.millrace.indicator;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import java.util.List;

/**
 * Sample standard deviation of the last n log returns, also scaled to a year as realised volatility.
 *
 * <p>A price that is not positive (oil in April 2020) has no log return. While one is in the window there is no value
 * either: a number here sizes positions, and a made-up one would be too small.
 */
final class LogReturnDeviation extends Indicator {
    private static final String RETURNS =
            " sample deviation of r over the last n bars, r[t] = ln(x[t] / x[t-1]), divided"
                    + " by n - 1; NaN while a return without logarithm is in the window; first value at bar n + 1";
    private static final String SOURCE = "Hull, Options, Futures, and Other Derivatives, estimating volatility from"
            + " historical data: the sample deviation about the mean";
    private static final IndicatorParameter PERIOD = new IndicatorParameter(
            "period", true, 2, IndicatorParameter.MAX_PERIOD, 20, "number of returns, at least 2");

    static final IndicatorDefinition DEFINITION = new IndicatorDefinition(
            "lrstdev",
            "standard deviation of log returns (sample)",
            "the" + RETURNS,
            SOURCE,
            List.of(PERIOD),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new LogReturnDeviation(spec.whole(0), 1));

    static final IndicatorDefinition REALISED = new IndicatorDefinition(
            "realvol",
            "realised volatility, annualised",
            "sqrt(peryear) *" + RETURNS,
            SOURCE,
            List.of(
                    PERIOD,
                    new IndicatorParameter(
                            "peryear", false, 1, 1e9, 252, "bars a year: 252 sessions, 365 days, 8760 hours")),
            BarInput.CLOSE,
            List.of("value"),
            spec -> new LogReturnDeviation(spec.whole(0), Math.sqrt(spec.real(1))));

    private final int period;
    private final double scale;
    private final WindowMoments window;
    private double previous = Double.NaN;
    /** Returns since the last one without logarithm, counted up to n. */
    private int sound;

    private LogReturnDeviation(final int period, final double scale) {
        super(period + 1);
        this.period = period;
        this.scale = scale;
        this.window = new WindowMoments(period);
    }

    @Override
    public void update(final double input, final BarValues bar) {
        final double before = previous;
        previous = input;
        if (Double.isNaN(before)) {
            return;
        }
        if (before > 0 && input > 0) {
            window.add(StrictMath.log(input / before));
            sound = Math.min(sound + 1, period);
        } else {
            window.add(0);
            sound = 0;
        }
        emit(sound < period ? Double.NaN : scale * Math.sqrt(window.sumOfSquares() / (period - 1)));
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(value());
        sink.putDouble(previous);
        sink.putLong(sound);
        window.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        emit(source.getDouble());
        previous = source.getDouble();
        sound = source.getInt("LogReturnDeviation.sound");
        window.readState(source);
    }
}
