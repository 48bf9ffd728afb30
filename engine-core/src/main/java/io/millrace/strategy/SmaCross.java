package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.SignalAction;
import java.util.List;

/**
 * S10 {@code sma-cross}: long only, all in.
 *
 * <p>Enters when the fast mean crosses above the slow one, that is fast &gt; slow now and fast &lt;= slow on the bar
 * before, both windows full; leaves on the opposite cross. A reference strategy: simple enough for a loop to check.
 */
public final class SmaCross implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "sma-cross",
                "Long while the fast simple moving average is above the slow one; all in, all out.",
                "1d",
                List.of(
                        ParameterSpec.integer("fast", 1, 10_000, 50, "bars of the fast mean"),
                        ParameterSpec.integer("slow", 2, 100_000, 200, "bars of the slow mean; above fast")),
                List.of("fast mean crossed above slow", "fast mean crossed below slow"));

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new SmaCross(setup);
        }
    };

    private static final int CROSSED_ABOVE = 0;
    private static final int CROSSED_BELOW = 1;

    private final int fastSlot;
    private final int slowSlot;
    private double fastBefore = Double.NaN;
    private double slowBefore = Double.NaN;

    private SmaCross(final StrategySetup setup) {
        final int fast = setup.parameters().integer("fast");
        final int slow = setup.parameters().integer("slow");
        if (fast >= slow) {
            throw new IllegalArgumentException("sma-cross: fast must be below slow, but fast=" + fast + " and slow="
                    + slow + "; for example fast=50 slow=200");
        }
        fastSlot = setup.indicator("sma(" + fast + ")");
        slowSlot = setup.indicator("sma(" + slow + ")");
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        final double fast = context.indicator(fastSlot);
        final double slow = context.indicator(slowSlot);
        // Comparisons with NaN are false: nothing happens before both windows were full on two bars in a row.
        if (fast > slow && fastBefore <= slowBefore) {
            enter(fast, slow, context);
        } else if (fast < slow && fastBefore >= slowBefore) {
            leave(fast, slow, context);
        }
        fastBefore = fast;
        slowBefore = slow;
    }

    private static void enter(final double fast, final double slow, final StrategyContext context) {
        if (context.mayTrade() && context.position() == 0 && !context.hasOpenOrders()) {
            context.signal(SignalAction.ENTER_LONG, 1, fast, slow, 1, CROSSED_ABOVE);
            context.buyForCash(context.sized(context.availableCash()));
        }
    }

    private static void leave(final double fast, final double slow, final StrategyContext context) {
        if (context.mayTrade() && context.position() > 0 && !context.hasOpenOrders()) {
            context.signal(SignalAction.EXIT_LONG, 0, fast, slow, 1, CROSSED_BELOW);
            context.sellPosition();
        }
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
