package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import java.util.List;

/**
 * S5 {@code crypto-momentum}: holds what rose over both windows, weighted by its average momentum, and puts the weights
 * right every seven days.
 *
 * <p>Nothing is decided between two rebalances. A rebalance sells first and buys when the sales are filled: only then
 * is their cash there, so the weights come out as wanted. The schedule begins at the first slice in which an instrument
 * has both windows full.
 */
public final class CryptoMomentum implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "crypto-momentum",
                "Holds what rose over two windows in proportion to its momentum, rebalanced every few days.",
                "1d",
                List.of(
                        ParameterSpec.integer("shortWindow", 1, 10_000, 30, "bars of the first return"),
                        ParameterSpec.integer(
                                "longWindow", 1, 10_000, 60, "bars of the second return; above the first"),
                        ParameterSpec.real("rebalanceDays", 0.0001, 10_000, 7, "days between two rebalances"),
                        ParameterSpec.real("minChange", 0, 1, 0.001, "change of weight below which a position stays")),
                List.of("momentum is positive over both windows", "momentum is not positive any more", "new weight"),
                Universe.MANY,
                List.of());

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new CryptoMomentum(setup);
        }
    };

    private static final int ROSE = 0;
    private static final int FADED = 1;
    private static final int WEIGHT = 2;
    private static final double DAY_NS = 86_400e9;

    private final long everyNs;
    private final double minChange;
    private final int[] shortSlots;
    private final int[] longSlots;
    private final double[] momenta;
    private final double[] weights;
    private long nextNs = Long.MIN_VALUE;
    private boolean buying;

    private CryptoMomentum(final StrategySetup setup) {
        final StrategyParameters parameters = setup.parameters();
        final int shortWindow = parameters.integer("shortWindow");
        final int longWindow = parameters.integer("longWindow");
        if (shortWindow >= longWindow) {
            throw new IllegalArgumentException("crypto-momentum: shortWindow must be below longWindow, but shortWindow="
                    + shortWindow + " and longWindow=" + longWindow + "; for example shortWindow=30 longWindow=60");
        }
        everyNs = (long) Math.rint(parameters.real("rebalanceDays") * DAY_NS);
        minChange = parameters.real("minChange");
        final int assets = setup.assets();
        shortSlots = new int[assets];
        longSlots = new int[assets];
        momenta = new double[assets];
        weights = new double[assets];
        for (int asset = 0; asset < assets; asset++) {
            shortSlots[asset] = setup.indicator(asset, "roc(" + shortWindow + ")");
            longSlots[asset] = setup.indicator(asset, "roc(" + longWindow + ")");
        }
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        // Everything is decided when all bars of the time are in.
    }

    @Override
    public void onSlice(final long closeTimeNs, final StrategyContext context) {
        if (closeTimeNs < nextNs || !weigh(context)) {
            return;
        }
        nextNs = closeTimeNs + everyNs;
        boolean selling = false;
        for (int asset = 0; asset < weights.length; asset++) {
            selling |= change(context.of(asset), true) != StrategyContext.REFUSED;
        }
        buying = true;
        if (!selling) {
            buy(context);
        }
    }

    @Override
    public void onFill(final Fill fill, final StrategyContext context) {
        buyWhenSold(context);
    }

    @Override
    public void onOrderEnded(final long orderId, final StrategyContext context) {
        buyWhenSold(context);
    }

    /** Sets the wanted weights; false while no instrument has both windows full. */
    private boolean weigh(final StrategyContext context) {
        boolean ready = false;
        double sum = 0;
        for (int asset = 0; asset < weights.length; asset++) {
            final StrategyContext view = context.of(asset);
            final double shorter = view.indicator(shortSlots[asset]);
            final double longer = view.indicator(longSlots[asset]);
            ready |= view.mayTrade() && !Double.isNaN(shorter) && !Double.isNaN(longer);
            momenta[asset] = shorter > 0 && longer > 0 ? (shorter + longer) / 2 : 0;
            sum += momenta[asset];
        }
        for (int asset = 0; asset < weights.length; asset++) {
            weights[asset] = momenta[asset] == 0 ? 0 : momenta[asset] / sum;
        }
        return ready;
    }

    private void buyWhenSold(final StrategyContext context) {
        if (!buying) {
            return;
        }
        for (int asset = 0; asset < weights.length; asset++) {
            if (context.of(asset).hasOpenOrders()) {
                return;
            }
        }
        buy(context);
    }

    private void buy(final StrategyContext context) {
        buying = false;
        for (int asset = 0; asset < weights.length; asset++) {
            change(context.of(asset), false);
        }
    }

    /** Brings one instrument to its weight if that is a sale, or if that is a purchase, as asked. */
    private long change(final StrategyContext view, final boolean sale) {
        final double weight = weights[view.asset()];
        final double held = heldWeight(view);
        final boolean leaves = weight == 0 && view.position() > 0;
        if (!view.mayTrade() || weight == held || (weight < held) != sale || view.hasOpenOrders()) {
            return StrategyContext.REFUSED;
        }
        if (!leaves && Math.abs(weight - held) < minChange) {
            return StrategyContext.REFUSED;
        }
        final int reason = leaves ? FADED : view.position() == 0 ? ROSE : WEIGHT;
        final SignalAction action = leaves ? SignalAction.EXIT_LONG : SignalAction.ENTER_LONG;
        view.signal(action, weight, momenta[view.asset()] / 100, 0, 1, reason);
        return view.target(weight);
    }

    private static double heldWeight(final StrategyContext view) {
        final long price = view.lastPrice();
        final long equity = view.equity();
        if (price == Absent.FIXED || equity <= 0) {
            return 0;
        }
        return Fixed.toDouble(Fixed.multiply(view.position(), price)) / Fixed.toDouble(equity);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(nextNs);
        sink.putLong(buying ? 1 : 0);
        for (int asset = 0; asset < weights.length; asset++) {
            sink.putDouble(weights[asset]);
            sink.putDouble(momenta[asset]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        nextNs = source.getLong();
        buying = source.getBoolean("CryptoMomentum.buying");
        for (int asset = 0; asset < weights.length; asset++) {
            weights[asset] = source.getDouble();
            momenta[asset] = source.getDouble();
        }
    }
}
