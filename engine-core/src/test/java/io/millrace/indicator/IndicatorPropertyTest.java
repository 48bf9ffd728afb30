package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every market: random ones, with a seed that is printed. */
class IndicatorPropertyTest {
    private static final int BARS = 300;

    /** With prices doubled, these double: to the bit, since doubling loses none. */
    private static final List<String> LIKE_PRICES =
            List.of("sma", "ema", "wma", "macd", "mom", "tr", "atr", "donchian", "keltner", "rmax", "rstdev", "vwap");

    /** With prices doubled, these stay what they are. */
    private static final List<String> LIKE_RATIOS = List.of(
            "rsi", "roc", "adx", "stoch", "cci", "zscore", "prank", "lrstdev", "realvol", "corr", "obv", "vma",
            "vratio");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldKeepWithinItsBounds(final long n) {
        final Bars bars = Bars.walk(BARS, 100, Bars.seed(20280 + n));
        final Random random = new Random(Bars.seed(20290 + n));
        final int period = 2 + random.nextInt(40);
        for (final String text : List.of("rsi(P)", "adx(P)", "adx(P).plusdi", "stoch(P,2,3)", "prank(P)")) {
            between(0, 100, bars, text.replace("P", "" + period));
        }
        between(-1, 1, bars, "corr(" + period + ")");
        between(-Math.sqrt(period), Math.sqrt(period), bars, "zscore(" + period + ")");
        between(0, period, bars, "vratio(" + period + ")");
        final double[] upper = bars.run("donchian(" + period + ")");
        final double[] lower = bars.run("donchian(" + period + ").lower");
        final double[] weighted = bars.run("wma(" + period + ")");
        for (int t = period - 1; t < BARS; t++) {
            assertTrue(lower[t] <= bars.close()[t] && bars.close()[t] <= upper[t], "donchian at " + t);
            assertTrue(lower[t] <= weighted[t] && weighted[t] <= upper[t], "wma at " + t);
        }
    }

    private static void between(final double least, final double most, final Bars bars, final String text) {
        final double slack = 1e-12 * most;
        for (final double value : bars.run(text)) {
            assertTrue(Double.isNaN(value) || (value >= least - slack && value <= most + slack), text + " is " + value);
        }
    }

    @Test
    void shouldScaleWithThePrices() {
        final Bars bars = Bars.walk(BARS, 100, Bars.seed(20300));
        final Bars doubled = Bars.ofSize(BARS);
        for (int t = 0; t < BARS; t++) {
            doubled.open()[t] = 2 * bars.open()[t];
            doubled.high()[t] = 2 * bars.high()[t];
            doubled.low()[t] = 2 * bars.low()[t];
            doubled.close()[t] = 2 * bars.close()[t];
            doubled.volume()[t] = bars.volume()[t];
        }
        LIKE_PRICES.forEach(name -> scales(name, 2, bars, doubled));
        LIKE_RATIOS.forEach(name -> scales(name, 1, bars, doubled));
    }

    private static void scales(final String name, final double factor, final Bars bars, final Bars doubled) {
        final IndicatorSpec spec = IndicatorRegistry.standard().parse(name);
        for (int output = 0; output < spec.definition().outputs().size(); output++) {
            final String text = spec.withOutput(output).text();
            final double[] values = bars.run(text);
            final double[] others = doubled.run(text);
            for (int t = 0; t < BARS; t++) {
                assertEquals(factor * values[t], others[t], text + " at bar " + t);
            }
        }
    }

    /**
     * Every registered indicator goes through two splits in the middle, with no bar between them, as if all bars had
     * been in the units after them.
     */
    @Test
    void shouldNotSeeSplits() {
        final Bars bars = Bars.walk(BARS, 100, Bars.seed(20330));
        final IndicatorBank split = new IndicatorBank();
        final IndicatorBank adjusted = new IndicatorBank();
        split.addStream();
        adjusted.addStream();
        for (final IndicatorDefinition definition : IndicatorRegistry.standard().definitions()) {
            for (final String input : definition.input() == BarInput.BAR ? List.of("") : List.of("", "volume")) {
                final String name = definition.name() + (input.isEmpty() ? "" : "(" + input + ")");
                split.request(0, IndicatorRegistry.standard().parse(name));
                adjusted.request(0, IndicatorRegistry.standard().parse(name));
            }
        }
        for (int t = 0; t < BARS; t++) {
            if (t == BARS / 2) {
                split.split(0, 8, 1);
                split.split(0, 1, 2);
                equal(adjusted, split, t);
                copiesEqual(adjusted, split, t);
            }
            feed(adjusted, bars, t, 1);
            feed(split, bars, t, t < BARS / 2 ? 4 : 1);
        }
        equal(adjusted, split, BARS);
    }

    private static void feed(final IndicatorBank bank, final Bars bars, final int t, final double units) {
        bank.update(
                0,
                t,
                bars.open()[t] * units,
                bars.high()[t] * units,
                bars.low()[t] * units,
                bars.close()[t] * units,
                bars.volume()[t] / units);
    }

    /** A power of two loses no bit. */
    private static void equal(final IndicatorBank expected, final IndicatorBank actual, final int t) {
        for (int slot = 0; slot < expected.count(0); slot++) {
            assertEquals(expected.value(0, slot), actual.value(0, slot), expected.spec(0, slot) + " at bar " + t);
        }
    }

    private static void copiesEqual(final IndicatorBank expected, final IndicatorBank actual, final int t) {
        final double[] wanted = new double[expected.count(0)];
        final double[] copied = new double[actual.count(0)];
        assertEquals(wanted.length, expected.copyTo(0, wanted));
        assertEquals(copied.length, actual.copyTo(0, copied));
        assertArrayEquals(wanted, copied, "at bar " + t);
    }

    /** Random specifications at random bars. */
    @Test
    void shouldEqualTheNaiveTwinWhateverTheParameters() {
        final Random random = new Random(Bars.seed(20310));
        final List<IndicatorDefinition> definitions =
                IndicatorRegistry.standard().definitions();
        for (int trial = 0; trial < 300; trial++) {
            final IndicatorDefinition definition = definitions.get(random.nextInt(definitions.size()));
            final StringBuilder text = new StringBuilder(definition.name());
            int least = 2;
            for (final IndicatorParameter parameter : definition.parameters()) {
                // Rising periods: a slow one has to be longer than a fast one.
                final int value = least + random.nextInt(25);
                least = parameter.name().equals("fast") ? value + 1 : 2;
                text.append(text.indexOf("(") < 0 ? "(" : ",").append(value);
            }
            text.append(text.indexOf("(") < 0 ? "" : ")");
            final IndicatorSpec spec = IndicatorRegistry.standard()
                    .parse(text.toString())
                    .withOutput(random.nextInt(definition.outputs().size()));
            final Bars bars = Bars.walk(60 + random.nextInt(60), 50 + random.nextInt(1_000), random.nextLong());
            final double value = bars.run(spec.text())[bars.size() - 1];
            final double expected = Naive.value(spec, bars, bars.size() - 1);
            assertEquals(expected, value, 1e-10 * Math.max(1, Math.abs(expected)), spec + " in trial " + trial);
        }
    }
}
