package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import java.util.List;

/**
 * S9 {@code zscore-reversion}: buys far below the mean, sells at the mean. Long only, all in.
 *
 * <p>Flat, it buys when the z-score of the close over {@code lookback} bars is below {@code -entryZ}; it sells when it
 * is back at {@code exitZ}. A stop order rests {@code stopAtr} average true ranges, those of the bar that decided,
 * below the entry. There is no entry before the ATR is warm.
 */
public final class ZScoreReversion implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "zscore-reversion",
                "Buys a close far below its mean and sells at the mean, with a stop in average true ranges.",
                "1d",
                List.of(
                        ParameterSpec.integer("lookback", 2, 10_000, 20, "bars of the z-score"),
                        ParameterSpec.real("entryZ", 0, 100, 2, "deviations below the mean that buy"),
                        ParameterSpec.real("exitZ", -100, 100, 0, "z-score that sells"),
                        ParameterSpec.integer("atrPeriod", 1, 10_000, 14, "bars of the average true range"),
                        ParameterSpec.real("stopAtr", 0.01, 100, 2, "average true ranges from the entry to the stop")),
                List.of("far below the mean", "back at the mean"));

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new ZScoreReversion(setup);
        }
    };

    private static final int FAR_BELOW = 0;
    private static final int MEAN = 1;

    private final double entryZ;
    private final double exitZ;
    private final double stopAtr;
    private final int zSlot;
    private final int atrSlot;
    private final GuardedPosition guard = new GuardedPosition();

    private ZScoreReversion(final StrategySetup setup) {
        final StrategyParameters parameters = setup.parameters();
        entryZ = parameters.real("entryZ");
        exitZ = parameters.real("exitZ");
        if (exitZ <= -entryZ) {
            throw new IllegalArgumentException("zscore-reversion: exitZ must be above -entryZ, but exitZ=" + exitZ
                    + " and entryZ=" + entryZ + "; for example entryZ=2 exitZ=0");
        }
        stopAtr = parameters.real("stopAtr");
        zSlot = setup.indicator("zscore(" + parameters.integer("lookback") + ")");
        atrSlot = setup.indicator("atr(" + parameters.integer("atrPeriod") + ")");
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        guard.onBar(context);
        if (!context.mayTrade() || guard.isLeaving()) {
            return;
        }
        final double z = context.indicator(zSlot);
        if (context.position() > 0) {
            if (z >= exitZ) {
                context.signal(SignalAction.EXIT_LONG, 0, z, exitZ, 1, MEAN);
                guard.exit(context);
            }
        } else if (z < -entryZ && !context.hasOpenOrders()) {
            enter(z, context);
        }
    }

    private void enter(final double z, final StrategyContext context) {
        final double distance = stopAtr * context.indicator(atrSlot);
        if (distance > 0) {
            context.signal(SignalAction.ENTER_LONG, 1, z, -entryZ, 1, FAR_BELOW);
            guard.stopByDistance(Math.max(1, Fixed.fromDouble(distance)));
            context.buyForCash(context.sized(context.availableCash()));
        }
    }

    @Override
    public void onFill(final Fill fill, final StrategyContext context) {
        guard.onFill(fill, context);
    }

    @Override
    public void onOrderEnded(final long orderId, final StrategyContext context) {
        guard.onOrderEnded(orderId, context);
    }

    @Override
    public void onSplit(final int to, final int from, final StrategyContext context) {
        guard.onSplit(to, from);
    }

    @Override
    public void writeState(final StateSink sink) {
        guard.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        guard.readState(source);
    }
}
