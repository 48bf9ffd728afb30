package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.Fill;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyDescriptor;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.StrategySetup;
import java.util.List;
import java.util.function.Consumer;

/** Strategies that only tests need. */
final class TestStrategies {
    private TestStrategies() {}

    /** What a test does on the first bar, and on each fill. */
    interface Plan {
        void onFirstBar(StrategyContext context);

        /** @param bar 2 for the second bar, and so on */
        default void onLaterBar(final int bar, final StrategyContext context) {}

        default void onFill(final Fill fill, final StrategyContext context) {}
    }

    static StrategyFactory planned(final Plan plan) {
        return factory("planned", () -> new Planned(plan));
    }

    /** Buys at the market on the first bar; once filled, leaves a stop and a target that cancel each other. */
    static Plan holding(final double quantity, final long stop, final long target) {
        return new Plan() {
            @Override
            public void onFirstBar(final StrategyContext context) {
                context.submit(order(context, Side.BUY, OrderType.MARKET, quantity));
            }

            @Override
            public void onFill(final Fill fill, final StrategyContext context) {
                if (fill.side() == Side.BUY) {
                    final long group = context.newOcoGroup();
                    final OrderIntent loss = exit(context, OrderType.STOP, group);
                    loss.stopPrice = stop * Fixed.ONE;
                    context.submit(loss);
                    final OrderIntent gain = exit(context, OrderType.LIMIT, group);
                    gain.limitPrice = target * Fixed.ONE;
                    context.submit(gain);
                }
            }

            private OrderIntent exit(final StrategyContext context, final OrderType type, final long group) {
                final OrderIntent exit = order(context, Side.SELL, type, quantity);
                exit.reduceOnly = true;
                exit.ocoGroup = group;
                return exit;
            }
        };
    }

    /** One of several in an engine. */
    static StrategyFactory planned(final String name, final Plan plan) {
        return factory(name, () -> new Planned(plan));
    }

    /** Acts when a schedule asks, and only then. */
    static StrategyFactory asked(final Consumer<StrategyContext> plan) {
        return factory("asked", () -> new Asked(plan));
    }

    /** Does the same on every bar. */
    static StrategyFactory eachBar(final Consumer<StrategyContext> plan) {
        return factory("each-bar", () -> new EachBar(plan));
    }

    static StrategyFactory watching(final String name, final Consumer<ClosedBar> watcher) {
        return factory(name, () -> new Watching(watcher));
    }

    static OrderIntent order(
            final StrategyContext context, final Side side, final OrderType type, final double quantity) {
        final OrderIntent order = context.intent();
        order.side = side;
        order.type = type;
        order.quantity = Fixed.fromDouble(quantity);
        return order;
    }

    private static StrategyFactory factory(final String name, final java.util.function.Supplier<Strategy> make) {
        final StrategyDescriptor descriptor =
                new StrategyDescriptor(name, "Only for tests.", "1m", List.of(), List.of("test"));
        return new StrategyFactory() {
            @Override
            public StrategyDescriptor descriptor() {
                return descriptor;
            }

            @Override
            public Strategy create(final StrategySetup setup) {
                return make.get();
            }
        };
    }

    private static final class EachBar implements Strategy {
        private final Consumer<StrategyContext> plan;

        EachBar(final Consumer<StrategyContext> plan) {
            this.plan = plan;
        }

        @Override
        public void onBar(final ClosedBar bar, final StrategyContext context) {
            plan.accept(context);
        }

        @Override
        public void writeState(final StateSink sink) {}

        @Override
        public void readState(final StateSource source) {}
    }

    private static final class Planned implements Strategy {
        private final Plan plan;
        private int bars;

        Planned(final Plan plan) {
            this.plan = plan;
        }

        @Override
        public void onBar(final ClosedBar bar, final StrategyContext context) {
            bars++;
            if (bars == 1) {
                plan.onFirstBar(context);
            } else {
                plan.onLaterBar(bars, context);
            }
        }

        @Override
        public void onFill(final Fill fill, final StrategyContext context) {
            plan.onFill(fill, context);
        }

        @Override
        public void writeState(final StateSink sink) {
            sink.putLong(bars);
        }

        @Override
        public void readState(final StateSource source) {
            bars = source.getInt("bars");
        }
    }

    private static final class Watching implements Strategy {
        private final Consumer<ClosedBar> watcher;

        Watching(final Consumer<ClosedBar> watcher) {
            this.watcher = watcher;
        }

        @Override
        public void onBar(final ClosedBar bar, final StrategyContext context) {
            watcher.accept(bar);
        }

        @Override
        public void writeState(final StateSink sink) {}

        @Override
        public void readState(final StateSource source) {}
    }

    /** Holds nothing. */
    private static final class Asked implements Strategy {
        private final Consumer<StrategyContext> plan;

        Asked(final Consumer<StrategyContext> plan) {
            this.plan = plan;
        }

        @Override
        public void onEvaluation(final StrategyContext context) {
            plan.accept(context);
        }

        @Override
        public void writeState(final StateSink sink) {
            // Stateless.
        }

        @Override
        public void readState(final StateSource source) {
            // Stateless.
        }
    }
}
