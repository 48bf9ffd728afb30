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

    /** Those of the watches that hear of every market event. */
    final FeedGuard[] feedGuards;

    /** Null when orders are not held against the volume. */
    final VolumeShare volume;

    /** Null when nothing is asked of the machine. */
    final ResourceGuard resources;

    /** Null when no position must be protected. */
    final ProtectiveStop stops;

    private ControlChain(final Parts parts) {
        this.controls = parts.controls.toArray(new Control[0]);
        this.watches = parts.watches.toArray(new Watch[0]);
        this.feedGuards = parts.feedGuards.toArray(new FeedGuard[0]);
        this.volatility = parts.volatility;
        this.volume = parts.volume;
        this.resources = parts.resources;
        this.stops = parts.stops;
    }

    static ControlChain of(
            final LimitsInForce inForce,
            final InstrumentTable instruments,
            final int strategyCount,
            final RiskBoard board,
            final long maxRateAgeNs) {
        final RiskLimits limits = inForce.now();
        final Parts parts = new Parts();
        addStates(parts, limits, instruments, board);
        parts.add(isOn(maxRateAgeNs) ? new FxRate(maxRateAgeNs) : null);
        if (asksForStops(limits)) {
            parts.stops = new ProtectiveStop(limits, strategyCount, instruments.size());
            parts.add(parts.stops);
        }
        addConduct(parts, limits, strategyCount);
        addFlow(parts, limits.guards().flow(), instruments.size(), board);
        addMarket(parts, inForce, strategyCount, instruments.size());
        addSizes(parts, inForce, strategyCount);
        addWatches(parts, inForce, strategyCount);
        addGuards(parts, limits, instruments.size());
        return new ControlChain(parts);
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

    private static void addFlow(
            final Parts parts, final FlowLimits limits, final int instruments, final RiskBoard board) {
        parts.add(isOn(limits.workingPerSymbol()) || isOn(limits.workingPerVenue()) ? new WorkingOrders(limits) : null);
        parts.add(limits.childWithinParent() ? new ChildOfParent(board) : null);
        parts.add(isOn(limits.notionalTolerance()) ? new NotionalCheck(limits) : null);
        if (isOn(limits.maxVolumeShare())) {
            parts.volume = new VolumeShare(limits, instruments);
        }
    }

    private static void addMarket(
            final Parts parts, final LimitsInForce inForce, final int strategyCount, final int instruments) {
        final RiskLimits limits = inForce.now();
        final DataLimits data = limits.data();
        parts.add(new PriceCollar(inForce));
        parts.add(
                isOn(data.maxAgeNs()) || isOn(data.maxAgeSessions()) || isOn(data.maxDelayNs())
                        ? new LatencyGuard(data)
                        : null);
        parts.add(isOn(limits.order().maxSpread()) ? new SpreadGuard(inForce) : null);
        final TimingLimits timing = limits.guards().timing();
        parts.add(isOn(timing.maxClockErrorNs()) ? new ClockGuard(timing) : null);
        parts.add(isOn(timing.maxRoundTripNs()) ? new RoundTripGuard(timing) : null);
        if (any(limits, StrategyLimits::boundsVolatility)) {
            parts.volatility = new VolatilityBounds(limits, strategyCount, instruments);
            parts.add(parts.volatility);
        }
        parts.add(limits.order().selfTradeGuard() ? new SelfTrade() : null);
    }

    private static void addSizes(final Parts parts, final LimitsInForce inForce, final int strategyCount) {
        final RiskLimits limits = inForce.now();
        final ExposureLimits exposure = limits.exposure();
        parts.add(
                isOn(exposure.maxOpenPositions()) || any(limits, l -> isOn(l.maxOpenPositions()))
                        ? new MaxOpenPositions(inForce, strategyCount)
                        : null);
        final GuardLimits guards = limits.guards();
        parts.add(
                isOn(limits.loss().deRiskDrawdown()) || isOn(guards.steps().strategyDeRisk())
                        ? new DrawdownDeRisk(inForce, strategyCount)
                        : null);
        parts.add(guards.macro().isOn() ? new MacroScore(guards.macro()) : null);
        parts.add(new PerAssetCap(inForce));
        parts.add(!exposure.classCaps().isOff() ? new AssetClassCap(exposure.classCaps()) : null);
        parts.add(new GrossLeverage(inForce));
        parts.add(isOn(guards.flow().netExposure()) ? new NetExposure(guards.flow()) : null);
        parts.add(parts.volume);
        parts.add(isOn(guards.timing().canaryNs()) ? new Canary(guards.timing()) : null);
        parts.add(new MaxOrderQuantity(inForce));
        parts.add(new MaxOrderValue(inForce));
        parts.add(new MaxPositionValue(inForce));
        parts.add(isOn(limits.loss().maxTurnover()) ? new Turnover(inForce) : null);
        parts.add(new BuyingPower(limits));
    }

    private static void addWatches(final Parts parts, final LimitsInForce inForce, final int strategyCount) {
        final RiskLimits limits = inForce.now();
        final LossLimits loss = limits.loss();
        parts.add(isOn(loss.haltDrawdown()) ? new DrawdownHalt(inForce) : null);
        parts.add(
                isOn(loss.dailyLoss()) || any(limits, l -> isOn(l.dailyLoss()))
                        ? new DailyLoss(inForce, strategyCount)
                        : null);
        parts.add(any(limits, l -> isOn(l.maxDrawdown())) ? new StrategyDrawdown(limits, strategyCount) : null);
        parts.add(any(limits, l -> isOn(l.streak().losses())) ? new ConsecutiveLosses(limits, strategyCount) : null);
        parts.add(isOn(loss.valueAtRisk()) || isOn(loss.expectedShortfall()) ? new ValueAtRisk(loss) : null);
        parts.add(isOn(limits.exposure().maxLeverageDrift()) ? new LeverageDrift(limits.exposure()) : null);
        parts.add(
                any(limits, l -> isOn(l.conduct().repeatedFills())) ? new RepeatedFills(limits, strategyCount) : null);
        parts.add(any(limits, l -> isOn(l.conduct().filledPerDay())) ? new FilledOrders(limits, strategyCount) : null);
        final boolean shares = any(limits, l -> isOn(l.conduct().rejectShare()));
        parts.add(
                shares || any(limits, l -> isOn(l.conduct().rejects()))
                        ? new RejectStorm(limits, strategyCount, shares)
                        : null);
    }

    private static void addGuards(final Parts parts, final RiskLimits limits, final int instruments) {
        final TimingLimits timing = limits.guards().timing();
        parts.add(
                isOn(timing.lateReduceNs()) && isOn(limits.data().maxDelayNs())
                        ? new LateFeed(limits, instruments)
                        : null);
        parts.add(isOn(timing.unknownReduceNs()) || isOn(timing.unknownHaltNs()) ? new UnknownTimeout(timing) : null);
        final StepLimits steps = limits.guards().steps();
        parts.add(isOn(steps.reduceDrawdown()) ? new DrawdownReduce(steps) : null);
        if (!limits.guards().resources().isOff()) {
            parts.resources = new ResourceGuard(limits.guards().resources());
            parts.add(parts.resources);
        }
    }

    /** Whether something is on that can pause a strategy. */
    private static boolean isPausing(final RiskLimits limits) {
        return any(
                limits,
                l -> isOn(l.dailyLoss())
                        || isOn(l.maxDrawdown())
                        || isOn(l.streak().losses())
                        || isOn(l.conduct().repeatedFills())
                        || isOn(l.conduct().filledPerDay())
                        || isOn(l.conduct().rejects())
                        || isOn(l.conduct().rejectShare())
                        || limits.guards().flow().childWithinParent()
                        || asksForStops(limits));
    }

    private static boolean asksForStops(final RiskLimits limits) {
        return limits.guards().stops().required()
                || any(limits, l -> l.conduct().stopRequired());
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
        final List<FeedGuard> feedGuards = new ArrayList<>();
        VolatilityBounds volatility;
        VolumeShare volume;
        ResourceGuard resources;
        ProtectiveStop stops;

        /** {@code null} stands for a control that is off. */
        void add(final Object part) {
            if (part instanceof Control) {
                controls.add((Control) part);
            }
            if (part instanceof Watch) {
                watches.add((Watch) part);
            }
            if (part instanceof FeedGuard) {
                feedGuards.add((FeedGuard) part);
            }
        }
    }
}
