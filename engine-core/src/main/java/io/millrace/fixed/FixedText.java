package io.millrace.fixed;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Text to fixed numbers and back; off the hot path. */
final class FixedText {
    private static final int FAST_DIGITS = 18;
    private static final int MAX_INTEGER_DIGITS = 11;
    /** Longer texts are no prices; reading one would take time quadratic in its length. */
    private static final int MAX_LENGTH = 400;

    private static final int QUOTED_LENGTH = 60;

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
        final BigDecimal decimal = decimal(text);
        // In long: the scale of 1e2147483647 overflows an int here, and rounding it would fill the heap with zeros.
        final long integerDigits = (long) decimal.precision() - decimal.scale();
        if (decimal.signum() == 0 || integerDigits < -Fixed.SCALE) {
            return 0;
        }
        if (integerDigits > MAX_INTEGER_DIGITS) {
            throw outOfRange(text);
        }
        final BigDecimal rounded = decimal.setScale(Fixed.SCALE, RoundingMode.HALF_EVEN);
        if (rounded.unscaledValue().bitLength() >= Long.SIZE) {
            throw outOfRange(text);
        }
        final long value = rounded.unscaledValue().longValue();
        if (value == Long.MIN_VALUE) {
            throw outOfRange(text);
        }
        return value;
    }

    private static BigDecimal decimal(final CharSequence text) {
        if (text.length() > MAX_LENGTH) {
            throw new NumberFormatException("expected a decimal number of at most " + MAX_LENGTH + " characters, found "
                    + text.length() + " that start with " + quoted(text));
        }
        for (int i = 0; i < text.length(); i++) {
            // BigDecimal would also take the digits of every other script.
            if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
                throw notANumber(text);
            }
        }
        try {
            return new BigDecimal(text.toString());
        } catch (final NumberFormatException e) {
            throw notANumber(text);
        }
    }

    private static NumberFormatException notANumber(final CharSequence text) {
        return new NumberFormatException("expected a decimal number such as -12.5 or 1.2e-3, found " + quoted(text));
    }

    private static NumberFormatException outOfRange(final CharSequence text) {
        return new NumberFormatException("number out of range: " + quoted(text) + " (at most +-92233720368.54775807)");
    }

    private static String quoted(final CharSequence text) {
        return text.length() <= QUOTED_LENGTH
                ? "\"" + text + "\""
                : "\"" + text.subSequence(0, QUOTED_LENGTH) + "...\"";
    }
}
