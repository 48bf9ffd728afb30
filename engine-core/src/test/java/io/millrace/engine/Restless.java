package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import io.millrace.strategy.Universe;
import java.util.List;

/** Uses every kind of order there is, at random; its generator is part of its state. */
final class Restless implements Strategy {
    private static final int REMEMBERED = 6;

    private final long[] mine = new long[REMEMBERED];
    private long random;
    private int next;

    private Restless(final long seed) {
        random = seed;
    }

    static StrategyFactory factory(final long seed) {
        return new StrategyFactory() {
            @Override
            public StrategyDescriptor descriptor() {
                return new StrategyDescriptor(
                        "restless", "Anything.", "1m", List.of(), List.of(), Universe.ONE, List.of());
            }

            @Override
            public Strategy create(final StrategySetup setup) {
                setup.indicator("sma(3)");
                return new Restless(seed);
            }
        };
    }

    @Override
    public void onBar(final ClosedBar bar, final StrategyContext context) {
        switch (below(9)) {
            case 0, 1, 2 -> enter(context);
            case 3 -> context.replace(one(), (1 + below(30)) * Fixed.ONE, at(context, 990 + below(20)), Absent.FIXED);
            case 4 -> context.cancel(one());
            case 5 -> sell(context);
            case 6 -> context.trail(at(context, 20), 0);
            default -> {
                // Waits.
            }
        }
    }

    private void enter(final StrategyContext context) {
        final OrderIntent order = context.intent();
        order.type = below(2) == 0 ? OrderType.MARKET : OrderType.LIMIT;
        order.quantity = (1 + below(20)) * Fixed.ONE;
        order.timeInForce = below(5) == 0 ? TimeInForce.DAY : TimeInForce.GTC;
        if (order.type == OrderType.LIMIT) {
            order.limitPrice = at(context, 996);
        }
        if (below(4) > 0) {
            order.attachedStop = at(context, 985);
        }
        if (below(4) > 0) {
            order.attachedTarget = at(context, 1_012);
        }
        if (below(4) == 0) {
            order.trailRate = Fixed.ONE / 100;
        }
        remember(context.submit(order));
    }

    private void sell(final StrategyContext context) {
        if (context.position() > 0) {
            final OrderIntent order = context.intent();
            order.side = Side.SELL;
            order.quantity = Math.max(Fixed.ONE, Fixed.floorTo(context.position() / 2, Fixed.ONE));
            order.reduceOnly = true;
            remember(context.submit(order));
        }
    }

    private static long at(final StrategyContext context, final int thousandths) {
        return context.floorToTick(context.lastPrice() / 1_000 * thousandths);
    }

    private void remember(final long id) {
        mine[next] = id;
        next = (next + 1) % REMEMBERED;
    }

    private long one() {
        return mine[below(REMEMBERED)];
    }

    private int below(final int bound) {
        random = random * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return (int) Long.remainderUnsigned(random >>> 33, bound);
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(random);
        sink.putLong(next);
        for (final long id : mine) {
            sink.putLong(id);
        }
    }

    @Override
    public void readState(final StateSource source) {
        random = source.getLong();
        next = source.getIndex("Restless.next", REMEMBERED);
        for (int i = 0; i < REMEMBERED; i++) {
            mine[i] = source.getLong();
        }
    }
}
