package io.millrace.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorBankTest {
    private static final IndicatorRegistry REGISTRY = IndicatorRegistry.standard();

    private final IndicatorBank bank = new IndicatorBank();
    private final int stream = bank.addStream();

    @Test
    void shouldKeepEqualIndicatorsOnce() {
        final int sma = bank.request(stream, REGISTRY.parse("sma(3)"));
        assertEquals(sma, bank.request(stream, REGISTRY.parse("sma(3,close)")));
        assertNotEquals(sma, bank.request(stream, REGISTRY.parse("sma(3,high)")));
        assertEquals(2, bank.count(stream));
    }

    @Test
    void shouldFeedEachIndicatorTheInputItAskedFor() {
        final String[] inputs = {"open", "high", "low", "close", "volume"};
        for (final String input : inputs) {
            bank.request(stream, REGISTRY.parse("rmean(1," + input + ")"));
        }
        bank.update(stream, 0, 2, 5, 1, 3, 700);
        final double[] values = new double[8];
        assertEquals(5, bank.copyTo(stream, values));
        final double[] expected = {2, 5, 1, 3, 700, 0, 0, 0};
        assertArrayEquals(expected, values);
    }

    @Test
    void shouldKeepStreamsApart() {
        for (int i = 1; i < 40; i++) {
            assertEquals(i, bank.addStream());
            bank.request(i, REGISTRY.parse("sma(2)"));
        }
        bank.update(7, 0, 1, 1, 1, 10, 0);
        bank.update(39, 0, 1, 1, 1, 30, 0);
        bank.update(7, 0, 1, 1, 1, 20, 0);
        assertEquals(15, bank.value(7, 0));
        assertTrue(Double.isNaN(bank.value(39, 0)));
        assertEquals(0, bank.count(stream));
        assertEquals(0, bank.warmUp(stream));
    }

    @Test
    void shouldWarmUpAnIndicatorThatIsAskedForLater() {
        bank.request(stream, REGISTRY.parse("sma(1)"));
        bank.update(stream, 0, 1, 1, 1, 10, 0);
        final int late = bank.request(stream, REGISTRY.parse("atr(2)"));
        assertTrue(Double.isNaN(bank.value(stream, late)));
        assertEquals(3, bank.warmUp(stream));
        assertEquals("atr(2)", bank.spec(stream, late).text());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseABarThatIsNotFiniteAndStayAsItWas(final double bad) {
        bank.request(stream, REGISTRY.parse("sma(2)"));
        bank.update(stream, 0, 1, 1, 1, 10, 0);
        final long before = StateHash.of(bank);
        for (int position = 0; position < 5; position++) {
            final double[] bar = {1, 1, 1, 1, 1};
            bar[position] = bad;
            final IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> bank.update(stream, 0, bar[0], bar[1], bar[2], bar[3], bar[4]));
            assertTrue(refused.getMessage().contains(Double.toString(bad)), refused.getMessage());
        }
        assertEquals(before, StateHash.of(bank));
    }

    @Test
    void shouldHashWhatItKeepsAsWellAsItsValues() {
        final IndicatorBank other = new IndicatorBank();
        assertNotEquals(StateHash.of(bank), StateHash.of(other), "a stream more");
        other.addStream();
        assertEquals(StateHash.of(bank), StateHash.of(other));
        bank.request(stream, REGISTRY.parse("ema(9)"));
        other.request(stream, REGISTRY.parse("ema(10)"));
        assertNotEquals(StateHash.of(bank), StateHash.of(other), "another period");
    }

    @Test
    void shouldNameAStreamOrSlotThatDoesNotExist() {
        assertThrows(IndexOutOfBoundsException.class, () -> bank.update(1, 0, 1, 1, 1, 1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> bank.value(stream, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> bank.count(-1));
    }
}
