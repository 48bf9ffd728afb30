package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.event.Absent;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.ChargeDecoder;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.RegimeDecoder;
import io.millrace.event.codec.Side;
import io.millrace.event.codec.TransferDecoder;
import io.millrace.fixed.Fixed;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyFactory;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Budgets, regimes and the cost of shorts through the whole engine. */
class PortfolioEngineTest {
    private static final long START_NS = RandomMarket.START_NS;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;

    private final List<String> said = new ArrayList<>();
    private final MessageCursor cursor = new MessageCursor();
    private TradingEngine engine;
    private long accountCash;
    private int transfers;

    /** The account's cash is counted from fills and charges alone; the sleeves must have exactly that together. */
    @Test
    void shouldConserveTheAccountAtEveryStep() {
        final EngineConfig config = EngineConfig.read(budgets("daily"));
        final InputScript script = RandomMarket.inputs(Seeds.random("PortfolioEngineTest", 7), 5_000);
        accountCash = 60_000 * Fixed.ONE;
        final long[] first = run(config, StrategyCatalog.standard(), script, this::checkAccount);
        assertTrue(transfers > 3, "transfers: " + transfers);
        accountCash = 60_000 * Fixed.ONE;
        final long[] second = run(config, StrategyCatalog.standard(), script, this::checkAccount);
        assertEquals(first[0], second[0]);
        assertEquals(first[1], second[1]);
    }

    @Test
    void shouldKeepPortfolioAndRegimesInTheText() {
        final EngineConfig config = EngineConfig.read(budgets("monthly")
                .put("portfolio.borrow.crypto", "0.02", "test")
                .put("portfolio.borrow.symbols.QUOTED", "0.3", "test")
                .put("regimes.equity.symbol", "BARS", "test")
                .put("regimes.volatility.series", "vix", "test")
                .put("regimes.macro.tenYear", "y10", "test")
                .put("regimes.macro.twoYear", "y2", "test")
                .put("regimes.table.equity.bear", "0.25", "test")
                .put("regimes.table.1.volatility.high", "0", "test"));
        assertEquals(
                config, EngineConfig.read(Settings.parse(config.toSettings().text(), "journal header")));
        assertEquals(60_000 * Fixed.ONE, config.startingCapital());
        assertEquals(18_000 * Fixed.ONE, config.strategies().get(0).capital());
    }

    @Test
    void shouldNameWhatDoesNotFitTogether() {
        assertRefused(budgets("daily").put("strategies.1.budget", "0.9", "a.yaml:7"), "add up to");
        assertRefused(budgets("daily").put("strategies.1.capital", "100", "a.yaml:7"), "a.yaml:7", "one of them");
        assertRefused(without(budgets("daily"), "portfolio.capital"), "portfolio.rebalance", "strategies.0.budget");
        assertRefused(without(budgets("daily"), "strategies.2.budget"), "strategies.2.budget: missing");
        assertRefused(budgets("dayly"), "never, daily, weekly, monthly");
        assertRefused(budgets("daily").put("regimes.table.equity.bare", "1", "a.yaml:9"), "a.yaml:9", "equity.bear");
        assertRefused(budgets("daily").put("regimes.equity.symbol", "SPX", "a.yaml:9"), "\"SPX\"", "BARS");
        assertRefused(budgets("daily").put("portfolio.borrow.GME", "1", "a.yaml:9"), "symbols.QUOTED");
    }

    /** 10 short at 100 and 36.5 % a year: 1 a day; the weekend after the Friday costs 3. */
    @Test
    void shouldChargeShortsForEveryDay() {
        final InputScript script = new InputScript();
        bar(script, MINUTE_NS, 100);
        bar(script, 2 * MINUTE_NS, 100);
        bar(script, 3 * MINUTE_NS, 100);
        bar(script, DAY_NS + MINUTE_NS, 100);
        bar(script, DAY_NS + 2 * MINUTE_NS, 100);
        bar(script, 4 * DAY_NS + MINUTE_NS, 100);
        final StrategyFactory seller = TestStrategies.planned(
                context -> context.submit(TestStrategies.order(context, Side.SELL, OrderType.MARKET, 10)));
        final Settings settings = one("planned")
                .put("risk.shortsAllowed", "true", "test")
                .put("portfolio.borrow.crypto", "0.365", "test");
        run(settings, seller, script);
        assertEquals(List.of("order SELL 10", "charge 1 on -10 for 1", "charge 3 on -10 for 3"), said);
        final Ledger ledger = engine.ledger();
        assertEquals(4 * Fixed.ONE, ledger.fees(0));
        assertEquals(9_996 * Fixed.ONE, ledger.equity(0));
        ledger.checkConservation();
    }

    @Test
    void shouldHalveTargetsWhileVolatilityIsHigh() {
        final Settings settings = one("planned")
                .put("series.0.name", "other", "test")
                .put("series.1.name", "vix", "test")
                .put("regimes.volatility.series", "vix", "test")
                .put("regimes.table.volatility.high", "0.5", "test");
        final StrategyFactory targeting = TestStrategies.planned(context -> context.target(0.8));
        final InputScript script = new InputScript();
        for (int i = 0; i < 3; i++) {
            script.observation(START_NS + i, START_NS + i, 30);
        }
        bar(script, MINUTE_NS, 100);
        run(settings, targeting, script);
        assertEquals(List.of("regime VOLATILITY NEUTRAL > HIGH by 30.0", "order BUY for 4000"), said);

        said.clear();
        final InputScript shorter = new InputScript();
        shorter.observation(START_NS, START_NS, 30).observation(START_NS + 1, START_NS + 1, 30);
        bar(shorter, MINUTE_NS, 100);
        run(settings, targeting, shorter);
        assertEquals(List.of("order BUY for 8000"), said);
    }

    /** Bars 2 and 3 say bull, 4 to 6 neutral, 7 to 9 bull: average and momentum are warm on the second bar. */
    @Test
    void shouldWatchTheTrendOfItsReference() {
        final Settings settings = one("planned")
                .put("regimes.equity.symbol", "X", "test")
                .put("regimes.equity.average", "2", "test")
                .put("regimes.equity.momentum", "1", "test")
                .put("regimes.timeframe", "1m", "test");
        final InputScript script = new InputScript();
        for (int i = 1; i <= 6; i++) {
            bar(script, i * MINUTE_NS, Math.min(100 + i, 103));
        }
        run(settings, TestStrategies.planned(context -> {}), script);
        assertEquals(List.of(), said);
        bar(script, 7 * MINUTE_NS, 105);
        bar(script, 8 * MINUTE_NS, 106);
        bar(script, 9 * MINUTE_NS, 107);
        run(settings, TestStrategies.planned(context -> {}), script);
        assertEquals(List.of("regime EQUITY NEUTRAL > BULL by 107.0"), said);
    }

    @Test
    void shouldSayOnceThatAReferenceIsMissing() {
        final Settings settings = one("planned")
                .put("regimes.volatility.series", "vix", "test")
                .put("regimes.table.macro.contraction", "0", "test");
        final InputScript script = new InputScript();
        for (int i = 0; i < 5; i++) {
            bar(script, i * DAY_NS + MINUTE_NS, 100);
        }
        run(settings, TestStrategies.planned(context -> context.target(0.8)), script);
        assertEquals(List.of("missing 1", "missing 3", "order BUY for 8000"), said);
    }

    private void checkAccount(final Step step) {
        read(step);
        final Ledger ledger = engine.ledger();
        ledger.checkConservation();
        assertEquals(accountCash, ledger.totalCash());
        assertEquals(60_000 * Fixed.ONE, ledger.totalDeposits());
    }

    private void run(final Settings settings, final StrategyFactory strategy, final InputScript script) {
        final StrategyCatalog catalog = StrategyCatalog.standard().with(strategy);
        run(EngineConfig.read(settings, catalog), catalog, script, this::read);
    }

    private long[] run(
            final EngineConfig config,
            final StrategyCatalog catalog,
            final InputScript script,
            final StepListener listener) {
        engine = new EngineFactory(config, catalog).simulated(script.source(), StepLog.NONE, listener);
        final Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        return new long[] {engine.stateHash(), engine.orderHash()};
    }

    private void read(final Step step) {
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            final ExecutionReportDecoder report = new ExecutionReportDecoder();
            report.wrap(step.buffer(), step.inputBlock(), ExecutionReportDecoder.BLOCK_LENGTH, 1);
            if (report.execType() == ExecType.FILL) {
                final long value = Fixed.multiply(report.lastQuantity(), report.lastPrice());
                accountCash += (report.side() == Side.BUY ? -value : value) - report.fee();
            }
        }
        cursor.outputs(step);
        while (cursor.next()) {
            say(step);
        }
    }

    private void say(final Step step) {
        switch (cursor.templateId()) {
            case TransferDecoder.TEMPLATE_ID -> transfers++;
            case ChargeDecoder.TEMPLATE_ID -> {
                final ChargeDecoder charge = new ChargeDecoder();
                charge.wrap(step.buffer(), cursor.block(), ChargeDecoder.BLOCK_LENGTH, 1);
                accountCash -= charge.amount();
                said.add("charge " + Fixed.format(charge.amount()) + " on " + Fixed.format(charge.quantity()) + " for "
                        + charge.days());
            }
            case RegimeDecoder.TEMPLATE_ID -> {
                final RegimeDecoder regime = new RegimeDecoder();
                regime.wrap(step.buffer(), cursor.block(), RegimeDecoder.BLOCK_LENGTH, 1);
                said.add("regime " + regime.dimension() + " " + regime.previous() + " > " + regime.current() + " by "
                        + regime.metric());
            }
            case OrderCommandDecoder.TEMPLATE_ID -> {
                final OrderCommandDecoder order = new OrderCommandDecoder();
                order.wrap(step.buffer(), cursor.block(), OrderCommandDecoder.BLOCK_LENGTH, 1);
                said.add("order " + order.side()
                        + (order.cashQuantity() > 0
                                ? " for " + Fixed.format(order.cashQuantity())
                                : " " + Fixed.format(order.quantity())));
            }
            case AlertDecoder.TEMPLATE_ID -> {
                final AlertDecoder alert = new AlertDecoder();
                alert.wrap(step.buffer(), cursor.block(), AlertDecoder.BLOCK_LENGTH, 1);
                if (alert.code() == AlertCode.REGIME_REFERENCE_MISSING) {
                    assertEquals(Absent.STRATEGY, alert.strategy());
                    said.add("missing " + alert.subject());
                }
            }
            default -> {
                // The rest has tests of its own.
            }
        }
    }

    private static Settings one(final String strategy) {
        return new Settings()
                .put("engine.mode", "backtest", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("venue.slippage", "0", "test")
                .put("venue.participation", "0", "test")
                .put("venue.makerFee", "0", "test")
                .put("venue.takerFee", "0", "test")
                .put("risk.perAssetCap", "3", "test")
                .put("risk.grossLeverage", "3", "test")
                .put("strategies.0.name", strategy, "test")
                .put("strategies.0.timeframe", "1m", "test");
    }

    /** The random market's six strategies with budgets of 30, 20, 20, 10, 10 and 5 % of 60,000. */
    private static Settings budgets(final String rebalance) {
        final Settings settings = new Settings();
        for (final Setting setting : RandomMarket.config().toSettings().all()) {
            if (!setting.key().endsWith(".capital")) {
                settings.put(setting.key(), setting.value(), "test");
            }
        }
        final String[] budgets = {"0.3", "0.2", "0.2", "0.1", "0.1", "0.05"};
        for (int i = 0; i < budgets.length; i++) {
            settings.put("strategies." + i + ".budget", budgets[i], "test");
        }
        return settings.put("portfolio.capital", "60000", "test").put("portfolio.rebalance", rebalance, "test");
    }

    private static Settings without(final Settings settings, final String key) {
        final Settings fewer = new Settings();
        for (final Setting setting : settings.all()) {
            if (!setting.key().equals(key)) {
                fewer.put(setting.key(), setting.value(), setting.origin());
            }
        }
        return fewer;
    }

    private static void assertRefused(final Settings settings, final String... words) {
        final String text = assertThrows(ConfigException.class, () -> EngineConfig.read(settings))
                .getMessage();
        for (final String word : words) {
            assertTrue(text.contains(word), () -> "\"" + word + "\" is not in: " + text);
        }
    }

    private static void bar(final InputScript script, final long afterNs, final double price) {
        final long fixed = Fixed.fromDouble(price);
        script.bar(0, 60, START_NS + afterNs, new long[] {fixed, fixed, fixed, fixed}, 1_000_000 * Fixed.ONE);
    }
}
