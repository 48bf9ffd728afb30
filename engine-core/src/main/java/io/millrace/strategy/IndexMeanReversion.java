package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.SignalAction;
import java.util.List;

/**
 * S4 {@code index-mean-reversion}: buys an index that fell too fast, sells when it has come back.
 *
 * <p>Enters when RSI(2) &lt; 10 and close &lt; the lower Bollinger(20, 2) band; leaves when RSI(2) &gt; 90 or, unless
 * switched off, close &gt; the middle band. Each instrument has an equal part of the sleeve and is judged alone, once
 * all bars of a time are in: all are then sized by the same equity.
 */
public final class IndexMeanReversion implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "index-mean-reversion",
                "Buys indices that fell below their lower Bollinger band with an exhausted RSI, sells the recovery.",
                "4h",
                List.of(
                        ParameterSpec.integer("rsiPeriod", 1, 1_000, 2, "bars of the relative strength index"),
                        ParameterSpec.real("entryRsi", 0, 100, 10, "index below which it buys"),
                        ParameterSpec.real("exitRsi", 0, 100, 90, "index above which it sells"),
                        ParameterSpec.integer("bandPeriod", 2, 10_000, 20, "bars of the Bollinger bands"),
                        ParameterSpec.real("bandWidth", 0.01, 100, 2, "deviations from the middle to a band"),
                        ParameterSpec.onOff("exitOnMiddleBand", true, "also sell above the middle band")),
                List.of("exhausted below the lower band", "relative strength is back", "above the middle band"),
                Universe.MANY,
                List.of());

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new IndexMeanReversion(setup);
        }
    };

    private static final int EXHAUSTED = 0;
    private static final int STRENGTH = 1;
    private static final int MIDDLE = 2;

    private final double entryRsi;
    private final double exitRsi;
    private final boolean exitOnMiddleBand;
    private final double weight;
    private final int[] rsiSlots;
    private final int[] lowerSlots;
    private final int[] middleSlots;
    private final double[] closes;

    private IndexMeanReversion(final StrategySetup setup) {
        final StrategyParameters parameters = setup.parameters();
        entryRsi = parameters.real("entryRsi");
        exitRsi = parameters.real("exitRsi");
        if (entryRsi >= exitRsi) {
            throw new IllegalArgumentException("index-mean-reversion: entryRsi must be below exitRsi, but entryRsi="
                    + entryRsi + " and exitRsi=" + exitRsi + "; for example entryRsi=10 exitRsi=90");
        }
        exitOnMiddleBand = parameters.isOn("exitOnMiddleBand");
        final int assets = setup.assets();
        weight = 1.0 / assets;
        rsiSlots = new int[assets];
        lowerSlots = new int[assets];
        middleSlots = new int[assets];
        closes = new double[assets];
        final String bands = "bb(" + parameters.integer("bandPeriod") + "," + parameters.real("bandWidth") + ")";
        for (int asset = 0; asset < assets; asset++) {
            rsiSlots[asset] = setup.indicator(asset, "rsi(" + parameters.integer("rsiPeriod") + ")");
            lowerSlots[asset] = setup.indicator(asset, bands + ".lower");
            middleSlots[asset] = setup.indicator(asset, bands + ".mid");
        }
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        closes[context.asset()] = bar.closeAsDouble();
    }

    @Override
    public void onSlice(final long closeTimeNs, final StrategyContext context) {
        for (int asset = 0; asset < closes.length; asset++) {
            final StrategyContext view = context.of(asset);
            if (view.barCloseNs() != closeTimeNs || !view.mayTrade() || view.hasOpenOrders()) {
                continue;
            }
            if (view.position() > 0) {
                considerExit(view);
            } else {
                considerEntry(view);
            }
        }
    }

    private void considerEntry(final StrategyContext view) {
        final double rsi = view.indicator(rsiSlots[view.asset()]);
        if (rsi < entryRsi && closes[view.asset()] < view.indicator(lowerSlots[view.asset()])) {
            view.signal(SignalAction.ENTER_LONG, weight, rsi, entryRsi, 1, EXHAUSTED);
            view.target(weight);
        }
    }

    private void considerExit(final StrategyContext view) {
        final double rsi = view.indicator(rsiSlots[view.asset()]);
        final double close = closes[view.asset()];
        final double middle = view.indicator(middleSlots[view.asset()]);
        if (rsi > exitRsi) {
            view.signal(SignalAction.EXIT_LONG, 0, rsi, exitRsi, 1, STRENGTH);
            view.target(0);
        } else if (exitOnMiddleBand && close > middle) {
            view.signal(SignalAction.EXIT_LONG, 0, close, middle, 1, MIDDLE);
            view.target(0);
        }
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
