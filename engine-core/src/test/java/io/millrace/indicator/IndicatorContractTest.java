package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.testkit.AllocationProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered indicator owes; a new one is tested here by being registered and given a naive twin. */
class IndicatorContractTest {
    private static final IndicatorRegistry REGISTRY = IndicatorRegistry.standard();

    /** Each definition with its standard values and, where it has a period, with edge and ordinary ones. */
    static List<IndicatorSpec> specs() {
        final List<IndicatorSpec> specs = new ArrayList<>();
        for (final IndicatorDefinition definition : REGISTRY.definitions()) {
            specs.add(REGISTRY.parse(definition.name()));
            if (definition.parameters().size() == 1) {
                for (final int period : new int[] {1, 2, 3, 7, 50}) {
                    specs.add(REGISTRY.parse(definition.name() + "(" + period + ")"));
                }
            }
        }
        return specs;
    }

    static List<IndicatorSpec> standardSpecs() {
        return REGISTRY.definitions().stream()
                .map(d -> REGISTRY.parse(d.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldEqualItsNaiveTwin(final IndicatorSpec spec) {
        final Bars bars = Bars.walk(400, 100, Bars.seed(20261));
        final Indicator indicator = spec.newIndicator();
        for (int t = 0; t < bars.size(); t++) {
            bars.feed(indicator, spec.input(), t);
            final double expected = twin(spec, bars, t);
            if (Double.isNaN(expected)) {
                assertTrue(Double.isNaN(indicator.value()), spec + " at bar " + (t + 1));
            } else {
                assertEquals(expected, indicator.value(), 1e-11 * Math.max(1, Math.abs(expected)), spec + " bar " + t);
            }
        }
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
        other.update(1, 1, 1, 1, 1, 1);
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
        first.update(7, 7, 9, 5, 7, 7);
        again.update(8, 8, 9.5, 5, 8, 8);
        assertNotEquals(StateHash.of(first), StateHash.of(again), spec + " with another last bar");
    }

    @ParameterizedTest
    @MethodSource("standardSpecs")
    void shouldEqualAFreshRecomputationAfterTenMillionBars(final IndicatorSpec spec) {
        final int keep = 5_000;
        final Bars last = Bars.ofSize(keep);
        final Random random = new Random(Bars.seed(20264));
        final Indicator indicator = spec.newIndicator();
        final double[] steps = random.doubles(4_099, -1, 1).toArray();
        final int bars = 10_000_000;
        double price = 60_000;
        for (int t = 0, s = 0; t < bars; t++, s = s == steps.length - 1 ? 0 : s + 1) {
            // Pulled back to 60,000; one absurd print of a trillion half-way, which must leave no trace.
            price += steps[s] * 20 + (60_000 - price) * 1e-3;
            final double shown = t == bars / 2 ? 1e12 : price;
            final int k = t % keep;
            last.open()[k] = shown;
            last.high()[k] = shown + 5;
            last.low()[k] = shown - 5;
            last.close()[k] = shown;
            last.volume()[k] = shown;
            indicator.update(shown(last, spec, k), shown, shown + 5, shown - 5, shown, shown);
        }
        final double expected = twin(spec, last, keep - 1);
        assertEquals(expected, indicator.value(), 1e-12 * Math.abs(expected), spec.text());
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
                bank.update(stream, bars.open()[t], bars.high()[t], bars.low()[t], bars.close()[t], bars.volume()[t]);
                bank.copyTo(stream, values);
            }
        }
    }

    private static double shown(final Bars bars, final IndicatorSpec spec, final int at) {
        return bars.column(spec.input())[at];
    }

    private static double twin(final IndicatorSpec spec, final Bars bars, final int t) {
        final int period = spec.parameters().isEmpty() ? 0 : spec.whole(0);
        return Naive.value(spec.definition().name(), period, bars, spec.input(), t);
    }
}
