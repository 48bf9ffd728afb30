package io.millrace.venue;

import static io.millrace.event.codec.Side.BUY;
import static io.millrace.event.codec.Side.SELL;
import static io.millrace.venue.VenueScript.f;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.Liquidity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Fees by hand: a broker of shares (half a cent a share, a dollar an order at least), and one of rates. */
class FeeTermsTest {
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final FeeTerms SHARES = new FeeTerms(0, 0, f(0.005), f(1));

    private static VenueScript script(final VenueConfig config, final FeeTerms terms) {
        return new VenueScript(config, new InstrumentFees(terms, terms), f(1), f(1)).bar(100, 101, 99, 100);
    }

    @Test
    void shouldChargeEachShareAndAtLeastTheMinimum() {
        script(VenueConfig.research(), SHARES)
                .market(BUY, 1_000)
                .market(SELL, 100)
                .forget()
                .bar(100, 101, 99, 100)
                .expect("60s #1 FILL 1000@100 left 0 TAKER fee 5", "60s #2 FILL 100@100 left 0 TAKER fee 1");
    }

    @Test
    void shouldAddTheFractionOfTheValue() {
        script(VenueConfig.research(), new FeeTerms(f(-0.0001), f(0.001), f(0.01), 0))
                .market(BUY, 100)
                .limit(SELL, 100, 101)
                .forget()
                .bar(100, 102, 99, 100)
                // 10,000 * 0.1 % + 100 cents; 10,100 * -0.01 % + 100 cents.
                .expect("60s #1 FILL 100@100 left 0 TAKER fee 11", "120s #2 FILL 100@101 left 0 MAKER fee -0.01");
    }

    @Test
    void shouldChargeTheMinimumOnceForAnOrderInParts() {
        script(VenueConfig.research().withParticipation(f(0.1)), SHARES)
                .market(BUY, 300)
                .forget()
                // 10 % of 1,000 shares a bar: 0.50 each, so 1, then what 1.00 leaves of it, then 0.50.
                .bar(100, 101, 99, 100)
                .expect("60s #1 FILL 100@100 left 200 TAKER fee 1")
                .bar(100, 101, 99, 100)
                .expect("120s #1 FILL 100@100 left 100 TAKER")
                .bar(100, 101, 99, 100)
                .expect("180s #1 FILL 100@100 left 0 TAKER fee 0.5");
    }

    @Test
    void shouldPayTheMinimumOutOfTheCashOfAnAllInOrder() {
        script(VenueConfig.research(), SHARES)
                .spend(1_000.99)
                .spend(1_001)
                .spend(0.5)
                .forget()
                .bar(100, 101, 99, 100)
                .expect(
                        "60s #1 FILL 9@100 left 0 TAKER fee 1",
                        "60s #2 FILL 10@100 left 0 TAKER fee 1",
                        "60s #3 CANCELED INSUFFICIENT_FUNDS");
    }

    @Test
    void shouldTakeTheTermsOfTheInstrument() {
        final InstrumentFees fees = new InstrumentFees(FeeTerms.of(f(0.001), f(0.003)), SHARES);
        assertEquals(f(0.3), fees.fee(0, f(1), f(100), Liquidity.TAKER));
        assertEquals(f(0.1), fees.fee(0, f(1), f(100), Liquidity.MAKER));
        assertEquals(f(0.5), fees.fee(1, f(100), f(100), Liquidity.MAKER));
        assertEquals(0, fees.minimum(0));
        assertEquals(f(1), fees.minimum(1));
    }

    @Test
    void shouldRefuseTermsThatAreNone() {
        final String word = assertThrows(IllegalArgumentException.class, () -> new FeeTerms(0, f(1), 0, 0))
                .getMessage();
        assertTrue(word.contains("taker 1") && word.contains("[0, 1)"), word);
        assertThrows(IllegalArgumentException.class, () -> new FeeTerms(0, 0, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new FeeTerms(0, 0, 0, -1));
    }

    @Test
    void shouldBuyTheMostThatCashCoversWithAnyTerms() {
        final Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            final long price = 1_000 + (long) Math.pow(10, 6 + 6 * random.nextDouble());
            final long cash = 1 + (long) Math.pow(10, 8 + 6 * random.nextDouble());
            final long lot = (long) Math.pow(10, 2 + random.nextInt(7));
            final long minimum = random.nextInt(3) * (long) random.nextInt(500_000_000);
            final FeeTerms terms = new FeeTerms(0, random.nextInt(1_000_000), random.nextInt(1_000_000), minimum);
            final long bought = AllInQuantity.largest(cash, price, lot, new InstrumentFees(terms), 0);
            final String word =
                    "seed " + SEED + " case " + i + ": " + bought + " for " + cash + " at " + price + " " + terms;
            assertEquals(0, bought % lot, word);
            assertTrue(bought == 0 || cost(bought, price, terms).compareTo(money(cash)) <= 0, word + " overspends");
            assertTrue(cost(bought + lot, price, terms).compareTo(money(cash)) > 0, word + " could be more");
        }
    }

    /** Value, fraction and amounts each rounded half to even at the eighth decimal; then the minimum. */
    private static BigDecimal cost(final long quantity, final long price, final FeeTerms terms) {
        final BigDecimal value = rounded(money(quantity).multiply(money(price)));
        final BigDecimal fee = rounded(value.multiply(money(terms.takerRate())))
                .add(rounded(money(quantity).multiply(money(terms.perUnit()))));
        return value.add(fee.max(money(terms.minimum())));
    }

    private static BigDecimal money(final long fixed) {
        return BigDecimal.valueOf(fixed, 8);
    }

    private static BigDecimal rounded(final BigDecimal number) {
        return number.setScale(8, RoundingMode.HALF_EVEN);
    }
}
