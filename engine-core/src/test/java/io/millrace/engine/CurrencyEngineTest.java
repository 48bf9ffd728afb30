package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.config.ConfigException;
import io.millrace.config.Settings;
import io.millrace.event.MessageCursor;
import io.millrace.event.Step;
import io.millrace.event.codec.AlertCode;
import io.millrace.event.codec.AlertDecoder;
import io.millrace.event.codec.CurrencyExchangeDecoder;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.OrderCommandDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;
import io.millrace.event.codec.RiskDecisionDecoder;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import io.millrace.testkit.ResumeCheck;
import io.millrace.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An account in dollars that trades in euros, through the whole engine. */
class CurrencyEngineTest {
    private static final long START_NS = RandomMarket.START_NS;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int EUR = 1;

    private final List<String> said = new ArrayList<>();
    private final MessageCursor cursor = new MessageCursor();
    private final long[] cash = new long[2];
    private TradingEngine engine;
    private int exchanges;

    /** 10,000 dollars at 1.25 and 1 %: 10,000 / 1.01 / 1.25 euros; sold 10 % up with the rate at 1.5. */
    @Test
    void shouldExchangeForWhatItBuysAndSells() {
        final InputScript script = new InputScript();
        bar(script, 1, MINUTE_NS - 1, 1.25);
        bar(script, 0, MINUTE_NS, 100);
        bar(script, 0, 2 * MINUTE_NS, 100);
        bar(script, 1, 3 * MINUTE_NS - 1, 1.5);
        bar(script, 0, 3 * MINUTE_NS, 110);
        bar(script, 0, 4 * MINUTE_NS, 110);
        run(
                settings().put("fx.costBps", "100", "test"),
                script,
                context -> context.target(context.barCount() == 3 ? 0 : 1));
        assertEquals("order BUY for 7920.7920792", said.get(0));
        assertTrue(said.get(1).startsWith("exchange 7920.79"), said.get(1));
        final Ledger ledger = engine.ledger();
        // 79.20792079 units bring 8,712.8712869 euros, 13,069.30693035 dollars, of which 130.6930694 are the cost.
        assertEquals(0, ledger.cash(0, EUR));
        assertEquals(12_938.613_86, Fixed.toDouble(ledger.equity(0)), 0.001);
        assertEquals(10_000 * Fixed.ONE, ledger.deposits(0));
        assertEquals(229.702_97, Fixed.toDouble(ledger.exchangeCost(0)), 0.001);
        assertEquals(1_188.118_81, Fixed.toDouble(ledger.realisedPnl(0)), 0.001);
        assertEquals(1_980.198_02, Fixed.toDouble(ledger.ratesPnl(0)), 0.001);
    }

    /** Dollars alone: that a euro costs a fifth more is no loss, however the sleeve reads in euros. */
    @Test
    void shouldTellAStrategyWhatItsSleeveIsWorthToTheAccount() {
        final InputScript script = new InputScript();
        bar(script, 1, MINUTE_NS - 1, 1.25);
        bar(script, 0, MINUTE_NS, 100);
        bar(script, 1, 2 * MINUTE_NS - 1, 1.5);
        bar(script, 0, 2 * MINUTE_NS, 100);
        final List<String> seen = new ArrayList<>();
        run(
                settings(),
                script,
                context -> seen.add(Fixed.format(context.equity()) + " " + Fixed.format(context.accountEquity()) + " "
                        + Fixed.format(context.accountDeposits())));
        assertEquals(List.of("8000 10000 10000", "6666.66666666 10000 10000"), seen);
    }

    /** The dollar at 0.8 euros is the euro at 1.25 dollars: all as above. */
    @Test
    void shouldReadTheInversePair() {
        final InputScript script = new InputScript();
        bar(script, 1, MINUTE_NS - 1, 0.8);
        bar(script, 0, MINUTE_NS, 100);
        bar(script, 0, 2 * MINUTE_NS, 100);
        bar(script, 1, 3 * MINUTE_NS - 1, 0.5);
        bar(script, 0, 3 * MINUTE_NS, 100);
        final Settings settings =
                settings().put("instruments.1.symbol", "USD/EUR", "test").put("fx.costBps", "0", "test");
        run(settings, script, context -> context.target(0.5));
        assertEquals("order BUY for 4000", said.get(0));
        assertEquals(5_000 * Fixed.ONE, engine.ledger().cash(0, 0));
        assertEquals(13_000 * Fixed.ONE, engine.ledger().equity(0));
        assertEquals(3_000 * Fixed.ONE, engine.ledger().ratesPnl(0));
    }

    /** 80 shares at 100 become 320 at 25, which pay 0.25 euros each: 80 euros, 100 dollars. */
    @Test
    void shouldSplitAndPayDividendsInTheInstrumentsCurrency() {
        final long day = 24 * 60 * MINUTE_NS;
        for (final String mode : new String[] {"auto", "borrow"}) {
            final InputScript script = new InputScript();
            bar(script, 1, MINUTE_NS - 1, 1.25);
            bar(script, 0, MINUTE_NS, 100);
            bar(script, 0, 2 * MINUTE_NS, 100);
            bar(script, 0, day + MINUTE_NS, 25);
            bar(script, 0, 2 * day + MINUTE_NS, 25);
            final Settings settings = settings()
                    .put("instruments.0.actions", "2026-01-06 split 4:1, 2026-01-07 dividend 0.25", "test")
                    .put("portfolio.fx", mode, "test")
                    .put("fx.costBps", "0", "test");
            run(settings, script, context -> context.target(context.barCount() == 1 ? 1 : Double.NaN));
            final Ledger ledger = engine.ledger();
            assertEquals(320 * Fixed.ONE, ledger.position(0, 0), mode);
            assertEquals(10_100 * Fixed.ONE, ledger.equity(0), mode);
            assertEquals(mode.equals("auto") ? 0 : -7_920 * Fixed.ONE, ledger.cash(0, EUR), mode);
            assertEquals((mode.equals("auto") ? 100 : 10_000) * Fixed.ONE, ledger.cash(0, 0), mode);
            assertEquals(0, ledger.ratesPnl(0), mode);
        }
    }

    @Test
    void shouldOweEurosWhereTheAccountBorrows() {
        final InputScript script = new InputScript();
        bar(script, 1, MINUTE_NS - 1, 1.25);
        bar(script, 0, MINUTE_NS, 100);
        bar(script, 0, 2 * MINUTE_NS, 100);
        run(settings().put("portfolio.fx", "borrow", "test"), script, context -> context.target(1));
        assertEquals(List.of("order BUY for 8000"), said);
        assertEquals(-8_000 * Fixed.ONE, engine.ledger().cash(0, EUR));
        assertEquals(10_000 * Fixed.ONE, engine.ledger().cash(0, 0));
        assertEquals(10_000 * Fixed.ONE, engine.ledger().equity(0));
    }

    @Test
    void shouldEnterNothingWithoutARateAndSayItOnce() {
        final InputScript script = new InputScript();
        for (int i = 1; i < 4; i++) {
            bar(script, 0, i * MINUTE_NS, 100);
        }
        run(settings(), script, context -> context.target(1));
        assertEquals(List.of("refused", "missing", "refused", "refused"), said);
        said.clear();
        run(settings(), script, context -> context.buyForCash(context.availableCash()));
        assertEquals(List.of("refused", "missing", "refused", "refused"), said);
    }

    /** The rate of minute 0 is 60 s old in minute 1, and too old afterwards. */
    @Test
    void shouldEnterNothingWithAnOldRate() {
        final InputScript script = new InputScript();
        bar(script, 1, 0, 1.25);
        for (int i = 1; i < 4; i++) {
            bar(script, 0, i * MINUTE_NS, 100);
        }
        final Settings settings = settings().put("fx.maxAgeMs", "60000", "test");
        run(settings, script, context -> context.target(context.barCount() == 1 ? 0 : 0.5));
        assertEquals(List.of("refused", "missing", "refused"), said);
        said.clear();
        run(settings, script, context -> context.target(context.barCount() == 1 ? 0.5 : 0));
        assertEquals("order BUY for 4000", said.get(0));
        assertTrue(said.stream().anyMatch(line -> line.startsWith("order SELL")), said.toString());
    }

    @Test
    void shouldCountAPeggedCurrencyAsTheOther() {
        final EngineConfig config = EngineConfig.read(settings()
                .put("instruments.0.currency", "USDT", "test")
                .put("fx.peg.USDT", "USD", "test")
                .put("strategies.0.name", "buy-and-hold", "test"));
        assertTrue(config.currencies().isSingle());
        assertEquals(
                config, EngineConfig.read(Settings.parse(config.toSettings().text(), "journal header")));
    }

    @Test
    void shouldRefuseACurrencyNobodyKnowsTheWorthOf() {
        final Settings settings = settings()
                .put("instruments.0.currency", "CHF", "a.yaml:3")
                .put("strategies.0.name", "buy-and-hold", "test")
                .put("portfolio.currency", "USD", "test");
        final String text = assertThrows(ConfigException.class, () -> EngineConfig.read(settings))
                .getMessage();
        assertTrue(text.contains("a.yaml:3") && text.contains("CHFUSD") && text.contains("fx.peg.CHF"), text);
    }

    /** The oracle counts fills and exchanges alone; both currencies must have exactly that, at every step. */
    @Test
    void shouldConserveBothCurrenciesAtEveryStep() {
        final long seed = Seeds.seed("CurrencyEngineTest", 61);
        for (final String mode : new String[] {"auto", "borrow"}) {
            final EngineConfig config = EngineConfig.read(random().put("portfolio.fx", mode, "test"));
            final InputScript script = RandomMarket.inputs(new Random(seed), 1_500);
            final long[] first = conserve(config, script);
            final long[] second = conserve(config, script);
            assertEquals(first[0], second[0], "seed " + seed);
            assertEquals(first[1], second[1], "seed " + seed);
            assertEquals(mode.equals("auto"), exchanges > 10, "seed " + seed + ": " + exchanges + " exchanges");
        }
    }

    @Test
    void shouldResumeFromAnyState() {
        final long seed = Seeds.seed("CurrencyEngineTest resume", 62);
        final InputScript script = RandomMarket.inputs(new Random(seed), 400);
        for (final String mode : new String[] {"auto", "borrow"}) {
            final EngineConfig config = EngineConfig.read(random().put("portfolio.fx", mode, "test"));
            ResumeCheck.check(new EngineFactory(config), script::source, 397, 1_500);
        }
    }

    private long[] conserve(final EngineConfig config, final InputScript script) {
        cash[0] = config.startingCapital();
        cash[EUR] = 0;
        exchanges = 0;
        engine = new EngineFactory(config).simulated(script.source(), StepLog.NONE, this::checkStep);
        final Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
        return new long[] {engine.stateHash(), engine.orderHash()};
    }

    private void checkStep(final Step step) {
        read(step);
        final Ledger ledger = engine.ledger();
        ledger.checkConservation();
        engine.checkConservation();
        long dollars = 0;
        long euros = 0;
        long equity = 0;
        for (int i = 0; i < ledger.sleeveCount(); i++) {
            dollars += ledger.cash(i, 0);
            euros += ledger.cash(i, EUR);
            equity += ledger.equity(i);
        }
        assertEquals(cash[0], dollars);
        assertEquals(cash[EUR], euros);
        assertEquals(ledger.totalEquity(), equity);
        assertEquals(60_000 * Fixed.ONE, ledger.totalDeposits());
    }

    private void run(
            final Settings settings,
            final InputScript script,
            final java.util.function.Consumer<io.millrace.strategy.StrategyContext> plan) {
        final StrategyCatalog catalog = StrategyCatalog.standard().with(TestStrategies.eachBar(plan));
        engine = new EngineFactory(EngineConfig.read(settings, catalog), catalog)
                .simulated(script.source(), StepLog.NONE, this::read);
        final Step step = new Step();
        while (engine.runOne(step)) {
            continue;
        }
    }

    private void read(final Step step) {
        if (step.inputTemplate() == ExecutionReportDecoder.TEMPLATE_ID) {
            final ExecutionReportDecoder report = new ExecutionReportDecoder();
            report.wrap(step.buffer(), step.inputBlock(), ExecutionReportDecoder.BLOCK_LENGTH, 1);
            if (report.execType() == ExecType.FILL) {
                final long value = Fixed.multiply(report.lastQuantity(), report.lastPrice());
                final int currency = report.instrument() == 1 ? EUR : 0;
                cash[currency] += (report.side() == Side.BUY ? -value : value) - report.fee();
            }
        }
        cursor.outputs(step);
        while (cursor.next()) {
            say(step);
        }
    }

    private void say(final Step step) {
        switch (cursor.templateId()) {
            case CurrencyExchangeDecoder.TEMPLATE_ID -> {
                final CurrencyExchangeDecoder exchange = new CurrencyExchangeDecoder();
                exchange.wrap(step.buffer(), cursor.block(), CurrencyExchangeDecoder.BLOCK_LENGTH, 2);
                cash[0] += exchange.account() - exchange.cost();
                cash[EUR] += exchange.foreign();
                exchanges++;
                said.add("exchange " + Fixed.format(exchange.foreign()));
            }
            case OrderCommandDecoder.TEMPLATE_ID -> {
                final OrderCommandDecoder order = new OrderCommandDecoder();
                order.wrap(step.buffer(), cursor.block(), OrderCommandDecoder.BLOCK_LENGTH, 1);
                said.add("order " + order.side()
                        + (order.cashQuantity() > 0
                                ? " for " + Fixed.format(order.cashQuantity())
                                : " " + Fixed.format(order.quantity())));
            }
            case RiskDecisionDecoder.TEMPLATE_ID -> {
                final RiskDecisionDecoder decision = new RiskDecisionDecoder();
                decision.wrap(step.buffer(), cursor.block(), RiskDecisionDecoder.BLOCK_LENGTH, 1);
                if (decision.control() == RiskControl.FX_RATE && decision.action() == RiskAction.REJECT) {
                    said.add("refused");
                }
            }
            case AlertDecoder.TEMPLATE_ID -> {
                final AlertDecoder alert = new AlertDecoder();
                alert.wrap(step.buffer(), cursor.block(), AlertDecoder.BLOCK_LENGTH, 1);
                if (alert.code() == AlertCode.FX_RATE_MISSING) {
                    said.add("missing");
                }
            }
            default -> {
                // The rest has tests of its own.
            }
        }
    }

    private static Settings settings() {
        return new Settings()
                .put("engine.mode", "backtest", "test")
                .put("portfolio.currency", "USD", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("instruments.0.currency", "EUR", "test")
                .put("instruments.1.symbol", "EUR-USD", "test")
                .put("venue.slippage", "0", "test")
                .put("venue.participation", "0", "test")
                .put("venue.makerFee", "0", "test")
                .put("venue.takerFee", "0", "test")
                .put("risk.perAssetCap", "3", "test")
                .put("risk.grossLeverage", "3", "test")
                .put("strategies.0.name", "each-bar", "test")
                .put("strategies.0.symbol", "X", "test")
                .put("strategies.0.timeframe", "1m", "test");
    }

    /** The random market, where the quoted instrument is in euros and the traded one is the euro. */
    private static Settings random() {
        return RandomMarket.config()
                .toSettings()
                .put("instruments.1.currency", "EUR", "test")
                .put("instruments.2.symbol", "EURUSD", "test")
                .put("strategies.3.symbol", "EURUSD", "test")
                .put("portfolio.borrow.crypto", "0.1", "test");
    }

    private static void bar(final InputScript script, final int instrument, final long afterNs, final double price) {
        final long fixed = Fixed.fromDouble(price);
        script.bar(instrument, 60, START_NS + afterNs, new long[] {fixed, fixed, fixed, fixed}, 1_000_000 * Fixed.ONE);
    }
}
