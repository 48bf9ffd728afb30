package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.Stateful;
import io.millrace.instrument.InstrumentTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of all controls, one line each. A control whose limit is off is not in it: it costs nothing and says nothing.
 *
 * <p>What may scale stands before what judges the size; nothing before the instrument's rules looks at more than the
 * trading state, because they alone know that the order's numbers mean something.
 */
final class ControlChain implements Stateful {
    final Control[] controls;
    final Watch[] watches;

    /** Null when no strategy's volatility is bounded. */
    final VolatilityBounds volatility;

    private ControlChain(final List<Control> controls, final List<Watch> watches, final VolatilityBounds volatility) {
        this.controls = controls.toArray(new Control[0]);
        this.watches = watches.toArray(new Watch[0]);
        this.volatility = volatility;
    }

    static ControlChain of(
            final RiskLimits limits,
            final InstrumentTable instruments,
            final int strategyCount,
            final RiskBoard board) {
        final Parts parts = new Parts();
        addStates(parts, limits, instruments, board);
        addConduct(parts, limits, strategyCount);
        addMarket(parts, limits, strategyCount);
        addSizes(parts, limits, strategyCount);
        addWatches(parts, limits, strategyCount);
        return new ControlChain(parts.controls, parts.watches, parts.volatility);
    }

    private static void addStates(
            final Parts parts, final RiskLimits limits, final InstrumentTable instruments, final RiskBoard board) {
        parts.add(true, board.killSwitch);
        parts.add(true, new InstrumentRules());
        parts.add(isPausing(limits), board.pauses);
        if (limits.data().startUpGate()) {
            parts.add(true, new StartUpGate());
        }
        if (!limits.restricted().isBlank()) {
            parts.add(true, new RestrictedList(limits.restricted(), instruments));
        }
        parts.add(limits.data().blockUnknown(), new UnknownOrders());
    }

    private static void addConduct(final Parts parts, final RiskLimits limits, final int strategyCount) {
        parts.add(true, new OpenOrderLimit(limits));
        parts.add(!limits.rate().isOff() || any(limits, l -> !l.rate().isOff()), new OrderRate(limits, strategyCount));
        parts.add(any(limits, l -> isOn(l.conduct().messagesPerFill())), new MessageToFill(limits, strategyCount));
        parts.add(true, new DuplicateOrder(limits, strategyCount));
    }

    private static void addMarket(final Parts parts, final RiskLimits limits, final int strategyCount) {
        final DataLimits data = limits.data();
        parts.add(true, new PriceCollar(limits));
        parts.add(
                isOn(data.maxAgeNs()) || isOn(data.maxAgeSessions()) || isOn(data.maxDelayNs()),
                new LatencyGuard(data));
        parts.add(isOn(limits.order().maxSpread()), new SpreadGuard(limits.order()));
        if (any(limits, StrategyLimits::boundsVolatility)) {
            parts.volatility = new VolatilityBounds(limits, strategyCount);
            parts.add(true, parts.volatility);
        }
        parts.add(limits.order().selfTradeGuard(), new SelfTrade());
    }

    private static void addSizes(final Parts parts, final RiskLimits limits, final int strategyCount) {
        final ExposureLimits exposure = limits.exposure();
        parts.add(
                isOn(exposure.maxOpenPositions()) || any(limits, l -> isOn(l.maxOpenPositions())),
                new MaxOpenPositions(limits, strategyCount));
        parts.add(isOn(limits.loss().deRiskDrawdown()), new DrawdownDeRisk(limits.loss()));
        parts.add(true, new PerAssetCap(limits));
        parts.add(!exposure.classCaps().isOff(), new AssetClassCap(exposure.classCaps()));
        parts.add(true, new GrossLeverage(limits));
        parts.add(true, new MaxOrderQuantity(limits));
        parts.add(true, new MaxOrderValue(limits));
        parts.add(true, new MaxPositionValue(limits));
        parts.add(isOn(limits.loss().maxTurnover()), new Turnover(limits.loss()));
        parts.add(true, new BuyingPower(limits));
    }

    private static void addWatches(final Parts parts, final RiskLimits limits, final int strategyCount) {
        final LossLimits loss = limits.loss();
        parts.add(isOn(loss.haltDrawdown()), new DrawdownHalt(loss));
        parts.add(
                isOn(loss.dailyLoss()) || any(limits, l -> isOn(l.dailyLoss())), new DailyLoss(limits, strategyCount));
        parts.add(any(limits, l -> isOn(l.maxDrawdown())), new StrategyDrawdown(limits, strategyCount));
        parts.add(any(limits, l -> isOn(l.streak().losses())), new ConsecutiveLosses(limits, strategyCount));
        parts.add(isOn(loss.valueAtRisk()) || isOn(loss.expectedShortfall()), new ValueAtRisk(loss));
        parts.add(isOn(limits.exposure().maxLeverageDrift()), new LeverageDrift(limits.exposure()));
        parts.add(any(limits, l -> isOn(l.conduct().repeatedFills())), new RepeatedFills(limits, strategyCount));
        parts.add(any(limits, l -> isOn(l.conduct().rejects())), new RejectStorm(limits, strategyCount));
    }

    /** Whether something is on that can pause a strategy. */
    private static boolean isPausing(final RiskLimits limits) {
        return any(
                limits,
                l -> isOn(l.dailyLoss())
                        || isOn(l.maxDrawdown())
                        || isOn(l.streak().losses())
                        || l.boundsVolatility()
                        || isOn(l.conduct().repeatedFills())
                        || isOn(l.conduct().rejects()));
    }

    private static boolean any(final RiskLimits limits, final StrategyTest test) {
        for (final StrategyLimits strategy : limits.strategies()) {
            if (test.test(strategy)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOn(final long limit) {
        return limit != RiskLimits.UNLIMITED;
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final Control control : controls) {
            if (!(control instanceof Watch) && control instanceof Stateful) {
                ((Stateful) control).writeState(sink);
            }
        }
        for (final Watch watch : watches) {
            watch.writeState(sink);
        }
    }

    private interface StrategyTest {
        boolean test(StrategyLimits limits);
    }

    /** The lists while they grow. */
    private static final class Parts {
        final List<Control> controls = new ArrayList<>();
        final List<Watch> watches = new ArrayList<>();
        VolatilityBounds volatility;

        void add(final boolean isOn, final Object part) {
            if (isOn && part instanceof Control) {
                controls.add((Control) part);
            }
            if (isOn && part instanceof Watch) {
                watches.add((Watch) part);
            }
        }
    }
}
