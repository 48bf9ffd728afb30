package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.Absent;
import io.millrace.event.codec.CommandKind;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TimeInForce;
import io.millrace.fixed.Fixed;
import io.millrace.intent.OrderIntent;
import io.millrace.strategy.Fill;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.EngineScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A strategy that enters, protects, changes, cancels and leaves by chance, on a market by chance, with part fills and
 * delays.
 * Always: money is conserved, the position is the sum of the fills and never negative, nobody is told of an overfill or
 * an
 * illegal report, and after a flatten nothing is left and nothing reserved. The same seed gives the same run.
 */
class OrdersPropertyTest {
    private static final long SEED = Long.getLong("seed", 20261121L);

    @Test
    void shouldHoldUnderRandomOrders() {
        int fills = 0;
        int words = 0;
        for (long seed = SEED; seed < SEED + 60; seed++) {
            final Chance plan = new Chance(seed);
            final List<String> heard = run(seed, plan);
            fills += plan.fills;
            words += heard.size();
            for (final String line : heard) {
                assertTrue(!line.contains("OVERFILL") && !line.contains("ILLEGAL"), "seed " + seed + ": " + line);
            }
            assertEquals(0, plan.held, "seed " + seed);
            assertTrue(heard.contains("flattened 0: 0 worth 0"), "seed " + seed + " was not flattened");
            assertEquals(heard, run(seed, new Chance(seed)), "seed " + seed);
        }
        assertTrue(fills > 1_000 && words > 5_000, fills + " fills, " + words + " words: tested next to nothing");
    }

    private static List<String> run(final long seed, final Chance plan) {
        final Random market = new Random(seed * 31);
        final EngineScript script = EngineScript.of(TestStrategies.planned(plan))
                .set("venue.participation", "0.1")
                .set("venue.orderLatencyNs", seed % 3 == 0 ? "7000000000" : "0")
                .set("venue.reportLatencyNs", seed % 2 == 0 ? "3000000000" : "0")
                .set("venue.makerFee", "0.001")
                .set("venue.takerFee", "0.002");
        double price = 100;
        for (int i = 0; i < 200; i++) {
            final double open = price * (0.99 + 0.02 * market.nextDouble());
            final double close = open * (0.96 + 0.0802 * market.nextDouble());
            final double high = Math.max(open, close) * (1 + 0.01 * market.nextDouble());
            final double low = Math.min(open, close) * (1 - 0.01 * market.nextDouble());
            try {
                script.bar(round(open), round(high), round(low), round(close), 1 + market.nextInt(100));
            } catch (final AssertionError e) {
                final List<String> heard = script.heard();
                final List<String> newest = heard.subList(Math.max(0, heard.size() - 40), heard.size());
                throw new AssertionError("seed " + seed + " bar " + i + ": " + newest, e);
            }
            price = close;
        }
        plan.quiet = true;
        script.command(200 * 60 + 1, CommandKind.FLATTEN);
        for (int i = 0; i < 60; i++) {
            script.bar(round(price));
        }
        final List<String> heard = new ArrayList<>(script.heard());
        heard.add("state " + script.stateHash());
        return heard;
    }

    private static double round(final double price) {
        return Math.rint(price * 100) / 100;
    }

    private static final class Chance implements TestStrategies.Plan {
        private final Random random;
        private final List<Long> mine = new ArrayList<>();
        private final boolean delayed;
        private boolean quiet;
        private long held;
        private int fills;

        Chance(final long seed) {
            random = new Random(seed);
            delayed = seed % 3 == 0 || seed % 2 == 0;
        }

        @Override
        public void onFirstBar(final StrategyContext context) {
            onLaterBar(1, context);
        }

        @Override
        public void onLaterBar(final int bar, final StrategyContext context) {
            assertEquals(held, context.position());
            // An exit on its way may meet a leg whose fill is not reported yet: no venue of ours undoes that.
            assertTrue(held >= 0 || delayed, "short by " + held);
            if (quiet) {
                assertTrue(context.hasOpenOrders() || context.availableCash() == context.equity() || held != 0);
                return;
            }
            switch (random.nextInt(8)) {
                case 0, 1 -> enter(context);
                case 2 -> change(context);
                case 3 -> cancel(context);
                case 4 -> sell(context, context.position());
                case 5 -> sell(context, Fixed.floorTo(context.position() / 2, Fixed.ONE));
                case 6 -> context.trail(Fixed.fromDouble(round(context.lastPrice() * 0.03e-8)), 0);
                default -> {
                    // Waits.
                }
            }
        }

        @Override
        public void onFill(final Fill fill, final StrategyContext context) {
            held += fill.side() == Side.BUY ? fill.quantity() : -fill.quantity();
            fills++;
            assertEquals(held, context.position());
        }

        private void enter(final StrategyContext context) {
            final OrderIntent order = context.intent();
            order.type = random.nextBoolean() ? OrderType.MARKET : OrderType.LIMIT;
            order.quantity = (1 + random.nextInt(20)) * Fixed.ONE;
            order.timeInForce = random.nextInt(5) == 0 ? TimeInForce.FOK : TimeInForce.GTC;
            final double at = context.lastPrice() * 1e-8;
            if (order.type == OrderType.LIMIT) {
                order.limitPrice = Fixed.fromDouble(round(at * 0.995));
            }
            if (random.nextInt(4) > 0) {
                order.attachedStop = Fixed.fromDouble(round(at * 0.97));
            }
            if (random.nextInt(4) > 0) {
                order.attachedTarget = Fixed.fromDouble(round(at * 1.03));
            }
            if (random.nextInt(4) == 0) {
                order.trailRate = Fixed.ONE / 50;
            }
            remember(context.submit(order));
        }

        private void change(final StrategyContext context) {
            if (!mine.isEmpty()) {
                context.replace(
                        mine.get(random.nextInt(mine.size())),
                        (1 + random.nextInt(30)) * Fixed.ONE,
                        Fixed.fromDouble(round(context.lastPrice() * 1e-8 * (0.99 + 0.02 * random.nextDouble()))),
                        Absent.FIXED);
            }
        }

        private void cancel(final StrategyContext context) {
            if (!mine.isEmpty()) {
                context.cancel(mine.get(random.nextInt(mine.size())));
            }
        }

        private void sell(final StrategyContext context, final long quantity) {
            if (quantity > 0) {
                final OrderIntent order = context.intent();
                order.side = Side.SELL;
                order.quantity = quantity;
                order.reduceOnly = true;
                remember(context.submit(order));
            }
        }

        private void remember(final long orderId) {
            if (orderId != StrategyContext.REFUSED) {
                mine.add(orderId);
            }
        }
    }
}
