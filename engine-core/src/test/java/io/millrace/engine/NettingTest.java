package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.Settings;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.InternalFillDecoder;
import io.millrace.event.codec.Liquidity;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.order.OrderIds;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.Fill;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyContext;
import io.millrace.strategy.StrategyFactory;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Opposite targets of several sleeves in one step: what trades inside the account, and what is left for the venue. */
class NettingTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final List<String> said = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final MessageCursor cursor = new MessageCursor();
    private final InputScript script = new InputScript();
    private StrategyCatalog catalog = StrategyCatalog.standard();
    private TradingEngine engine;
    private long endNs = RandomMarket.START_NS;

    /**
     * A pays 5,500 for 50 at 100 and a fee of a tenth. Then A sells all 50 and B wants 33 for 3,300: 33 cross at 100
     * without a fee, 17 are sold at the next open, 110, for 1,870 less 187.
     */
    @Test
    void shouldCrossTheSmallerSideAtTheLastPrice() {
        plan("first", 0.5, 0, Double.NaN);
        plan("second", Double.NaN, 0.3, Double.NaN);
        run(two().put("portfolio.capital", "22000", "test").put("venue.takerFee", "0.1", "test"), 100, 100, 110);
        assertEquals(
                List.of(
                        "order 0 BUY for 5500",
                        "fill 0 BUY 50 @100",
                        "internal 0 SELL 33 @100",
                        "internal 1 BUY 33 @100",
                        "order 0 SELL 17",
                        "fill 0 SELL 17 @110"),
                said);
        assertEquals(List.of("0 SELL 33", "1 BUY 33"), heard);
        final Ledger ledger = engine.ledger();
        assertEquals(10_483 * Fixed.ONE, ledger.cash(0));
        assertEquals(0, ledger.position(0, 0));
        assertEquals(7_700 * Fixed.ONE, ledger.cash(1));
        assertEquals(33 * Fixed.ONE, ledger.position(1, 0));
        assertEquals(11_330 * Fixed.ONE, ledger.equity(1));
        assertEquals(687 * Fixed.ONE, ledger.totalFees());
    }

    @Test
    void shouldSendEachToTheVenueWithoutNetting() {
        plan("first", 0.5, 0, Double.NaN);
        plan("second", Double.NaN, 0.3, Double.NaN);
        run(two().put("portfolio.netting", "false", "test"), 100, 100, 110);
        assertTrue(said.contains("order 0 SELL 50"), said::toString);
        assertTrue(said.stream().noneMatch(line -> line.startsWith("internal")), said::toString);
    }

    /** The gate pauses nobody here: it refuses the buyer for its position, so the seller has to go to the venue. */
    @Test
    void shouldNotTradeWithASideThatTheGateRefuses() {
        plan("first", 0.2, 0, Double.NaN);
        plan("second", Double.NaN, 0.3, Double.NaN);
        run(two().put("risk.maxOrderValue", "2500", "test"), 100, 100, 110);
        assertTrue(said.stream().noneMatch(line -> line.startsWith("internal") && line.contains("30")), said::toString);
        assertTrue(engine.ledger().totalPosition(0) >= 0);
        engine.checkConservation();
    }

    /** One seller meets two buyers for the same quantity: not an order sent twice. */
    @Test
    void shouldNotTakeTwoEqualTradesForADuplicate() {
        plan("first", 0.4, 0);
        plan("second", Double.NaN, 0.2);
        plan("third", Double.NaN, 0.2);
        final Settings settings = two().put("strategies.2.name", "third", "test")
                .put("strategies.2.timeframe", "1m", "test")
                .put("strategies.2.budget", "0.25", "test")
                .put("strategies.0.budget", "0.25", "test")
                .put("strategies.1.budget", "0.25", "test")
                .put("risk.duplicateWindowMs", "60000", "test")
                .put("portfolio.capital", "40000", "test");
        run(settings, 100, 100);
        assertEquals(
                2,
                said.stream()
                        .filter(line -> line.equals("internal 0 SELL 20 @100"))
                        .count(),
                said::toString);
        assertEquals(40 * Fixed.ONE, engine.ledger().totalPosition(0));
    }

    @Test
    void shouldConserveMoneyAndQuantityWhateverIsAsked() {
        final Random random = Seeds.random("NettingTest", 11);
        long crosses = 0;
        for (int run = 0; run < 20; run++) {
            final long seed = random.nextLong();
            crosses += new RandomRun(seed).run();
            final long state = engine.stateHash();
            final long orders = engine.orderHash();
            new RandomRun(seed).run();
            assertEquals(state, engine.stateHash());
            assertEquals(orders, engine.orderHash());
        }
        assertTrue(crosses > 100, "internal trades: " + crosses);
    }

    /** A strategy with a target weight for each bar; NaN = nothing. */
    private void plan(final String name, final double... weights) {
        final int sleeve = name.equals("first") ? 0 : name.equals("second") ? 1 : 2;
        catalog = catalog.with(TestStrategies.planned(name, new TestStrategies.Plan() {
            @Override
            public void onFirstBar(final StrategyContext context) {
                onLaterBar(1, context);
            }

            @Override
            public void onLaterBar(final int bar, final StrategyContext context) {
                if (bar <= weights.length && !Double.isNaN(weights[bar - 1])) {
                    assertNotEquals(StrategyContext.REFUSED, context.target(weights[bar - 1]));
                    assertTrue(context.hasOpenOrders());
                    assertEquals(StrategyContext.REFUSED, context.target(0.9));
                }
            }

            @Override
            public void onFill(final Fill fill, final StrategyContext context) {
                if (fill.liquidity() == Liquidity.NONE) {
                    heard.add(sleeve + " " + fill.side() + " " + Fixed.format(fill.quantity()));
                }
            }
        }));
    }

    private static Settings two() {
        final Settings settings = new Settings()
                .put("engine.mode", "backtest", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("venue.slippage", "0", "test")
                .put("venue.participation", "0", "test")
                .put("venue.makerFee", "0", "test")
                .put("venue.takerFee", "0", "test")
                .put("portfolio.capital", "20000", "test");
        for (int i = 0; i < 2; i++) {
            settings.put("strategies." + i + ".name", i == 0 ? "first" : "second", "test")
                    .put("strategies." + i + ".timeframe", "1m", "test")
                    .put("strategies." + i + ".budget", "0.5", "test");
        }
        return settings;
    }

    private void run(final Settings settings, final double... prices) {
        for (final double price : prices) {
            bar(price);
        }
        engine = new EngineFactory(EngineConfig.read(settings, catalog), catalog)
                .simulated(script.source(), StepLog.NONE, StepListener.NONE);
        final Step step = new Step();
        final InputScript recorded = new InputScript();
        while (engine.runOne(step)) {
            engine.checkConservation();
            read(step);
            final byte[] input = new byte[step.inputEnd() - Step.INPUT_OFFSET];
            step.buffer().getBytes(Step.INPUT_OFFSET, input);
            recorded.raw(input);
        }
        replay(settings, recorded);
    }

    private void replay(final Settings settings, final InputScript recorded) {
        final List<String> first = List.copyOf(heard);
        final TradingEngine again = new EngineFactory(EngineConfig.read(settings, catalog), catalog)
                .replaying(recorded.source(), StepLog.NONE, StepListener.NONE);
        final Step step = new Step();
        while (again.runOne(step)) {
            continue;
        }
        assertEquals(engine.stateHash(), again.stateHash());
        assertEquals(engine.orderHash(), again.orderHash());
        heard.clear();
        heard.addAll(first);
    }

    private void bar(final double price) {
        endNs += MINUTE_NS;
        final long fixed = Fixed.fromDouble(price);
        script.bar(0, 60, endNs, new long[] {fixed, fixed, fixed, fixed}, 1_000_000 * Fixed.ONE);
    }

    private void read(final Step step) {
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            final ExecutionReportDecoder report = new ExecutionReportDecoder();
            report.wrap(step.buffer(), step.inputBlock(), ExecutionReportDecoder.BLOCK_LENGTH, 2);
            if (report.execType() == ExecType.FILL) {
                said.add("fill " + OrderIds.strategy(report.orderId()) + " " + report.side() + " "
                        + Fixed.format(report.lastQuantity()) + " @" + Fixed.format(report.lastPrice()));
            }
        }
        cursor.outputs(step);
        while (cursor.next()) {
            say(step);
        }
    }

    private void say(final Step step) {
        if (cursor.templateId() == InternalFillDecoder.TEMPLATE_ID) {
            final InternalFillDecoder fill = internal(step);
            said.add("internal " + fill.strategy() + " " + fill.side() + " " + Fixed.format(fill.quantity()) + " @"
                    + Fixed.format(fill.price()));
        } else if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
            final OrderCommandDecoder order = order(step);
            said.add("order " + order.strategy() + " " + order.side()
                    + (order.cashQuantity() > 0
                            ? " for " + Fixed.format(order.cashQuantity())
                            : " " + Fixed.format(order.quantity())));
        }
    }

    private InternalFillDecoder internal(final Step step) {
        return new InternalFillDecoder().wrap(step.buffer(), cursor.block(), InternalFillDecoder.BLOCK_LENGTH, 2);
    }

    private OrderCommandDecoder order(final Step step) {
        return new OrderCommandDecoder().wrap(step.buffer(), cursor.block(), OrderCommandDecoder.BLOCK_LENGTH, 2);
    }

    /**
     * Sleeves with random weights on one instrument, long and short, and fees. Each step is held against books of its
     * own: of the account from the venue's fills alone, of each sleeve from those and the internal ones.
     */
    private final class RandomRun {
        private static final int SLEEVES = 4;
        private static final long LOT = Fixed.ONE / 1_000;

        private final Random random;
        private final Map<Integer, Long> asked = new HashMap<>();
        private final long[] cash = new long[SLEEVES];
        private final long[] positions = new long[SLEEVES];
        private final InputScript inputs = new InputScript();
        private long accountCash = 100_000 * Fixed.ONE;
        private long accountPosition;
        private long crosses;

        RandomRun(final long seed) {
            random = new Random(seed);
        }

        long run() {
            StrategyCatalog names = StrategyCatalog.standard();
            final Settings settings = settings();
            for (int i = 0; i < SLEEVES; i++) {
                names = names.with(strategy(i));
                cash[i] = 20_000 * Fixed.ONE;
            }
            long priceNow = 100;
            for (int i = 1; i <= 60; i++) {
                priceNow = Math.max(50, Math.min(200, priceNow + random.nextInt(9) - 4));
                final long fixed = priceNow * Fixed.ONE;
                inputs.bar(
                        0,
                        60,
                        RandomMarket.START_NS + i * MINUTE_NS,
                        new long[] {fixed, fixed, fixed, fixed},
                        1_000_000 * Fixed.ONE);
            }
            final EngineConfig config = EngineConfig.read(settings, names);
            engine = new EngineFactory(config, names).simulated(inputs.source(), StepLog.NONE, StepListener.NONE);
            final Step step = new Step();
            while (engine.runOne(step)) {
                check(step);
            }
            return crosses;
        }

        private Settings settings() {
            final Settings settings = two().put("portfolio.capital", "100000", "test")
                    .put("venue.takerFee", "0.001", "test")
                    .put("instruments.0.lot", "0.001", "test")
                    .put("risk.shortsAllowed", "true", "test");
            for (int i = 0; i < SLEEVES; i++) {
                settings.put("strategies." + i + ".name", "s" + i, "test")
                        .put("strategies." + i + ".timeframe", "1m", "test")
                        .put("strategies." + i + ".budget", "0.2", "test");
            }
            return settings;
        }

        private StrategyFactory strategy(final int sleeve) {
            return TestStrategies.planned("s" + sleeve, new TestStrategies.Plan() {
                @Override
                public void onFirstBar(final StrategyContext context) {
                    onLaterBar(1, context);
                }

                @Override
                public void onLaterBar(final int bar, final StrategyContext context) {
                    final double weight = random.nextInt(17) / 20.0 - 0.4;
                    if (random.nextInt(3) > 0 && context.target(weight) != StrategyContext.REFUSED) {
                        asked.put(sleeve, wanted(sleeve, Fixed.fromDouble(weight), context.lastPrice()));
                    }
                }
            });
        }

        /** Of what the weight makes of the sleeve's money, whole lots, less what it has. */
        private long wanted(final int sleeve, final long weight, final long price) {
            final BigDecimal worth = decimal(cash[sleeve])
                    .add(decimal(positions[sleeve]).multiply(decimal(price)))
                    .multiply(decimal(weight));
            final BigDecimal held = decimal(positions[sleeve]).multiply(decimal(price));
            final boolean adds = positions[sleeve] >= 0 && worth.compareTo(held) > 0;
            final BigDecimal part = adds ? worth.subtract(held).min(decimal(cash[sleeve])) : worth;
            final BigDecimal lots = part.divide(decimal(price).multiply(decimal(LOT)), 0, RoundingMode.DOWN);
            final long quantity = lots.longValueExact() * LOT;
            return adds ? quantity : quantity - positions[sleeve];
        }

        private BigDecimal decimal(final long fixed) {
            return BigDecimal.valueOf(fixed, 8);
        }

        private void check(final Step step) {
            final Map<Integer, Long> sent = new HashMap<>();
            final TreeSet<Side> sides = new TreeSet<>();
            bookReport(step);
            long net = 0;
            cursor.outputs(step);
            while (cursor.next()) {
                if (cursor.templateId() == InternalFillDecoder.TEMPLATE_ID) {
                    final InternalFillDecoder fill = internal(step);
                    final long signed = fill.side() == Side.BUY ? fill.quantity() : -fill.quantity();
                    net += signed;
                    book(fill.strategy(), signed, fill.price(), 0);
                    sent.merge(fill.strategy(), signed, Long::sum);
                    crosses++;
                } else if (cursor.templateId() == OrderCommandDecoder.TEMPLATE_ID) {
                    final OrderCommandDecoder order = order(step);
                    sides.add(order.side());
                    final long bought = order.cashQuantity() == 0
                            ? order.quantity()
                            : Fixed.floorTo(Fixed.divide(order.cashQuantity(), order.referencePrice()), LOT);
                    sent.merge(order.strategy(), order.side() == Side.BUY ? bought : -bought, Long::sum);
                } else if (cursor.templateId() == RiskDecisionDecoder.TEMPLATE_ID) {
                    final RiskDecisionDecoder decision = new RiskDecisionDecoder();
                    decision.wrap(step.buffer(), cursor.block(), RiskDecisionDecoder.BLOCK_LENGTH, 2);
                    assertTrue(
                            decision.action() == RiskAction.PASS,
                            () -> decision.control() + " is not " + RiskControl.SELF_TRADE);
                }
            }
            assertEquals(0, net, "internal trades of a step");
            assertTrue(sides.size() < 2, "both sides of one instrument at the venue");
            assertEquals(asked, sent, "asked against crossed and sent");
            asked.clear();
            compare(engine.ledger());
        }

        private void bookReport(final Step step) {
            if (step.inputTemplate() != ExecutionReportDecoder.TEMPLATE_ID) {
                return;
            }
            final ExecutionReportDecoder report = new ExecutionReportDecoder();
            report.wrap(step.buffer(), step.inputBlock(), ExecutionReportDecoder.BLOCK_LENGTH, 2);
            if (report.execType() == ExecType.FILL) {
                final long signed = report.side() == Side.BUY ? report.lastQuantity() : -report.lastQuantity();
                book(OrderIds.strategy(report.orderId()), signed, report.lastPrice(), report.fee());
                accountCash -= Fixed.multiply(signed, report.lastPrice()) + report.fee();
                accountPosition += signed;
            }
        }

        private void book(final int sleeve, final long signed, final long price, final long fee) {
            cash[sleeve] -= Fixed.multiply(signed, price) + fee;
            positions[sleeve] += signed;
        }

        private void compare(final Ledger ledger) {
            engine.checkConservation();
            assertEquals(accountPosition, ledger.totalPosition(0));
            assertEquals(accountCash, ledger.totalCash());
            long sleeves = ledger.cash(SLEEVES);
            for (int i = 0; i < SLEEVES; i++) {
                assertEquals(cash[i], ledger.cash(i), "cash of sleeve " + i);
                assertEquals(positions[i], ledger.position(i, 0), "position of sleeve " + i);
                sleeves += ledger.equity(i);
            }
            assertEquals(ledger.totalEquity(), sleeves);
        }
    }
}
