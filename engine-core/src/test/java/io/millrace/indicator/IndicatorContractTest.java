package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testkit.AllocationProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered indicator owes; a new one is tested here by being registered and given a naive twin. */
class IndicatorContractTest {
    private static final IndicatorRegistry REGISTRY = IndicatorRegistry.standard();

    /** Where one period does not say it all: short and long ones, crossed ones, other inputs. */
    private static final List<String> MORE = List.of(
            "macd(1,2,1)",
            "macd(3,10,4)",
            "bb(1,2)",
            "bb(7,1.5)",
            "bb(50,0)",
            "keltner(3,20,1.5)",
            "keltner(50,2,0)",
            "stoch(1,1,1)",
            "stoch(5,1,3)",
            "stoch(7,5,4)",
            "realvol(2,365)",
            "realvol(50,8760)",
            "sma(5,volume)",
            "zscore(9,volume)",
            "rstdev(5,high)",
            "corr(9,high)",
            "beta(9,low)",
            "prank(20,volume)",
            "ema(9,open)");

    /** Each definition with its standard values and, where it has a period, with edge and ordinary ones. */
    static List<IndicatorSpec> specs() {
        final List<IndicatorSpec> specs = standardSpecs();
        for (final IndicatorDefinition definition : REGISTRY.definitions()) {
            if (definition.parameters().size() == 1) {
                for (final int period : new int[] {1, 2, 3, 7, 50}) {
                    if (definition.parameters().get(0).accepts(period)) {
                        specs.add(REGISTRY.parse(definition.name() + "(" + period + ")"));
                    }
                }
            }
        }
        for (final String text : MORE) {
            specs.add(REGISTRY.parse(text));
        }
        return specs;
    }

    static List<IndicatorSpec> standardSpecs() {
        final List<IndicatorSpec> specs = new ArrayList<>();
        for (final IndicatorDefinition definition : REGISTRY.definitions()) {
            specs.add(REGISTRY.parse(definition.name()));
        }
        return specs;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldEqualItsNaiveTwin(final IndicatorSpec spec) {
        final Bars bars = Bars.walk(400, 100, Bars.seed(20261));
        final Indicator indicator = spec.newIndicator();
        for (int t = 0; t < bars.size(); t++) {
            bars.feed(indicator, spec.input(), t);
            for (int output = 0; output < indicator.outputs(); output++) {
                final IndicatorSpec one = spec.withOutput(output);
                final double expected = Naive.value(one, bars, t);
                final double value = indicator.value(output);
                if (Double.isNaN(expected)) {
                    assertTrue(Double.isNaN(value), one + " at bar " + (t + 1));
                } else {
                    assertEquals(expected, value, 1e-11 * Math.max(size(one), Math.abs(expected)), one + " bar " + t);
                }
            }
        }
    }

    /** What counts as a small value: most are of the size of 1 or more. */
    private static double size(final IndicatorSpec spec) {
        return switch (spec.definition().name()) {
            case "beta" -> 1e-6;
            case "lrstdev" -> 1e-2;
            default -> 1;
        };
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldGiveItsFirstValueAfterItsWarmUp(final IndicatorSpec spec) {
        final Bars bars = Bars.walk(200, 100, Bars.seed(20262));
        final Indicator indicator = spec.newIndicator();
        for (int bar = 1; bar <= bars.size(); bar++) {
            bars.feed(indicator, spec.input(), bar - 1);
            for (int output = 0; output < indicator.outputs(); output++) {
                assertEquals(bar < indicator.warmUp(), Double.isNaN(indicator.value(output)), spec + " at bar " + bar);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldHashEqualWhenReplayedAndElseWhenNot(final IndicatorSpec spec) {
        final Bars bars = Bars.walk(331, 100, Bars.seed(20263));
        final Indicator first = spec.newIndicator();
        final Indicator again = spec.newIndicator();
        final Indicator other = spec.newIndicator();
        other.update(1, new BarValues().set(0, 1, 1, 1, 1, 1));
        assertNotEquals(StateHash.of(first), StateHash.of(other), spec + " has seen a bar");
        for (int t = 0; t < bars.size(); t++) {
            final long before = StateHash.of(first);
            bars.feed(first, spec.input(), t);
            bars.feed(again, spec.input(), t);
            assertEquals(StateHash.of(first), StateHash.of(again), spec + " at bar " + t);
            assertEquals(StateHash.of(first), StateHash.of(first), "writing the state changed it");
            assertTrue(t > 0 || before != StateHash.of(first), spec + " did not move");
            assertEquals(
                    Double.doubleToRawLongBits(first.value()), Double.doubleToRawLongBits(again.value()), spec.text());
        }
        first.update(7, new BarValues().set(0, 7, 9, 5, 7, 7));
        again.update(8, new BarValues().set(0, 8, 9.5, 5, 8, 7));
        assertNotEquals(StateHash.of(first), StateHash.of(again), spec + " with another last bar");
    }

    @Test
    void shouldAllocateNothingPerUpdate() {
        final IndicatorBank bank = new IndicatorBank();
        final int stream = bank.addStream();
        for (final IndicatorSpec spec : specs()) {
            bank.request(stream, spec);
        }
        final double[] values = new double[bank.count(stream)];
        final Bars bars = Bars.walk(1_000, 100, Bars.seed(20265));
        final long allocated = new AllocationProbe().leastBytes(30, () -> pass(bank, stream, bars, values, 100));
        assertEquals(0, allocated, "bytes allocated in 100,000 bars of " + values.length + " indicators");
    }

    @Test
    void shouldStateFormulaSourceAndMeaning() {
        for (final IndicatorDefinition definition : REGISTRY.definitions()) {
            for (final String text :
                    Arrays.asList(definition.name(), definition.meaning(), definition.formula(), definition.source())) {
                assertTrue(!text.isBlank(), definition.name());
            }
            assertEquals(
                    definition.outputs().size(),
                    REGISTRY.parse(definition.name()).newIndicator().outputs());
        }
    }

    private static void pass(
            final IndicatorBank bank, final int stream, final Bars bars, final double[] values, final int times) {
        for (int i = 0; i < times; i++) {
            for (int t = 0; t < bars.size(); t++) {
                bank.update(
                        stream,
                        bars.openTimeNs()[t],
                        bars.open()[t],
                        bars.high()[t],
                        bars.low()[t],
                        bars.close()[t],
                        bars.volume()[t]);
                bank.copyTo(stream, values);
            }
        }
    }
}
