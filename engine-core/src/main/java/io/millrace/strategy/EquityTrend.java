package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.SignalAction;
import java.util.List;

/**
 * S3 {@code equity-trend}: holds what is above its slow mean with positive momentum, in equal parts.
 *
 * <p>Enters when close &gt; SMA(trend) and ret(momentum) &gt; 0, leaves when close &lt; SMA(exit). Where both rules
 * apply the exit wins: such an entry would be undone by the next bar. A place is free once its exit was filled. Among
 * more candidates than places the strongest momentum goes first, then the order of the universe.
 */
public final class EquityTrend implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "equity-trend",
                "Holds instruments above their long mean with positive momentum, in equal parts.",
                "1d",
                List.of(
                        ParameterSpec.integer("trend", 1, 10_000, 200, "bars of the mean an entry must be above"),
                        ParameterSpec.integer("momentum", 1, 10_000, 60, "bars of the return that must be positive"),
                        ParameterSpec.integer("exit", 1, 10_000, 50, "bars of the mean below which it leaves"),
                        ParameterSpec.integer("maxPositions", 1, 1_000, 2, "most positions at a time")),
                List.of("above the long mean with positive momentum", "below the exit mean"),
                Universe.MANY,
                List.of());

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new EquityTrend(setup);
        }
    };

    private static final int TREND = 0;
    private static final int BROKE = 1;
    private static final int NONE = -1;

    private final int maxPositions;
    private final double weight;
    private final int[] trendSlots;
    private final int[] momentumSlots;
    private final int[] exitSlots;
    private final double[] closes;

    private EquityTrend(final StrategySetup setup) {
        final StrategyParameters parameters = setup.parameters();
        final int assets = setup.assets();
        maxPositions = Math.min(parameters.integer("maxPositions"), assets);
        weight = 1.0 / maxPositions;
        trendSlots = new int[assets];
        momentumSlots = new int[assets];
        exitSlots = new int[assets];
        closes = new double[assets];
        for (int asset = 0; asset < assets; asset++) {
            trendSlots[asset] = setup.indicator(asset, "sma(" + parameters.integer("trend") + ")");
            momentumSlots[asset] = setup.indicator(asset, "roc(" + parameters.integer("momentum") + ")");
            exitSlots[asset] = setup.indicator(asset, "sma(" + parameters.integer("exit") + ")");
        }
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        closes[context.asset()] = bar.closeAsDouble();
    }

    @Override
    public void onSlice(final long closeTimeNs, final StrategyContext context) {
        int taken = 0;
        for (int asset = 0; asset < closes.length; asset++) {
            final StrategyContext view = context.of(asset);
            if (view.position() != 0 || view.hasOpenOrders()) {
                taken++;
                leave(closeTimeNs, view);
            }
        }
        int next = taken < maxPositions ? strongest(closeTimeNs, context) : NONE;
        while (next != NONE && taken < maxPositions) {
            enter(context.of(next));
            // Out of the choice also when the order was refused: it is tried again on the next bar.
            closes[next] = Double.NaN;
            taken++;
            next = strongest(closeTimeNs, context);
        }
    }

    private void leave(final long closeTimeNs, final StrategyContext view) {
        final double mean = view.indicator(exitSlots[view.asset()]);
        final double close = closes[view.asset()];
        if (view.barCloseNs() == closeTimeNs && close < mean && view.position() > 0 && !view.hasOpenOrders()) {
            view.signal(SignalAction.EXIT_LONG, 0, close, mean, 1, BROKE);
            view.target(0);
        }
    }

    private int strongest(final long closeTimeNs, final StrategyContext context) {
        int best = NONE;
        double bestMomentum = 0;
        for (int asset = 0; asset < closes.length; asset++) {
            final StrategyContext view = context.of(asset);
            final double momentum = view.indicator(momentumSlots[asset]);
            // A comparison with NaN is false: nothing is chosen before its windows are full.
            if (momentum > bestMomentum && view.barCloseNs() == closeTimeNs && isCandidate(view)) {
                best = asset;
                bestMomentum = momentum;
            }
        }
        return best;
    }

    private boolean isCandidate(final StrategyContext view) {
        final double close = closes[view.asset()];
        return view.mayTrade()
                && view.position() == 0
                && !view.hasOpenOrders()
                && close > view.indicator(trendSlots[view.asset()])
                && close >= view.indicator(exitSlots[view.asset()]);
    }

    private void enter(final StrategyContext view) {
        final double mean = view.indicator(trendSlots[view.asset()]);
        view.signal(SignalAction.ENTER_LONG, weight, closes[view.asset()], mean, 1, TREND);
        view.target(weight);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final double close : closes) {
            sink.putDouble(close);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int i = 0; i < closes.length; i++) {
            closes[i] = source.getDouble();
        }
    }
}
