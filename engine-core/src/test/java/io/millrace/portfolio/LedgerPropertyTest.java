package io.millrace.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.StateHash;
import io.millrace.event.codec.Side;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random fills, marks and deposits against {@link NaiveLedger}; another seed with {@code -Dseed=N}. */
class LedgerPropertyTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int SLEEVES = 3;
    private static final int INSTRUMENTS = 4;

    @Test
    void shouldAgreeWithAccountingByHand() {
        for (int run = 0; run < 60; run++) {
            agree(new Random(SEED + run), "seed " + (SEED + run));
        }
    }

    @Test
    void shouldStayWholeAtTheEdgesOfTheRange() {
        int refused = 0;
        for (int run = 0; run < 40; run++) {
            refused += survive(new Random(SEED - run), "seed " + (SEED - run));
        }
        assertTrue(refused > 1_000, "only " + refused + " refusals: the test does not reach the edges, seed " + SEED);
    }

    private void agree(final Random random, final String words) {
        final Ledger ledger = new Ledger(SLEEVES, INSTRUMENTS);
        final RecordingTrips trips = new RecordingTrips(SLEEVES);
        final NaiveLedger[] naive = new NaiveLedger[SLEEVES];
        for (int i = 0; i < SLEEVES; i++) {
            naive[i] = new NaiveLedger();
            for (int j = 0; j < INSTRUMENTS; j++) {
                naive[i].holdings.put(j, new NaiveLedger.Holding());
            }
        }
        final int magnitude = 1 + random.nextInt(9);
        for (int step = 0; step < 500; step++) {
            final int sleeve = random.nextInt(SLEEVES);
            final int instrument = random.nextInt(INSTRUMENTS);
            final long price = 1 + Math.abs(random.nextLong() % power(magnitude + 3));
            final int kind = random.nextInt(10);
            if (kind == 0) {
                final long amount = random.nextLong() % power(12);
                ledger.deposit(sleeve, amount);
                naive[sleeve].cash = naive[sleeve].cash.add(decimal(amount));
            } else if (kind <= 3) {
                ledger.mark(instrument, price);
                for (final NaiveLedger one : naive) {
                    one.holdings.get(instrument).mark = decimal(price);
                }
            } else {
                final boolean buys = random.nextBoolean();
                final long quantity = quantity(random, ledger, sleeve, instrument, buys, magnitude);
                final long fee = random.nextLong() % power(random.nextInt(7));
                final boolean unmarked = naive[0].holdings.get(instrument).mark.signum() == 0;
                for (final NaiveLedger one : naive) {
                    final NaiveLedger.Holding holding = one.holdings.get(instrument);
                    holding.mark = unmarked ? decimal(price) : holding.mark;
                }
                ledger.applyFill(sleeve, instrument, buys ? Side.BUY : Side.SELL, quantity, price, fee, step, trips);
                naive[sleeve].fill(instrument, buys, decimal(quantity), decimal(price), decimal(fee), step);
            }
            ledger.checkConservation();
            compare(ledger, naive, words + " step " + step);
        }
        for (int i = 0; i < SLEEVES; i++) {
            assertEquals(naive[i].trips, trips.bySleeve.get(i), words);
        }
    }

    private static void compare(final Ledger ledger, final NaiveLedger[] naive, final String words) {
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < SLEEVES; i++) {
            same(naive[i].cash, ledger.cash(i), words);
            same(naive[i].gross, ledger.grossRealisedPnl(i), words);
            same(naive[i].gross.subtract(naive[i].fees), ledger.realisedPnl(i), words);
            same(naive[i].fees, ledger.fees(i), words);
            same(naive[i].equity(), ledger.equity(i), words);
            total = total.add(naive[i].equity());
            BigDecimal unrealised = BigDecimal.ZERO;
            BigDecimal exposure = BigDecimal.ZERO;
            for (int j = 0; j < INSTRUMENTS; j++) {
                final NaiveLedger.Holding holding = naive[i].holdings.get(j);
                same(holding.signed(), ledger.position(i, j), words);
                same(holding.cost(), ledger.costBasis(i, j), words);
                same(holding.value(), ledger.positionValue(i, j), words);
                same(holding.value().subtract(holding.cost()), ledger.unrealised(i, j), words);
                assertEquals(holding.lots.size(), ledger.openLots(i, j), words);
                unrealised = unrealised.add(holding.value()).subtract(holding.cost());
                exposure = exposure.add(holding.value().abs());
            }
            same(unrealised, ledger.unrealised(i), words);
            same(exposure, ledger.grossExposure(i), words);
        }
        same(total, ledger.totalEquity(), words);
    }

    /** Often exactly what is held, so that positions close and flip; else anything. */
    private static long quantity(
            final Random random,
            final Ledger ledger,
            final int sleeve,
            final int instrument,
            final boolean buys,
            final int magnitude) {
        final long held = ledger.position(sleeve, instrument);
        if (held != 0 && held > 0 != buys && random.nextInt(3) == 0) {
            return Math.abs(held) * (1 + random.nextInt(2));
        }
        return 1 + Math.abs(random.nextLong() % power(magnitude + random.nextInt(4)));
    }

    private int survive(final Random random, final String words) {
        final Ledger ledger = new Ledger(SLEEVES, INSTRUMENTS, 2 + random.nextInt(3));
        final RecordingTrips trips = new RecordingTrips(SLEEVES);
        int refused = 0;
        for (int step = 0; step < 600; step++) {
            final long before = hash(ledger);
            final int seen = count(trips);
            try {
                randomAction(random, ledger, trips, step);
            } catch (final ArithmeticException e) {
                refused++;
                assertEquals(before, hash(ledger), words + " step " + step);
                assertEquals(seen, count(trips), words + " step " + step);
            }
            ledger.checkConservation();
            for (int i = 0; i < SLEEVES; i++) {
                same(decimal(ledger.cash(i)).add(decimal(ledger.marketValue(i))), ledger.equity(i), words);
                same(
                        decimal(ledger.grossRealisedPnl(i)).subtract(decimal(ledger.fees(i))),
                        ledger.realisedPnl(i),
                        words);
                assertTrue(ledger.averagePrice(i, step % INSTRUMENTS) >= 0, words);
            }
        }
        return refused;
    }

    private static void randomAction(
            final Random random, final Ledger ledger, final RecordingTrips trips, final int step) {
        final int sleeve = random.nextInt(SLEEVES);
        final int instrument = random.nextInt(INSTRUMENTS);
        final int kind = random.nextInt(10);
        if (kind == 0) {
            ledger.deposit(sleeve, -(random.nextLong() >> random.nextInt(63)) | 1);
        } else if (kind <= 2) {
            ledger.mark(instrument, any(random));
        } else {
            final long fee = random.nextInt(4) == 0 ? any(random) : 0;
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            ledger.applyFill(sleeve, instrument, side, any(random), any(random), -fee, step, trips);
        }
    }

    private static long any(final Random random) {
        return Math.max(1, random.nextLong() >>> (1 + random.nextInt(63)));
    }

    private static int count(final RecordingTrips trips) {
        return trips.bySleeve.stream().mapToInt(java.util.List::size).sum();
    }

    private static void same(final BigDecimal expected, final long actual, final String words) {
        assertEquals(
                0,
                expected.compareTo(decimal(actual)),
                () -> words + ": expected " + expected + ", was " + decimal(actual));
    }

    private static long power(final int exponent) {
        long result = 1;
        for (int i = 0; i < exponent; i++) {
            result *= 10;
        }
        return result;
    }

    private static BigDecimal decimal(final long value) {
        return BigDecimal.valueOf(value, 8);
    }

    private static long hash(final Ledger ledger) {
        final StateHash hash = new StateHash();
        ledger.writeState(hash);
        return hash.value();
    }
}
