package io.millrace.cli;

import io.millrace.fixed.Fixed;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads decimal options exactly, to 1e-8. */
final class DecimalText {
    private static final long BPS = 10_000;
    private static final long MAX_BPS = 1_000;
    private static final long MAX_MONEY = 10_000_000_000L;

    private DecimalText() {}

    /** An amount of money above 0. */
    static final class Money implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return number(text, 1, MAX_MONEY * Fixed.ONE, "an amount of money above 0, such as 10000 or 2500.50");
        }
    }

    /** Basis points, as a fraction at 1e-8. */
    static final class BasisPoints implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            String expected = "basis points from 0 to " + MAX_BPS + ", such as 10 (= 0.1 %)";
            return number(text, 0, MAX_BPS * Fixed.ONE, expected) / BPS;
        }
    }

    private static long number(String text, long minimum, long maximum, String expected) {
        try {
            long value = Fixed.parse(text.trim());
            if (value >= minimum && value <= maximum) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is not a number that fits; expected " + expected);
        }
        throw new TypeConversionException("\"" + text + "\" is out of range; expected " + expected);
    }
}
