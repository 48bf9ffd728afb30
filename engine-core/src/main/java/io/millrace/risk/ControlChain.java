package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.instrument.InstrumentTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of all controls, one line each. A control whose limit is off is not in it: it costs nothing and says
 * nothing.
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
        addMarket(parts, limits, strategyCount, instruments.size());
        addSizes(parts, limits, strategyCount);
        addWatches(parts, limits, strategyCount);
        return new ControlChain(parts.controls, parts.watches, parts.volatility);
    }

    private static void addStates(
            final Parts parts, final RiskLimits limits, final InstrumentTable instruments, final RiskBoard board) {
        parts.add(board.killSwitch);
        parts.add(new InstrumentRules());
        parts.add(isPausing(limits) ? board.pauses : null);
        if (limits.data().startUpGate()) {
            parts.add(new StartUpGate());
        }
        if (!limits.restricted().isBlank()) {
            parts.add(new RestrictedList(limits.restricted(), instruments));
        }
        parts.add(limits.data().blockUnknown() ? new UnknownOrders() : null);
    }

    private static void addConduct(final Parts parts, final RiskLimits limits, final int strategyCount) {
        parts.add(new OpenOrderLimit(limits));
        parts.add(
                !limits.rate().isOff() || any(limits, l -> !l.rate().isOff())
                        ? new OrderRate(limits, strategyCount)
                        : null);
        parts.add(
                any(limits, l -> isOn(l.conduct().messagesPerFill()))
                        ? new MessageToFill(limits, strategyCount)
                        : null);
        parts.add(new DuplicateOrder(limits, strategyCount));
    }

    private static void addMarket(
            final Parts parts, final RiskLimits limits, final int strategyCount, final int instruments) {
        final DataLimits data = limits.data();
        parts.add(new PriceCollar(limits));
        parts.add(
                isOn(data.maxAgeNs()) || isOn(data.maxAgeSessions()) || isOn(data.maxDelayNs())
                        ? new LatencyGuard(data)
                        : null);
        parts.add(isOn(limits.order().maxSpread()) ? new SpreadGuard(limits.order()) : null);
        if (any(limits, StrategyLimits::boundsVolatility)) {
            parts.volatility = new VolatilityBounds(limits, strategyCount, instruments);
            parts.add(parts.volatility);
        }
        parts.add(limits.order().selfTradeGuard() ? new SelfTrade() : null);
    }

    private static void addSizes(final Parts parts, final RiskLimits limits, final int strategyCount) {
        final ExposureLimits exposure = limits.exposure();
        parts.add(
                isOn(exposure.maxOpenPositions()) || any(limits, l -> isOn(l.maxOpenPositions()))
                        ? new MaxOpenPositions(limits, strategyCount)
                        : null);
        parts.add(isOn(limits.loss().deRiskDrawdown()) ? new DrawdownDeRisk(limits.loss()) : null);
        parts.add(new PerAssetCap(limits));
        parts.add(!exposure.classCaps().isOff() ? new AssetClassCap(exposure.classCaps()) : null);
        parts.add(new GrossLeverage(limits));
        parts.add(new MaxOrderQuantity(limits));
        parts.add(new MaxOrderValue(limits));
        parts.add(new MaxPositionValue(limits));
        parts.add(isOn(limits.loss().maxTurnover()) ? new Turnover(limits.loss()) : null);
        parts.add(new BuyingPower(limits));
    }

    private static void addWatches(final Parts parts, final RiskLimits limits, final int strategyCount) {
        final LossLimits loss = limits.loss();
        parts.add(isOn(loss.haltDrawdown()) ? new DrawdownHalt(loss) : null);
        parts.add(
                isOn(loss.dailyLoss()) || any(limits, l -> isOn(l.dailyLoss()))
                        ? new DailyLoss(limits, strategyCount)
                        : null);
        parts.add(any(limits, l -> isOn(l.maxDrawdown())) ? new StrategyDrawdown(limits, strategyCount) : null);
        parts.add(any(limits, l -> isOn(l.streak().losses())) ? new ConsecutiveLosses(limits, strategyCount) : null);
        parts.add(isOn(loss.valueAtRisk()) || isOn(loss.expectedShortfall()) ? new ValueAtRisk(loss) : null);
        parts.add(isOn(limits.exposure().maxLeverageDrift()) ? new LeverageDrift(limits.exposure()) : null);
        parts.add(
                any(limits, l -> isOn(l.conduct().repeatedFills())) ? new RepeatedFills(limits, strategyCount) : null);
        parts.add(any(limits, l -> isOn(l.conduct().rejects())) ? new RejectStorm(limits, strategyCount) : null);
    }

    /** Whether something is on that can pause a strategy. */
    private static boolean isPausing(final RiskLimits limits) {
        return any(
                limits,
                l -> isOn(l.dailyLoss())
                        || isOn(l.maxDrawdown())
                        || isOn(l.streak().losses())
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

    @Override
    public void readState(final StateSource source) {
        for (final Control control : controls) {
            if (!(control instanceof Watch) && control instanceof Stateful) {
                ((Stateful) control).readState(source);
            }
        }
        for (final Watch watch : watches) {
            watch.readState(source);
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

        /** {@code null} stands for a control that is off. */
        void add(final Object part) {
            if (part instanceof Control) {
                controls.add((Control) part);
            }
            if (part instanceof Watch) {
                watches.add((Watch) part);
            }
        }
    }
}
