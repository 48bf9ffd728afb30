package io.millrace.strategy;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.SignalAction;
import java.util.List;

/** S11 {@code buy-and-hold}: buys once with everything and never sells. What every other strategy is held against. */
public final class BuyAndHold implements Strategy {
    /** The registry's entry. */
    public static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor = new StrategyDescriptor(
                "buy-and-hold",
                "Buys with all cash after the first bar and holds.",
                "1d",
                List.of(),
                List.of("first bar seen"));

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(final StrategySetup setup) {
            return new BuyAndHold();
        }
    };

    private boolean bought;

    private BuyAndHold() {}

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        if (bought || !context.mayTrade()) {
            return;
        }
        context.signal(SignalAction.ENTER_LONG, 1, bar.closeAsDouble(), 0, 1, 0);
        bought = context.buyForCash(context.sized(context.availableCash())) != StrategyContext.REFUSED;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(bought ? 1 : 0);
    }

    @Override
    public void readState(final StateSource source) {
        bought = source.getBoolean("BuyAndHold.bought");
    }
}
