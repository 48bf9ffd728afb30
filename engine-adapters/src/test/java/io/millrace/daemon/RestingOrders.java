package io.millrace.daemon;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import java.util.List;

/** Keeps fifty limit orders far below the market, one more a bar, and asks for another at every bar for ever. */
final class RestingOrders implements Strategy {
    static final int ORDERS = 50;

    static final StrategyFactory FACTORY = new StrategyFactory() {
        private final StrategyDescriptor descriptor =
                new StrategyDescriptor("resting-orders", "Fifty orders that rest.", "1m", List.of(), List.of());

        @Override
        public StrategyDescriptor descriptor() {
            return descriptor;
        }

        @Override
        public Strategy create(StrategySetup setup) {
            return new RestingOrders();
        }
    };

    private long open;

    @Override
    public void onBar(ClosedBar bar, StrategyContext context) {
        if (open == ORDERS) {
            return;
        }
        OrderIntent order = context.intent();
        order.side = Side.BUY;
        order.type = OrderType.LIMIT;
        order.quantity = Fixed.ONE;
        // The tape never falls below twenty.
        order.limitPrice = Fixed.ONE;
        open += context.submit(order) == StrategyContext.REFUSED ? 0 : 1;
    }

    @Override
    public void onOrderEnded(long orderId, StrategyContext context) {
        open--;
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(open);
    }

    @Override
    public void readState(StateSource source) {
        open = source.getLong();
    }
}
