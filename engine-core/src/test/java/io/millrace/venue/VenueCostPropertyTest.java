package io.millrace.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.OrderType;
import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.venue.LatencyModel.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random orders under every model at once: nothing is lost, nothing is charged twice, and twice it is the same. */
class VenueCostPropertyTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final FeeTerms TERMS = new FeeTerms(-5_000, 100_000, 500_000, Fixed.ONE);
    private static final long MINUTE = 60 * VenueScript.SECOND;

    @Test
    void shouldConserveQuantityAndFees() {
        for (long seed = SEED; seed < SEED + 40; seed++) {
            final String word = "seed " + seed;
            final Map<String, Double> ordered = new HashMap<>();
            final List<String> reports = run(seed, ordered);
            assertEquals(reports, run(seed, new HashMap<>()), word);
            assertTrue(reports.size() > 100, word + " tested nothing");
            for (final Map.Entry<String, Double> order : ordered.entrySet()) {
                check(word, reports, order.getKey(), order.getValue());
            }
        }
    }

    private static void check(final String seed, final List<String> reports, final String id, final double quantity) {
        BigDecimal left = BigDecimal.valueOf(quantity);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal paid = BigDecimal.ZERO;
        boolean over = false;
        double lastSeconds = 0;
        for (final String report : reports) {
            final String[] words = report.split(" ");
            if (!words[1].equals(id)) {
                continue;
            }
            final String word = seed + ": " + report;
            assertFalse(over, word + " after the end");
            final double seconds = Double.parseDouble(words[0].replace("s", ""));
            assertTrue(seconds >= lastSeconds, word + " is heard before an earlier one");
            lastSeconds = seconds;
            over = words[2].equals("REJECTED") || words[2].equals("CANCELED");
            if (words[2].equals("FILL")) {
                final BigDecimal filled = new BigDecimal(words[3].split("@")[0]);
                left = left.subtract(filled);
                assertTrue(left.signum() >= 0, word + " overfills");
                assertEquals(0, left.compareTo(new BigDecimal(words[5])), word);
                sum = sum.add(fee(filled, new BigDecimal(words[3].split("@")[1]), words[6].equals("MAKER")));
                paid = paid.add(words.length > 8 ? new BigDecimal(words[8]) : BigDecimal.ZERO);
                assertEquals(0, paid.compareTo(sum.max(BigDecimal.ONE)), word + ": paid " + paid + ", sum " + sum);
                over = left.signum() == 0;
            }
        }
    }

    private static BigDecimal fee(final BigDecimal quantity, final BigDecimal price, final boolean maker) {
        final BigDecimal rate = BigDecimal.valueOf(maker ? TERMS.makerRate() : TERMS.takerRate(), 8);
        return rounded(rounded(quantity.multiply(price)).multiply(rate))
                .add(rounded(quantity.multiply(BigDecimal.valueOf(TERMS.perUnit(), 8))));
    }

    private static BigDecimal rounded(final BigDecimal number) {
        return number.setScale(8, RoundingMode.HALF_EVEN);
    }

    private static List<String> run(final long seed, final Map<String, Double> ordered) {
        final Random random = new Random(seed);
        final boolean ticks = random.nextBoolean();
        final VenueScript script = new VenueScript(config(random, seed), new InstrumentFees(TERMS, TERMS), 1, 1);
        for (int i = 1; i <= 150; i++) {
            final double quantity = 1 + random.nextInt(300);
            final OrderType type = OrderType.values()[random.nextInt(5)];
            final double at = 95 + random.nextInt(11);
            ordered.put("#" + i, quantity);
            script.send(script.fresh(random.nextBoolean() ? Side.BUY : Side.SELL, type)
                    .quantity(VenueScript.f(quantity))
                    .limitPrice(VenueScript.f(at))
                    .stopPrice(VenueScript.f(at))
                    .ocoGroup(random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 0));
            if (random.nextInt(4) == 0) {
                script.cancel(1 + random.nextInt(i));
            }
            market(script, random, ticks);
        }
        script.advance(3_600);
        final long[] hash = {17};
        script.venue.writeState(value -> hash[0] = hash[0] * 1_000_003 + value);
        final List<String> all = new ArrayList<>(script.reports);
        all.removeIf(text -> text.contains("CANCEL_REJECTED"));
        all.add("0s #0 STATE " + hash[0]);
        return all;
    }

    private static void market(final VenueScript script, final Random random, final boolean ticks) {
        final double price = 96 + random.nextInt(9);
        if (!ticks) {
            script.bar(price, price + random.nextInt(4), price - random.nextInt(4), price, 1_000);
        } else if (random.nextBoolean()) {
            script.quote(price - 1, random.nextInt(200), price + 1, random.nextInt(200));
        } else {
            script.trade(price, 1 + random.nextInt(300));
        }
    }

    private static VenueConfig config(final Random random, final long seed) {
        final Shape shape = Shape.values()[random.nextInt(3)];
        final long second = VenueScript.SECOND;
        final Incident.Kind[] kinds = Incident.Kind.values();
        final Incident[] script = new Incident[random.nextInt(6)];
        for (int i = 0; i < script.length; i++) {
            final long from = random.nextInt(100) * (seed % 2 == 0 ? MINUTE : second);
            final long to = from + random.nextInt(300) * second + 1;
            script[i] = new Incident(kinds[random.nextInt(4)], Incident.EVERY, from, to);
        }
        return VenueConfig.research()
                .with(new LatencyModel(shape, second, 9 * second, second / 2, 7 * second, Fixed.ONE))
                .with(new SlippageModel(10_000, Fixed.ONE / 4, 20_000, 30_000, Fixed.ONE / 10))
                .withParticipation(random.nextBoolean() ? 0 : Fixed.ONE / 10)
                .withScript(script);
    }
}
