package io.millrace.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random orders on random bars; expectations are recomputed here with big integers. */
class VenuePropertyTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final BigInteger ONE = BigInteger.valueOf(100_000_000L);

    @Test
    void shouldBuyTheLargestQuantityThatCashCovers() {
        final Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            final long price = 1 + (long) (Math.pow(10, 4 + 8 * random.nextDouble()));
            final long cash = 1 + (long) (Math.pow(10, 8 + 6 * random.nextDouble()));
            final long rate = random.nextInt(4) == 0 ? 0 : random.nextInt(2_000_000);
            final long lot = (long) Math.pow(10, random.nextInt(9));
            final long quantity = AllInQuantity.largest(cash, price, lot, new RateFees(rate, rate), 0);
            final String word = "seed " + SEED + " case " + i + ": " + quantity;
            final BigInteger limit = BigInteger.valueOf(cash);
            assertEquals(0, quantity % lot, word);
            assertTrue(quantity == 0 || cost(quantity, price, rate).compareTo(limit) <= 0, word + " overspends");
            assertTrue(cost(quantity + lot, price, rate).compareTo(limit) > 0, word + " could be more");
        }
    }

    @Test
    void shouldFillNoBetterThanTheMarketAllowedAndTwiceTheSame() {
        for (long seed = SEED; seed < SEED + 50; seed++) {
            final List<String> first = run(seed);
            assertEquals(first, run(seed), "seed " + seed);
            assertTrue(first.size() > 20, "seed " + seed + " tested nothing");
        }
    }

    private static List<String> run(final long seed) {
        final Random random = new Random(seed);
        final VenueConfig config = VenueConfig.research().withParticipation(random.nextBoolean() ? 0 : 10_000_000);
        final VenueScript script = new VenueScript(config, RateFees.ofBps(10));
        final List<String> all = new ArrayList<>();
        final double[] left = new double[1_000];
        int placed = 0;
        double price = 100;
        for (int i = 0; i < 100; i++) {
            final Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            final double quantity = 1 + random.nextInt(200);
            final double at = Math.rint(price * (0.95 + 0.1 * random.nextDouble()));
            final OrderType type = OrderType.values()[random.nextInt(5)];
            left[++placed] = quantity;
            script.send(script.fresh(side, type)
                    .quantity(VenueScript.f(quantity))
                    .limitPrice(VenueScript.f(at))
                    .stopPrice(VenueScript.f(at))
                    .ocoGroup(random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 0));
            final double open = Math.rint(price * (0.97 + 0.06 * random.nextDouble()));
            final double close = Math.rint(open * (0.97 + 0.06 * random.nextDouble()));
            final double high = Math.max(open, close) + random.nextInt(4);
            final double low = Math.min(open, close) - random.nextInt(4);
            script.bar(open, high, low, close, 1_000);
            check(seed, script.reports, low, high, left);
            all.addAll(script.reports);
            script.forget();
            price = close;
        }
        final long[] hash = {17};
        script.venue.writeState(value -> hash[0] = hash[0] * 1_000_003 + value);
        all.add("state " + hash[0]);
        return all;
    }

    private static void check(
            final long seed, final List<String> reports, final double low, final double high, final double[] left) {
        for (final String report : reports) {
            final String[] words = report.split(" ");
            if (!"FILL".equals(words[2])) {
                continue;
            }
            final int id = Integer.parseInt(words[1].substring(1));
            final String[] fill = words[3].split("@");
            final double price = Double.parseDouble(fill[1]);
            final String word = "seed " + seed + ": " + report + " in [" + low + ", " + high + "]";
            assertTrue(price >= low && price <= high, word);
            left[id] -= Double.parseDouble(fill[0]);
            assertTrue(left[id] >= 0, word + " overfills");
            assertEquals(left[id], Double.parseDouble(words[5]), 1e-9, word);
        }
    }

    private static BigInteger cost(final long quantity, final long price, final long rate) {
        final BigInteger value = scaled(BigInteger.valueOf(quantity), price);
        return value.add(scaled(value, rate));
    }

    private static BigInteger scaled(final BigInteger a, final long b) {
        return new BigDecimal(a.multiply(BigInteger.valueOf(b)))
                .divide(new BigDecimal(ONE), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
    }
}
