package io.millrace.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.config.Settings;
import io.millrace.event.Step;
import io.millrace.fixed.Fixed;
import io.millrace.portfolio.Ledger;
import io.millrace.strategy.StrategyCatalog;
import io.millrace.strategy.StrategyContext;
import io.millrace.testkit.InputScript;
import io.millrace.testkit.RandomMarket;
import org.junit.jupiter.api.Test;

/** Several sleeves of an account in dollars that trade one share in euros: what moves between them, in which money. */
class CurrencyPortfolioTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int DOLLAR = 0;
    private static final int EURO = 1;

    private final InputScript script = new InputScript();
    private StrategyCatalog catalog = StrategyCatalog.standard();
    private TradingEngine engine;

    /**
     * At 1.25 the first pays 5,000 dollars for 40 at 100 euros. Then it sells them all while the second wants 3,000
     * dollars' worth, 24: these cross at 100, the other 16 go at the next open, 110 euros.
     */
    @Test
    void shouldNetWhatIsTradedInEuros() {
        plan("first", 0.5, 0, Double.NaN);
        plan("second", Double.NaN, 0.3, Double.NaN);
        rate(0, 1.25);
        bar(1, 100);
        bar(2, 100);
        bar(3, 110);
        run(two());
        final Ledger ledger = engine.ledger();
        assertEquals(0, ledger.position(0, 0));
        assertEquals(24 * Fixed.ONE, ledger.position(1, 0));
        assertEquals(10_200 * Fixed.ONE, ledger.cash(0, DOLLAR));
        assertEquals(7_000 * Fixed.ONE, ledger.cash(1, DOLLAR));
        assertEquals(0, ledger.cash(0, EURO));
        assertEquals(0, ledger.cash(1, EURO));
        assertEquals(10_300 * Fixed.ONE, ledger.equity(1));
    }

    /** The same where the account borrows: the second owes what the first was paid, and no dollar moves. */
    @Test
    void shouldNetWithEurosOwed() {
        plan("first", 0.5, 0, Double.NaN);
        plan("second", Double.NaN, 0.3, Double.NaN);
        rate(0, 1.25);
        bar(1, 100);
        bar(2, 100);
        bar(3, 110);
        run(two().put("portfolio.fx", "borrow", "test"));
        final Ledger ledger = engine.ledger();
        assertEquals(160 * Fixed.ONE, ledger.cash(0, EURO));
        assertEquals(-2_400 * Fixed.ONE, ledger.cash(1, EURO));
        assertEquals(10_000 * Fixed.ONE, ledger.cash(0, DOLLAR));
        assertEquals(10_000 * Fixed.ONE, ledger.cash(1, DOLLAR));
        assertEquals(10_200 * Fixed.ONE, ledger.equity(0));
        assertEquals(10_300 * Fixed.ONE, ledger.equity(1));
    }

    /** The euro rises from 1.25 to 1.75: 4,000 euros are 7,000 dollars, and half of the 2,000 gained is the other's. */
    @Test
    void shouldMoveDollarsTowardTheBudgetsAfterTheRateMoved() {
        plan("first", 0.5);
        plan("second");
        rate(0, 1.25);
        bar(1, 100);
        bar(2, 100);
        rate(3, 1.75);
        bar(4, 100);
        bar(1_441, 100);
        run(two().put("portfolio.rebalance", "daily", "test"));
        final Ledger ledger = engine.ledger();
        assertEquals(4_000 * Fixed.ONE, ledger.cash(0, DOLLAR));
        assertEquals(11_000 * Fixed.ONE, ledger.cash(1, DOLLAR));
        assertEquals(11_000 * Fixed.ONE, ledger.equity(0));
        assertEquals(11_000 * Fixed.ONE, ledger.equity(1));
        assertEquals(2_000 * Fixed.ONE, ledger.ratesPnl(0));
    }

    /** A strategy with a target weight for each bar; NaN = nothing. */
    private void plan(final String name, final double... weights) {
        catalog = catalog.with(TestStrategies.planned(name, new TestStrategies.Plan() {
            @Override
            public void onFirstBar(final StrategyContext context) {
                onLaterBar(1, context);
            }

            @Override
            public void onLaterBar(final int bar, final StrategyContext context) {
                if (bar <= weights.length && !Double.isNaN(weights[bar - 1])) {
                    context.target(weights[bar - 1]);
                }
            }
        }));
    }

    private static Settings two() {
        final Settings settings = new Settings()
                .put("engine.mode", "backtest", "test")
                .put("portfolio.currency", "USD", "test")
                .put("portfolio.capital", "20000", "test")
                .put("fx.costBps", "0", "test")
                .put("instruments.0.symbol", "X", "test")
                .put("instruments.0.currency", "EUR", "test")
                .put("instruments.1.symbol", "EURUSD", "test")
                .put("venue.slippage", "0", "test")
                .put("venue.participation", "0", "test")
                .put("venue.makerFee", "0", "test")
                .put("venue.takerFee", "0", "test");
        for (int i = 0; i < 2; i++) {
            settings.put("strategies." + i + ".name", i == 0 ? "first" : "second", "test")
                    .put("strategies." + i + ".symbol", "X", "test")
                    .put("strategies." + i + ".timeframe", "1m", "test")
                    .put("strategies." + i + ".budget", "0.5", "test");
        }
        return settings;
    }

    private void run(final Settings settings) {
        engine = new EngineFactory(EngineConfig.read(settings, catalog), catalog)
                .simulated(script.source(), StepLog.NONE, StepListener.NONE);
        final Step step = new Step();
        while (engine.runOne(step)) {
            engine.checkConservation();
            engine.ledger().checkConservation();
        }
    }

    private void rate(final int minute, final double price) {
        add(1, minute, price);
    }

    private void bar(final int minute, final double price) {
        add(0, minute, price);
    }

    private void add(final int instrument, final int minute, final double price) {
        final long fixed = Fixed.fromDouble(price);
        final long closeNs = RandomMarket.START_NS + minute * MINUTE_NS;
        script.bar(instrument, 60, closeNs, new long[] {fixed, fixed, fixed, fixed}, 1_000_000 * Fixed.ONE);
    }
}
