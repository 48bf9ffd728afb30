package io.millrace.strategy;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.indicator.RollingCorrelation;
import io.millrace.indicator.WindowMoments;

/**
 * How much panic there is in one instrument, of S1: the Panic Score, the crowd-reactivity index, and whether the day's
 * move was sharp. Fed once a bar. Decide thread.
 *
 * <p>Score = sum of weight * z over volatility, volume and attention, z of the newest value in its window, population
 * deviation, 0 where the window does not move. A part that is missing is left out and the rest is scaled up by all
 * weights over those present, so that the threshold keeps its meaning. Missing is attention without a fresh
 * observation, and a volume that was 0 all along.
 */
final class PanicGauge implements Stateful {
    private final int volatilitySlot;
    private final int volumeScoreSlot;
    private final int volumeMeanSlot;
    private final int returnSlot;
    private final SeriesReading attention;
    private final double volatilityWeight;
    private final double volumeWeight;
    private final double attentionWeight;
    private final double period;
    private final WindowMoments volatilities;
    private final WindowMoments attentions;
    private final WindowMoments returns;
    private final RollingCorrelation reactivity;

    private double dayReturn = Double.NaN;
    private double volatilityScore = Double.NaN;
    private double volumeScore = Double.NaN;
    private double attentionScore = Double.NaN;
    private double attentionBefore = Double.NaN;
    private boolean hasVolume;

    PanicGauge(final StrategySetup setup, final int asset, final SeriesReading attention) {
        final StrategyParameters parameters = setup.parameters();
        final int window = parameters.integer("zPeriod");
        this.attention = attention;
        period = window;
        volatilityWeight = parameters.real("volatilityWeight");
        volumeWeight = parameters.real("volumeWeight");
        attentionWeight = parameters.real("attentionWeight");
        volatilitySlot = setup.indicator(asset, "lrstdev(" + parameters.integer("volatilityPeriod") + ")");
        volumeScoreSlot = setup.indicator(asset, "vzscore(" + window + ")");
        volumeMeanSlot = setup.indicator(asset, "vma(" + window + ")");
        returnSlot = setup.indicator(asset, "roc(1)");
        volatilities = new WindowMoments(window);
        attentions = new WindowMoments(window);
        returns = new WindowMoments(window);
        reactivity = new RollingCorrelation(parameters.integer("criPeriod"));
    }

    /** A bar of the instrument completed. */
    void onBar(final StrategyContext context) {
        dayReturn = context.indicator(returnSlot) / 100;
        if (!Double.isNaN(dayReturn)) {
            returns.add(dayReturn);
        }
        final double volatility = context.indicator(volatilitySlot);
        volatilityScore = Double.isNaN(volatility) ? Double.NaN : score(volatilities, volatility);
        volumeScore = context.indicator(volumeScoreSlot);
        hasVolume = context.indicator(volumeMeanSlot) > 0;
        attention.sample(context);
        final double searched = attention.value(context);
        attentionScore = Double.isNaN(searched) ? Double.NaN : score(attentions, searched);
        final double change = searched - attentionBefore;
        if (!Double.isNaN(change) && !Double.isNaN(dayReturn)) {
            reactivity.add(Math.abs(dayReturn), change);
        }
        attentionBefore = searched;
    }

    private double score(final WindowMoments window, final double value) {
        window.add(value);
        if (!window.isFull()) {
            return Double.NaN;
        }
        final double deviation = Math.sqrt(window.sumOfSquares() / period);
        return deviation == 0 ? 0 : (value - window.mean()) / deviation;
    }

    /** True when everything but the attention, which need not be there, is warm. */
    boolean isWarm() {
        return !Double.isNaN(volatilityScore) && !Double.isNaN(volumeScore);
    }

    /** Tells an operator, once, that there is no attention. */
    void tellIfMissing(final StrategyContext context) {
        attention.tellIfMissing(context);
    }

    /** False when there is no fresh observation: then nobody can say how the crowd reacts. */
    boolean hasAttention() {
        return !Double.isNaN(attentionBefore);
    }

    /** The Panic Score; NaN while a part that is present is warming up. */
    double score() {
        double sum = volatilityWeight * volatilityScore;
        double present = volatilityWeight;
        if (hasVolume || Double.isNaN(volumeScore)) {
            sum += volumeWeight * volumeScore;
            present += volumeWeight;
        }
        if (hasAttention()) {
            sum += attentionWeight * attentionScore;
            present += attentionWeight;
        }
        final double all = volatilityWeight + volumeWeight + attentionWeight;
        return present > 0 ? sum * (all / present) : Double.NaN;
    }

    /** The crowd-reactivity index; NaN before its window is full. */
    double reactivity() {
        return reactivity.value();
    }

    /** -1 after a sharp fall, 1 after a sharp rise, else 0: beyond {@code factor} deviations of the returns. */
    int sharpMove(final double factor) {
        if (!returns.isFull() || Double.isNaN(dayReturn)) {
            return 0;
        }
        final double limit = factor * Math.sqrt(returns.sumOfSquares() / period);
        if (Math.abs(dayReturn) <= limit) {
            return 0;
        }
        return dayReturn < 0 ? -1 : 1;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(dayReturn);
        sink.putDouble(volatilityScore);
        sink.putDouble(volumeScore);
        sink.putDouble(attentionScore);
        sink.putDouble(attentionBefore);
        sink.putLong(hasVolume ? 1 : 0);
        attention.writeState(sink);
        volatilities.writeState(sink);
        attentions.writeState(sink);
        returns.writeState(sink);
        reactivity.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        dayReturn = source.getDouble();
        volatilityScore = source.getDouble();
        volumeScore = source.getDouble();
        attentionScore = source.getDouble();
        attentionBefore = source.getDouble();
        hasVolume = source.getBoolean("PanicGauge.hasVolume");
        attention.readState(source);
        volatilities.readState(source);
        attentions.readState(source);
        returns.readState(source);
        reactivity.readState(source);
    }
}
