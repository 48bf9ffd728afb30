package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import java.util.List;

/**
 * S7 {@code crypto-reversal}: buys a fall in a market that goes nowhere.
 *
 * <p>Flat, and with {@code ADX < adxCeiling}, it buys an instrument when the z-score of its close is below {@code
 * -entryZ} or its RSI below {@code rsiEntry}. It sells when the z-score is back at {@code exitZ}, or after {@code
 * holdDays} days; a stop order rests {@code stop} below the entry. Each instrument of the universe has an equal part of
 * the sleeve and is decided on alone.
 */
public final class CryptoReversal implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "crypto-reversal",
                "Buys falls far below the mean while the market ranges, sells at the mean or after five days.",
                "1d",
                List.of(
                        ParameterSpec.integer("lookback", 2, 10_000, 20, "bars of the z-score"),
                        ParameterSpec.real("entryZ", 0, 100, 2, "deviations below the mean that buy"),
                        ParameterSpec.real("exitZ", -100, 100, 0, "z-score that sells"),
                        ParameterSpec.integer("rsiPeriod", 2, 10_000, 14, "bars of the RSI"),
                        ParameterSpec.real("rsiEntry", 0, 100, 30, "RSI below which it also buys; 0 = never"),
                        ParameterSpec.integer("adxPeriod", 2, 10_000, 14, "bars of the ADX"),
                        ParameterSpec.real("adxCeiling", 0, 101, 25, "ADX from which the market does not range"),
                        ParameterSpec.real("stop", 0.001, 0.99, 0.05, "hard stop below the entry, as a fraction"),
                        ParameterSpec.real("holdDays", 0.01, 10_000, 5, "days after which a position is sold")),
                List.of("far below the mean", "RSI is low", "back at the mean", "held for its time"),
                Universe.MANY,
                List.of());

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new CryptoReversal(setup);
        }
    };

    private static final int FAR_BELOW = 0;
    private static final int LOW_RSI = 1;
    private static final int MEAN = 2;
    private static final int TIME = 3;
    private static final double DAY_NS = 86_400e9;

    private final double entryZ;
    private final double exitZ;
    private final double rsiEntry;
    private final double adxCeiling;
    private final long holdNs;
    private final int[] zSlots;
    private final int[] rsiSlots;
    private final int[] adxSlots;
    private final GuardedPosition[] guards;

    /** When the entry was decided: a market that never closes fills it then, at the next open. */
    private final long[] sinceNs;

    private CryptoReversal(final StrategySetup setup) {
        final StrategyParameters parameters = setup.parameters();
        entryZ = parameters.real("entryZ");
        exitZ = parameters.real("exitZ");
        if (exitZ <= -entryZ) {
            throw new IllegalArgumentException("crypto-reversal: exitZ must be above -entryZ, but exitZ=" + exitZ
                    + " and entryZ=" + entryZ + "; for example entryZ=2 exitZ=0");
        }
        rsiEntry = parameters.real("rsiEntry");
        adxCeiling = parameters.real("adxCeiling");
        holdNs = (long) StrictMath.rint(parameters.real("holdDays") * DAY_NS);
        final int assets = setup.assets();
        zSlots = new int[assets];
        rsiSlots = new int[assets];
        adxSlots = new int[assets];
        guards = new GuardedPosition[assets];
        sinceNs = new long[assets];
        for (int asset = 0; asset < assets; asset++) {
            zSlots[asset] = setup.indicator(asset, "zscore(" + parameters.integer("lookback") + ")");
            rsiSlots[asset] = setup.indicator(asset, "rsi(" + parameters.integer("rsiPeriod") + ")");
            adxSlots[asset] = setup.indicator(asset, "adx(" + parameters.integer("adxPeriod") + ")");
            guards[asset] = new GuardedPosition();
            guards[asset].stopByShare(Fixed.fromDouble(parameters.real("stop")));
        }
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        final int asset = context.asset();
        guards[asset].onBar(context);
        if (!context.mayTrade() || guards[asset].isLeaving()) {
            return;
        }
        if (context.position() > 0) {
            considerExit(bar.closeTimeNs(), context);
        } else if (!context.hasOpenOrders()) {
            considerEntry(bar.closeTimeNs(), context);
        }
    }

    @Override
    public void onFill(final Fill fill, final StrategyContext context) {
        guards[context.asset()].onFill(fill, context);
    }

    @Override
    public void onOrderEnded(final long orderId, final StrategyContext context) {
        guards[context.asset()].onOrderEnded(orderId, context);
    }

    private void considerEntry(final long closeTimeNs, final StrategyContext context) {
        final int asset = context.asset();
        final double z = context.indicator(zSlots[asset]);
        final double rsi = context.indicator(rsiSlots[asset]);
        // Comparisons with NaN are false: each indicator counts from its own warm-up on, none without the ADX.
        if (!(context.indicator(adxSlots[asset]) < adxCeiling)) {
            return;
        }
        if (z < -entryZ) {
            enter(closeTimeNs, z, -entryZ, FAR_BELOW, context);
        } else if (rsi < rsiEntry) {
            enter(closeTimeNs, rsi, rsiEntry, LOW_RSI, context);
        }
    }

    private void enter(
            final long closeTimeNs,
            final double metric,
            final double threshold,
            final int reason,
            final StrategyContext context) {
        final double part = 1.0 / context.assets();
        context.signal(SignalAction.ENTER_LONG, part, metric, threshold, 1, reason);
        sinceNs[context.asset()] = closeTimeNs;
        context.target(part);
    }

    private void considerExit(final long closeTimeNs, final StrategyContext context) {
        final int asset = context.asset();
        final double z = context.indicator(zSlots[asset]);
        final long heldNs = closeTimeNs - sinceNs[asset];
        if (z >= exitZ) {
            leave(z, exitZ, MEAN, context);
        } else if (heldNs >= holdNs) {
            leave(heldNs / DAY_NS, holdNs / DAY_NS, TIME, context);
        }
    }

    private void leave(final double metric, final double threshold, final int reason, final StrategyContext context) {
        context.signal(SignalAction.EXIT_LONG, 0, metric, threshold, 1, reason);
        guards[context.asset()].exit(context);
    }

    @Override
    public void onSplit(final int to, final int from, final StrategyContext context) {
        guards[context.asset()].onSplit(to, from);
    }

    @Override
    public void writeState(final StateSink sink) {
        for (int asset = 0; asset < guards.length; asset++) {
            guards[asset].writeState(sink);
            sink.putLong(sinceNs[asset]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        for (int asset = 0; asset < guards.length; asset++) {
            guards[asset].readState(source);
            sinceNs[asset] = source.getLong();
        }
    }
}
