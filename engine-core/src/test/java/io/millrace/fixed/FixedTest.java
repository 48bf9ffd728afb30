package io.millrace.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedTest {
    private static final String LARGEST = "92233720368.54775807";

    @Test
    void shouldMultiplyBeyondSixtyFourBits() {
        assertEquals(Fixed.parse("10000"), Fixed.multiply(Fixed.parse("40000"), Fixed.parse("0.25")));
        assertEquals(Fixed.parse("-10000"), Fixed.multiply(Fixed.parse("-40000"), Fixed.parse("0.25")));
    }

    @Test
    void shouldRoundTiesToTheEvenNeighbour() {
        final long half = Fixed.parse("0.5");
        assertEquals(0, Fixed.multiply(1, half));
        assertEquals(2, Fixed.multiply(3, half));
        assertEquals(2, Fixed.multiply(5, half));
        assertEquals(-2, Fixed.multiply(-3, half));
        assertEquals(-2, Fixed.multiplyDown(-3, half));
        assertEquals(-1, Fixed.multiplyUp(-3, half));
    }

    @Test
    void shouldNeverReturnTheAbsentValue() {
        assertThrows(ArithmeticException.class, () -> Fixed.scale(Long.MIN_VALUE, 1, -1, Rounding.FLOOR));
        assertThrows(ArithmeticException.class, () -> Fixed.scale(Long.MIN_VALUE, 1, 1, Rounding.FLOOR));
        assertThrows(ArithmeticException.class, () -> Fixed.multiply(Long.MIN_VALUE, Fixed.ONE));
        assertThrows(ArithmeticException.class, () -> Fixed.add(-Long.MAX_VALUE, -1));
        assertThrows(ArithmeticException.class, () -> Fixed.subtract(-Long.MAX_VALUE, 1));
        assertThrows(NumberFormatException.class, () -> Fixed.parse("-92233720368.54775808"));
    }

    @Test
    void shouldReadTheWholeRange() {
        assertEquals(Long.MAX_VALUE, Fixed.parse(LARGEST));
        assertEquals(-Long.MAX_VALUE, Fixed.parse("-" + LARGEST));
        assertEquals(LARGEST, Fixed.format(Long.MAX_VALUE));
        assertEquals("none", Fixed.format(Long.MIN_VALUE));
        assertEquals(Fixed.ONE, Fixed.parse("1."));
        assertEquals(Fixed.ONE / 2, Fixed.parse(".5"));
        assertEquals(Fixed.ONE, Fixed.parse("+1"));
        assertEquals(120_000, Fixed.parse("1.2e-3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "1.2.3",
                "abc",
                " 1",
                "1 ",
                "1,5",
                "0x10",
                "NaN",
                "Infinity",
                "--1",
                "1e",
                "1d",
                "\u0661\u0662",
                "92233720368.54775808",
                "1e12",
                "1e2147483647",
                "99999999999999999999999"
            })
    void shouldRefuseWhatIsNoNumberInRange(final String text) {
        final NumberFormatException refusal = assertThrows(NumberFormatException.class, () -> Fixed.parse(text));
        assertTrue(refusal.getMessage().contains(text), refusal.getMessage());
    }

    @Test
    void shouldNotFillTheHeapForAnAbsurdExponent() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertEquals(0, Fixed.parse("1e-2147483640"));
            assertEquals(0, Fixed.parse("0e2147483640"));
            assertThrows(NumberFormatException.class, () -> Fixed.parse("1e2147483640"));
            assertThrows(NumberFormatException.class, () -> Fixed.parse("9".repeat(5_000_000)));
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 92_233_720_369.0, -1e300})
    void shouldRefuseADoubleThatMustNotBecomeAnOrder(final double value) {
        assertThrows(ArithmeticException.class, () -> Fixed.fromDouble(value));
    }

    @Test
    void shouldCutToAStep() {
        assertEquals(Fixed.parse("1.2"), Fixed.floorTo(Fixed.parse("1.29"), Fixed.parse("0.1")));
        assertTrue(Fixed.isMultiple(Fixed.parse("1.2"), Fixed.parse("0.1")));
    }
}
