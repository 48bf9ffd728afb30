package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.SignalAction;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import java.util.List;

/**
 * S2 {@code volatility-harvester}: buys a fall from the peak, sells a rise from the entry; all in, all out.
 *
 * <p>Flat, it tracks the highest price since the last exit and buys at {@code peak * (1 - dip)}. Long, it sells at
 * {@code entry * (1 + rise)}. Both thresholds are scaled by volatility {@code v = ATR / price}: {@code v / calm} below
 * the calm level, 1 between the levels, {@code v / wild} above the wild level, never outside [0.5, 2]. The factor is
 * recorded with each decision; the scaled threshold is rounded to 1e-8, levels are exact from there. There is no entry
 * whose exit threshold would not clear the fees of both sides, and none before the ATR is warm; an exit threshold that
 * calm has shrunk since then stays at what pays those fees.
 */
public final class VolatilityHarvester implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "volatility-harvester",
                "Buys a fall from the peak and sells a rise from the entry, with thresholds that follow volatility.",
                "1h",
                List.of(
                        ParameterSpec.real("dip", 0.001, 0.9, 0.05, "fall from the peak that buys, as a fraction"),
                        ParameterSpec.real("rise", 0.001, 10, 0.05, "rise from the entry that sells, as a fraction"),
                        ParameterSpec.integer("atrPeriod", 1, 1_000, 14, "bars of the average true range"),
                        ParameterSpec.real("calm", 0, 1, 0.025, "ATR/price below which thresholds shrink"),
                        ParameterSpec.real("wild", 0, 1, 0.06, "ATR/price above which thresholds grow"),
                        ParameterSpec.onOff("adaptive", true, "scale the thresholds by volatility"),
                        ParameterSpec.real("reserve", 0, 0.99, 0.08, "share of the cash that is never spent"),
                        ParameterSpec.onOff("makerFirst", true, "rest post-only orders before taking liquidity"),
                        ParameterSpec.integer("makerTimeout", 1, 604_800, 300, "seconds before it takes liquidity"),
                        ParameterSpec.integer("maxRepegs", 0, 100, 3, "times a resting order follows the touch"),
                        ParameterSpec.onOff("intrabar", true, "also act on every trade and quote")),
                List.of("fell from the peak", "rose from the entry", "exit would not clear the fees"));

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new VolatilityHarvester(setup);
        }
    };

    private static final int FELL = 0;
    private static final int ROSE = 1;
    private static final int FEES = 2;
    private static final double LEAST_FACTOR = 0.5;
    private static final double LARGEST_FACTOR = 2.0;

    private final double dip;
    private final double rise;
    private final double calm;
    private final double wild;
    private final boolean adaptive;
    private final long reserveShare;
    private final boolean makerFirst;
    private final boolean intrabar;
    private final int atrSlot;
    private final MakerFirst tactic;

    private long peak;
    private boolean skipped;
    private boolean wasLong;

    private VolatilityHarvester(final StrategySetup setup) {
        final StrategyParameters parameters = setup.parameters();
        dip = parameters.real("dip");
        rise = parameters.real("rise");
        calm = parameters.real("calm");
        wild = parameters.real("wild");
        if (calm > wild) {
            throw new IllegalArgumentException("volatility-harvester: calm must not be above wild, but calm=" + calm
                    + " and wild=" + wild + "; for example calm=0.025 wild=0.06");
        }
        adaptive = parameters.isOn("adaptive");
        reserveShare = Fixed.fromDouble(parameters.real("reserve"));
        makerFirst = parameters.isOn("makerFirst");
        intrabar = parameters.isOn("intrabar");
        atrSlot = setup.indicator("atr(" + parameters.integer("atrPeriod") + ")");
        tactic = new MakerFirst(parameters.integer("makerTimeout"), parameters.integer("maxRepegs"));
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        onPrice(bar.close(), context);
    }

    @Override
    public void onTrade(final long price, final long quantity, final StrategyContext context) {
        if (intrabar) {
            onPrice(price, context);
        }
    }

    @Override
    public void onQuote(final long bid, final long ask, final StrategyContext context) {
        if (intrabar) {
            onPrice(context.position() > 0 ? bid : ask, context);
        }
    }

    @Override
    public void onFill(final Fill fill, final StrategyContext context) {
        tactic.onFill(context);
    }

    @Override
    public void onOrderEnded(final long orderId, final StrategyContext context) {
        tactic.onOrderEnded(orderId, context);
    }

    private void onPrice(final long price, final StrategyContext context) {
        if (tactic.isActive()) {
            tactic.onMarket(context);
            return;
        }
        if (context.hasOpenOrders()) {
            return;
        }
        if (context.position() > 0) {
            wasLong = true;
            considerExit(price, context);
        } else {
            considerEntry(price, context);
        }
    }

    @Override
    public void onSplit(final int to, final int from, final StrategyContext context) {
        peak = Fixed.scale(peak, from, to, Rounding.HALF_EVEN);
        tactic.onSplit(to, from);
    }

    private void considerEntry(final long price, final StrategyContext context) {
        if (wasLong) {
            // The peak counts from the exit: the old one would buy again at once.
            wasLong = false;
            peak = 0;
        }
        if (price > peak) {
            peak = price;
            skipped = false;
        }
        final double factor = factor(price, context);
        if (Double.isNaN(factor) || !context.mayTrade()) {
            return;
        }
        final long trigger = peak - Fixed.multiply(peak, Fixed.fromDouble(Math.min(dip * factor, 1)));
        if (price > trigger) {
            return;
        }
        if (!clearsFees(rise * factor, context)) {
            skipOnce(price, trigger, factor, context);
            return;
        }
        context.signal(SignalAction.ENTER_LONG, 1, Fixed.toDouble(price), Fixed.toDouble(trigger), factor, FELL);
        trade(Side.BUY, context);
    }

    private void considerExit(final long price, final StrategyContext context) {
        final double factor = factor(price, context);
        if (Double.isNaN(factor) || !context.mayTrade()) {
            return;
        }
        final long entry = context.averageEntryPrice();
        final double threshold = Math.max(rise * factor, breakEven(context));
        final long trigger = Fixed.add(entry, Fixed.multiply(entry, Fixed.fromDouble(threshold)));
        if (price >= trigger) {
            final double level = Fixed.toDouble(trigger);
            context.signal(SignalAction.EXIT_LONG, 0, Fixed.toDouble(price), level, factor, ROSE);
            trade(Side.SELL, context);
        }
    }

    private void trade(final Side side, final StrategyContext context) {
        if (makerFirst) {
            tactic.start(side, reserve(context), context);
        } else if (side == Side.BUY) {
            context.buyForCash(context.availableCash() - reserve(context));
        } else {
            context.sellPosition();
        }
    }

    /** Says it once per peak: a price that stays low would repeat it on every event. */
    private void skipOnce(final long price, final long trigger, final double factor, final StrategyContext context) {
        if (!skipped) {
            skipped = true;
            context.signal(SignalAction.SKIP, 0, Fixed.toDouble(price), Fixed.toDouble(trigger), factor, FEES);
        }
    }

    /** NaN until the ATR is warm; every comparison with it is then false. */
    private double factor(final long price, final StrategyContext context) {
        final double volatility = context.indicator(atrSlot) / Fixed.toDouble(price);
        if (Double.isNaN(volatility)) {
            return Double.NaN;
        }
        if (!adaptive) {
            return 1;
        }
        if (volatility < calm) {
            return Math.max(LEAST_FACTOR, volatility / calm);
        }
        return volatility > wild ? Math.min(LARGEST_FACTOR, volatility / wild) : 1;
    }

    private static boolean clearsFees(final double sellThreshold, final StrategyContext context) {
        return sellThreshold > breakEven(context);
    }

    /** The rise that just pays the fees of a taker on both sides: the tactic may have to cross. */
    private static double breakEven(final StrategyContext context) {
        final double fee = Fixed.toDouble(context.takerFeeRate());
        return 2 * fee / (1 - fee);
    }

    /** What stays in cash: the reserve, and what the regimes withhold. */
    private long reserve(final StrategyContext context) {
        final long cash = context.availableCash();
        return cash - context.sized(cash - Fixed.multiplyUp(cash, reserveShare));
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(peak);
        sink.putLong((skipped ? 1 : 0) | (wasLong ? 2 : 0));
        tactic.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        peak = source.getLong();
        final int flags = source.getFlags("VolatilityHarvester.flags", 3);
        skipped = (flags & 1) != 0;
        wasLong = (flags & 2) != 0;
        tactic.readState(source);
    }
}
