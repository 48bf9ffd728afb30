package io.millrace.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.event.StateBuffer;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;
import io.millrace.testkit.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sleeves with cash in several currencies: by hand, and against an oracle of big integers. */
class LedgerCurrencyTest {
    private static final int EUR = 1;
    private static final int JPY = 2;
    private static final LedgerListener NOBODY = (sleeve, instrument, side, in, out, max, entry, exit, pnl, fees) -> {};

    private final Currencies currencies = new Currencies(new String[] {"USD", "EUR", "JPY"}, new int[] {0, EUR, JPY});
    private final Ledger ledger = new Ledger(2, 3, 8, currencies);

    /** 100 euros of shares bought at 1.10 gain 10 euros of price and 10 cents of rate on each of the 100. */
    @Test
    void shouldSplitTheProfitIntoTradingRatesAndCost() {
        ledger.deposit(0, fixed("1000"));
        currencies.rate(EUR, fixed("1.1"), Fixed.ONE, 0);
        ledger.applyFill(0, 1, Side.BUY, fixed("5"), fixed("20"), fixed("1"), 1, NOBODY);
        ledger.exchange(0, EUR, fixed("101"), fixed("-111.1"), fixed("0.02222"));
        assertEquals(fixed("888.87778"), ledger.cash(0));
        assertEquals(0, ledger.cash(0, EUR));
        assertEquals(fixed("998.87778"), ledger.equity(0));

        currencies.rate(EUR, fixed("1.2"), Fixed.ONE, 1);
        ledger.mark(1, fixed("22"));
        assertEquals(fixed("1020.87778"), ledger.equity(0));
        assertEquals(fixed("-1.1"), ledger.realisedPnl(0));
        assertEquals(fixed("12"), ledger.unrealised(0));
        assertEquals(fixed("10"), ledger.ratesPnl(0));
        assertEquals(fixed("132"), ledger.grossExposure(0));

        ledger.applyFill(0, 1, Side.SELL, fixed("5"), fixed("22"), fixed("1"), 2, NOBODY);
        ledger.exchange(0, EUR, fixed("-109"), fixed("130.8"), fixed("0.02616"));
        currencies.rate(EUR, fixed("0.7"), Fixed.ONE, 3);
        assertEquals(fixed("1019.65162"), ledger.equity(0));
        assertEquals(fixed("1000"), ledger.deposits(0));
        assertEquals(fixed("9.7"), ledger.realisedPnl(0));
        assertEquals(fixed("2.3"), ledger.fees(0));
        assertEquals(fixed("0.04838"), ledger.exchangeCost(0));
        assertEquals(fixed("10"), ledger.ratesPnl(0));
        ledger.checkConservation();
    }

    @Test
    void shouldOweWhatItDidNotExchange() {
        ledger.deposit(0, fixed("1000"));
        currencies.rate(EUR, fixed("1.1"), Fixed.ONE, 0);
        ledger.applyFill(0, 1, Side.BUY, fixed("5"), fixed("20"), fixed("1"), 1, NOBODY);
        currencies.rate(EUR, fixed("1.2"), Fixed.ONE, 1);
        assertEquals(fixed("-101"), ledger.cash(0, EUR));
        assertEquals(fixed("1000"), ledger.cash(0, Currencies.ACCOUNT));
        assertEquals(fixed("878.8"), ledger.cash(0));
        assertEquals(fixed("998.8"), ledger.equity(0));
        assertEquals(fixed("-0.1"), ledger.ratesPnl(0));
    }

    @Test
    void shouldLoseNothingInAPairQuotedTheOtherWayRound() {
        currencies.rate(JPY, Fixed.ONE, fixed("150"), 0);
        assertEquals(fixed("100"), currencies.toAccount(JPY, fixed("15000")));
        assertEquals(fixed("15000"), currencies.fromAccount(JPY, fixed("100"), Rounding.FLOOR));
        assertThrows(IllegalArgumentException.class, () -> currencies.rate(JPY, 0, Fixed.ONE, 0));
        assertThrows(IllegalArgumentException.class, () -> ledger.exchange(0, 0, 1, 1, 0));
    }

    /** The oracle knows cash, quantities and rates only. */
    @Test
    void shouldConserveEveryCurrencyAtEveryStep() {
        final long seed = Seeds.seed("ledger currencies", 51);
        final Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            final Currencies rates = new Currencies(new String[] {"USD", "EUR", "JPY"}, new int[] {0, EUR, JPY, EUR});
            final Ledger book = new Ledger(3, 4, 4, rates);
            final Oracle oracle = new Oracle();
            for (int sleeve = 0; sleeve < 3; sleeve++) {
                book.deposit(sleeve, fixed("100000"));
                oracle.cash[sleeve][0] = fixed("100000");
            }
            for (int step = 0; step < 300; step++) {
                act(random, book, oracle);
                book.checkConservation();
                oracle.check(book, seed);
            }
            resume(book, rates);
        }
    }

    private static void act(final Random random, final Ledger book, final Oracle oracle) {
        final int sleeve = random.nextInt(3);
        final int instrument = random.nextInt(4);
        final int currency = book.currencies().of(instrument);
        final long price = 1 + (long) (random.nextDouble() * 200 * Fixed.ONE);
        switch (random.nextInt(5)) {
            case 0 -> {
                if (currency != Currencies.ACCOUNT) {
                    final boolean turned = currency == JPY;
                    book.currencies().rate(currency, turned ? Fixed.ONE : price, turned ? price : Fixed.ONE, 0);
                }
            }
            case 1 -> book.mark(instrument, price);
            case 2 -> {
                if (currency != Currencies.ACCOUNT) {
                    final long foreign = (long) (random.nextGaussian() * 100 * Fixed.ONE);
                    final long account = (long) (random.nextGaussian() * 100 * Fixed.ONE);
                    final long cost = random.nextInt(1_000);
                    book.exchange(sleeve, currency, foreign, account, cost);
                    oracle.cash[sleeve][currency] += foreign;
                    oracle.cash[sleeve][0] += account - cost;
                }
            }
            default -> {
                final boolean buys = random.nextBoolean();
                final long quantity = 1 + (long) (random.nextDouble() * 50 * Fixed.ONE);
                final long fee = random.nextInt(100_000);
                book.applyFill(sleeve, instrument, buys ? Side.BUY : Side.SELL, quantity, price, fee, 0, NOBODY);
                final long value = Fixed.multiply(quantity, price);
                oracle.cash[sleeve][currency] += (buys ? -value : value) - fee;
                oracle.quantity[sleeve][instrument] += buys ? quantity : -quantity;
            }
        }
    }

    private static void resume(final Ledger book, final Currencies rates) {
        final StateBuffer state = new StateBuffer();
        book.writeState(state);
        final Currencies other = new Currencies(new String[] {"USD", "EUR", "JPY"}, new int[] {0, EUR, JPY, EUR});
        final Ledger copy = new Ledger(3, 4, 4, other);
        copy.readState(state);
        copy.checkConservation();
        for (int sleeve = 0; sleeve < 3; sleeve++) {
            assertEquals(book.equity(sleeve), copy.equity(sleeve));
            assertEquals(book.realisedPnl(sleeve), copy.realisedPnl(sleeve));
            assertEquals(book.ratesPnl(sleeve), copy.ratesPnl(sleeve));
            assertEquals(book.deposits(sleeve), copy.deposits(sleeve));
        }
        assertEquals(rates.numerator(EUR), other.numerator(EUR));
    }

    private static final class Oracle {
        final long[][] cash = new long[3][3];
        final long[][] quantity = new long[3][4];

        void check(final Ledger book, final long seed) {
            BigInteger account = BigInteger.ZERO;
            for (int sleeve = 0; sleeve < 3; sleeve++) {
                final long[] worth = cash[sleeve].clone();
                for (int instrument = 0; instrument < 4; instrument++) {
                    assertEquals(quantity[sleeve][instrument], book.position(sleeve, instrument), "seed " + seed);
                    worth[book.currencies().of(instrument)] += book.positionValue(sleeve, instrument);
                }
                BigInteger sum = BigInteger.ZERO;
                for (int currency = 0; currency < 3; currency++) {
                    assertEquals(cash[sleeve][currency], book.cash(sleeve, currency), "seed " + seed);
                    assertEquals(worth[currency], book.equity(sleeve, currency), "seed " + seed);
                    sum = sum.add(converted(book.currencies(), currency, worth[currency]));
                }
                assertEquals(sum.longValueExact(), book.equity(sleeve), "seed " + seed);
                assertEquals(fixed("100000"), book.deposits(sleeve), "seed " + seed);
                account = account.add(sum);
            }
            assertEquals(account.longValueExact(), book.totalEquity(), "seed " + seed);
        }

        private static BigInteger converted(final Currencies rates, final int currency, final long amount) {
            return new BigDecimal(BigInteger.valueOf(amount).multiply(BigInteger.valueOf(rates.numerator(currency))))
                    .divide(new BigDecimal(rates.denominator(currency)), 0, java.math.RoundingMode.HALF_EVEN)
                    .toBigInteger();
        }
    }

    private static long fixed(final String text) {
        return Fixed.parse(text);
    }
}
