package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * After {@code convergenceBars} a start in the middle of a history is no longer to be told from one long ago: less than
 * 0.1 % apart, of the usual (mean absolute) size of the value. Prints how many bars it really took.
 */
class ConvergenceTest {
    private static final double LIMIT = 0.001;
    private static final int EVERY = 37;

    static List<IndicatorSpec> specs() {
        final List<IndicatorSpec> specs = new ArrayList<>(IndicatorContractTest.standardSpecs());
        for (final String text : List.of(
                "ema(1)",
                "ema(9)",
                "ema(50)",
                "rsi(2)",
                "atr(1)",
                "atr(50)",
                "adx(2)",
                "adx(5)",
                "adx(30)",
                "macd(5,35,5)",
                "keltner(10,50,1)")) {
            specs.add(IndicatorRegistry.standard().parse(text));
        }
        specs.removeIf(spec -> spec.newIndicator().convergenceBars() == Indicator.NEVER);
        return specs;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldForgetItsStartOnARandomWalk(final IndicatorSpec spec) {
        check(spec, Bars.walk(3_000, 100, Bars.seed(20270)), "walk");
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldForgetItsStartOnDailyPrices(final IndicatorSpec spec) throws IOException {
        check(spec, Bars.daily("SPY"), "SPY");
        check(spec, Bars.daily("AIG"), "AIG");
    }

    @Test
    void shouldSayWhoseLevelNeverLosesItsStart() {
        final List<String> never = new ArrayList<>();
        for (final IndicatorSpec spec : IndicatorContractTest.standardSpecs()) {
            if (spec.newIndicator().convergenceBars() == Indicator.NEVER) {
                never.add(spec.text());
            }
        }
        assertEquals(List.of("obv", "vwap"), never);
    }

    @Test
    void shouldTellTheLongestOfAStream() {
        final IndicatorBank bank = new IndicatorBank();
        final int stream = bank.addStream();
        assertEquals(0, bank.convergenceBars(stream));
        bank.request(stream, IndicatorRegistry.standard().parse("sma(50)"));
        assertEquals(50, bank.convergenceBars(stream));
        bank.request(stream, IndicatorRegistry.standard().parse("rsi(14)"));
        // Fifteen bars of warm-up, then (13/14)^k < 1/10,000.
        assertEquals(15 + 125, bank.convergenceBars(stream));
    }

    private static void check(final IndicatorSpec spec, final Bars bars, final String name) {
        final int stated = spec.newIndicator().convergenceBars();
        assertTrue(stated >= spec.newIndicator().warmUp(), spec.text());
        int needed = 0;
        for (int output = 0; output < spec.newIndicator().outputs(); output++) {
            needed = Math.max(needed, barsNeeded(spec.withOutput(output), bars, stated));
        }
        if (stated > spec.newIndicator().warmUp()) {
            System.out.println(spec + " on " + name + ": within 0.1 % after " + needed + " bars, states " + stated
                    + ", first value at " + spec.newIndicator().warmUp());
        }
        assertTrue(needed <= stated, spec + " on " + name + " needs " + needed + " bars, states " + stated);
    }

    /** The most bars that any start needed until it stayed within the limit. */
    private static int barsNeeded(final IndicatorSpec spec, final Bars bars, final int stated) {
        final double[] longAgo = bars.run(spec.text());
        final double limit = LIMIT * usualSize(longAgo);
        final int horizon = 2 * stated + 50;
        int needed = 0;
        for (int start = bars.size() / 3; start + horizon < bars.size(); start += EVERY) {
            final Indicator late = spec.newIndicator();
            for (int seen = 1; seen <= horizon; seen++) {
                final int t = start + seen - 1;
                bars.feed(late, spec.input(), t);
                // NaN, during warm-up, is not within the limit either.
                if (!(Math.abs(late.value(spec.output()) - longAgo[t]) < limit)) {
                    needed = Math.max(needed, seen + 1);
                }
            }
        }
        assertTrue(needed > 0 || spec.newIndicator().warmUp() == 1, "no start was tried: " + spec);
        return needed;
    }

    private static double usualSize(final double[] values) {
        double sum = 0;
        int counted = 0;
        for (final double value : values) {
            if (!Double.isNaN(value)) {
                sum += Math.abs(value);
                counted++;
            }
        }
        return sum / counted;
    }
}
