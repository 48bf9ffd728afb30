package io.millrace.fixed;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Text to fixed numbers and back; off the hot path. */
final class FixedText {
    private static final int FAST_DIGITS = 18;

    private FixedText() {}

    static long parse(final CharSequence text) {
        final int length = text.length();
        if (length == 0) {
            throw new NumberFormatException("expected a decimal number, found an empty text");
        }
        int i = text.charAt(0) == '-' ? 1 : 0;
        long digits = 0;
        int count = 0;
        int decimals = -1;
        for (; i < length; i++) {
            final char c = text.charAt(i);
            if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (c >= '0' && c <= '9' && count < FAST_DIGITS && decimals < Fixed.SCALE) {
                digits = digits * 10 + (c - '0');
                count++;
                decimals += decimals >= 0 ? 1 : 0;
            } else {
                return parseSlowly(text);
            }
        }
        if (count == 0) {
            return parseSlowly(text);
        }
        return scaled(text, digits, Math.max(decimals, 0));
    }

    static String format(final long value) {
        if (value == Long.MIN_VALUE) {
            return "none";
        }
        final BigDecimal decimal = BigDecimal.valueOf(value, Fixed.SCALE).stripTrailingZeros();
        return decimal.signum() == 0 ? "0" : decimal.toPlainString();
    }

    private static long scaled(final CharSequence text, final long digits, final int decimals) {
        long value = digits;
        for (int i = decimals; i < Fixed.SCALE; i++) {
            if (value > Long.MAX_VALUE / 10) {
                throw outOfRange(text);
            }
            value *= 10;
        }
        return text.charAt(0) == '-' ? -value : value;
    }

    private static long parseSlowly(final CharSequence text) {
        final String trimmed = text.toString();
        final BigDecimal decimal;
        try {
            decimal = new BigDecimal(trimmed);
        } catch (final NumberFormatException e) {
            throw new NumberFormatException("expected a decimal number, found \"" + trimmed + "\"");
        }
        if (decimal.precision() - decimal.scale() > 12) {
            throw outOfRange(text);
        }
        try {
            return decimal.setScale(Fixed.SCALE, RoundingMode.HALF_EVEN)
                    .unscaledValue()
                    .longValueExact();
        } catch (final ArithmeticException e) {
            throw outOfRange(text);
        }
    }

    private static NumberFormatException outOfRange(final CharSequence text) {
        return new NumberFormatException("number out of range: \"" + text + "\" (at most +-92233720368.54775807)");
    }
}
