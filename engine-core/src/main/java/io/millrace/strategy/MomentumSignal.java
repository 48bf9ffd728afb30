package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.SignalAction;
import java.util.List;

/**
 * S8 {@code momentum-signal}: a crossing of two moving averages that the RSI may veto. Long only, all in.
 *
 * <p>Enters when the fast mean crosses above the slow one, that is fast &gt; slow now and fast &lt;= slow on the bar
 * before, and the RSI lies within {@code rsiLow..rsiHigh}; a crossing outside is told and passed over. Leaves on the
 * opposite crossing, whatever the RSI. The means are exponential, or simple when {@code exponential} is off.
 */
public final class MomentumSignal implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "momentum-signal",
                "Long from a fast mean's crossing above a slow one, unless the RSI says it is late, to the opposite.",
                "1d",
                List.of(
                        ParameterSpec.integer("fast", 1, 10_000, 12, "bars of the fast mean"),
                        ParameterSpec.integer("slow", 2, 100_000, 26, "bars of the slow mean; above fast"),
                        ParameterSpec.integer("rsiPeriod", 2, 10_000, 14, "bars of the RSI"),
                        ParameterSpec.real("rsiLow", 0, 100, 0, "lowest RSI of an entry"),
                        ParameterSpec.real("rsiHigh", 0, 100, 70, "highest RSI of an entry"),
                        ParameterSpec.onOff("exponential", true, "exponential means; off = simple ones")),
                List.of("fast mean crossed above slow", "fast mean crossed below slow", "RSI outside its bounds"));

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new MomentumSignal(setup);
        }
    };

    private static final int CROSSED_ABOVE = 0;
    private static final int CROSSED_BELOW = 1;
    private static final int VETOED = 2;

    private final double rsiLow;
    private final double rsiHigh;
    private final int fastSlot;
    private final int slowSlot;
    private final int rsiSlot;
    private double fastBefore = Double.NaN;
    private double slowBefore = Double.NaN;

    private MomentumSignal(final StrategySetup setup) {
        final StrategyParameters parameters = setup.parameters();
        final int fast = parameters.integer("fast");
        final int slow = parameters.integer("slow");
        if (fast >= slow) {
            throw new IllegalArgumentException("momentum-signal: fast must be below slow, but fast=" + fast
                    + " and slow=" + slow + "; for example fast=12 slow=26");
        }
        rsiLow = parameters.real("rsiLow");
        rsiHigh = parameters.real("rsiHigh");
        if (rsiLow > rsiHigh) {
            throw new IllegalArgumentException("momentum-signal: rsiLow must not be above rsiHigh, but rsiLow=" + rsiLow
                    + " and rsiHigh=" + rsiHigh + "; for example rsiLow=0 rsiHigh=70");
        }
        final String mean = parameters.isOn("exponential") ? "ema(" : "sma(";
        fastSlot = setup.indicator(mean + fast + ")");
        slowSlot = setup.indicator(mean + slow + ")");
        rsiSlot = setup.indicator("rsi(" + parameters.integer("rsiPeriod") + ")");
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        final double fast = context.indicator(fastSlot);
        final double slow = context.indicator(slowSlot);
        // Comparisons with NaN are false: nothing happens before both means were known on two bars in a row.
        if (context.mayTrade() && !context.hasOpenOrders()) {
            if (fast > slow && fastBefore <= slowBefore && context.position() == 0) {
                enter(fast, slow, context);
            } else if (fast < slow && fastBefore >= slowBefore && context.position() > 0) {
                context.signal(SignalAction.EXIT_LONG, 0, fast, slow, 1, CROSSED_BELOW);
                context.sellPosition();
            }
        }
        fastBefore = fast;
        slowBefore = slow;
    }

    private void enter(final double fast, final double slow, final StrategyContext context) {
        final double rsi = context.indicator(rsiSlot);
        if (Double.isNaN(rsi)) {
            return;
        }
        if (rsi < rsiLow || rsi > rsiHigh) {
            context.signal(SignalAction.SKIP, 0, rsi, rsi < rsiLow ? rsiLow : rsiHigh, 1, VETOED);
            return;
        }
        context.signal(SignalAction.ENTER_LONG, 1, fast, slow, 1, CROSSED_ABOVE);
        context.buyForCash(context.sized(context.availableCash()));
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putDouble(fastBefore);
        sink.putDouble(slowBefore);
    }

    @Override
    public void readState(final StateSource source) {
        fastBefore = source.getDouble();
        slowBefore = source.getDouble();
    }
}
