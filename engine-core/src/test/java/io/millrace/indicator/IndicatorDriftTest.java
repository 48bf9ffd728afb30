package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After ten million bars, an absurd one among them, an indicator is what a fresh computation gives. */
class IndicatorDriftTest {
    private static final int BARS = 10_000_000;
    private static final int KEEP = 5_000;
    private static final long MINUTE_NS = 60_000_000_000L;

    /** On-balance volume remembers all its life; it has a test of its own below. */
    static List<IndicatorSpec> specs() {
        return IndicatorContractTest.standardSpecs().stream()
                .filter(spec -> !spec.definition().name().equals("obv"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldEqualAFreshRecomputationAfterTenMillionBars(final IndicatorSpec spec) {
        final Bars last = Bars.ofSize(KEEP);
        final double[] steps =
                new Random(Bars.seed(20264)).doubles(4_099, -1, 1).toArray();
        final BarValues bar = new BarValues();
        final Indicator indicator = spec.newIndicator();
        double price = 60_000;
        for (int t = 0, s = 0; t < BARS; t++, s = s == steps.length - 1 ? 0 : s + 1) {
            // Pulled back to 60,000; one absurd print of a trillion half-way, which must leave no trace.
            price += steps[s] * 20 + (60_000 - price) * 1e-3;
            final double shown = t == BARS / 2 ? 1e12 : price;
            final double up = 5 + 4 * steps[(s * 7) % steps.length];
            final double volume = t == BARS / 2 ? 1e12 : 1_000 + 900 * steps[(s * 5) % steps.length];
            bar.set(t * MINUTE_NS, shown, shown + up, shown - 5, shown, volume);
            indicator.update(bar.of(spec.input()), bar);
            if (t >= BARS - KEEP) {
                keep(last, t - (BARS - KEEP), bar);
            }
        }
        for (int output = 0; output < indicator.outputs(); output++) {
            final IndicatorSpec one = spec.withOutput(output);
            final double expected = Naive.value(one, last, KEEP - 1);
            assertEquals(expected, indicator.value(output), tolerance(one) * Math.abs(expected), one.text());
        }
    }

    /** A difference of numbers near 60,000 that is itself near 10 has four digits less. */
    private static double tolerance(final IndicatorSpec spec) {
        return switch (spec.definition().name()) {
            case "macd", "roc", "bb", "cci", "zscore", "beta", "lrstdev", "realvol" -> 1e-9;
            default -> 1e-12;
        };
    }

    private static void keep(final Bars last, final int at, final BarValues bar) {
        last.openTimeNs()[at] = bar.openTimeNs();
        last.open()[at] = bar.of(BarInput.OPEN);
        last.high()[at] = bar.high();
        last.low()[at] = bar.low();
        last.close()[at] = bar.close();
        last.volume()[at] = bar.volume();
    }

    /** Hundredths are summed as whole numbers beside it; a plain sum of doubles is off in the tenth digit here. */
    @Test
    void shouldSumVolumesOverOneLongSessionToTheLastDigits() {
        final Random random = new Random(Bars.seed(20269));
        final Indicator balance = IndicatorRegistry.standard().parse("obv").newIndicator();
        final Indicator average = IndicatorRegistry.standard().parse("vwap").newIndicator();
        final BarValues bar = new BarValues();
        long signedCents = 0;
        long turnover = 0;
        long volumes = 0;
        int previous = 0;
        for (int t = 0; t < BARS; t++) {
            final int price = 50_000 + random.nextInt(1_000);
            final int volume = random.nextInt(100_000);
            signedCents += (long) Integer.signum(price - previous) * volume;
            turnover += (long) price * volume;
            volumes += volume;
            previous = price;
            bar.set(0, price, price, price, price, volume / 100.0);
            balance.update(price, bar);
            average.update(price, bar);
        }
        final double expected = signedCents / 100.0;
        assertEquals(expected, balance.value(), 1e-12 * Math.abs(expected));
        assertEquals((double) turnover / volumes, average.value(), 1e-9 * price(turnover, volumes));
    }

    private static double price(final long turnover, final long volumes) {
        return (double) turnover / volumes;
    }
}
