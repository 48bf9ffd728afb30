package io.millrace.report;

import io.millrace.fixed.Fixed;

/**
 * Writes JSON text in order of the calls. Used by one thread.
 *
 * <p>Every text is escaped so that it may stand inside an HTML script element: no {@code <}, {@code >} or {@code &}
 * survives. NaN and infinities become null.
 */
public final class Json {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_ASCII = 0x7E;

    private final StringBuilder text;

    /** A text that will be long. */
    public Json() {
        this(1 << 16);
    }

    /** A text of about {@code capacity} characters. */
    public Json(final int capacity) {
        text = new StringBuilder(capacity);
    }

    public Json open(final char bracket) {
        separate();
        text.append(bracket);
        return this;
    }

    public Json close(final char bracket) {
        text.append(bracket);
        return this;
    }

    public Json key(final String name) {
        string(name);
        text.append(':');
        return this;
    }

    public Json value(final double number) {
        separate();
        if (!Double.isFinite(number)) {
            text.append("null");
        } else {
            text.append(number);
        }
        return this;
    }

    public Json value(final long number) {
        separate();
        text.append(number);
        return this;
    }

    public Json value(final boolean flag) {
        separate();
        text.append(flag);
        return this;
    }

    /** An amount at 1e-8 as an exact decimal number. */
    public Json fixed(final long amount) {
        separate();
        text.append(amount == Long.MIN_VALUE ? "null" : Fixed.format(amount));
        return this;
    }

    /** For charts: six significant digits draw the same line in half the bytes. */
    public Json rounded(final double number) {
        if (!Double.isFinite(number) || (number == Math.rint(number) && Math.abs(number) < 1e15)) {
            return Double.isFinite(number) ? value((long) number) : value(number);
        }
        separate();
        final double scale = StrictMath.pow(10, 6 - Math.ceil(StrictMath.log10(Math.abs(number))));
        final double cut = Math.rint(number * scale) / scale;
        text.append(Double.isFinite(cut) ? cut : number);
        return this;
    }

    public Json string(final String value) {
        separate();
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i));
        }
        text.append('"');
        return this;
    }

    public Json strings(final Iterable<String> values) {
        open('[');
        values.forEach(this::string);
        return close(']');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void separate() {
        final int length = text.length();
        if (length > 0 && "[{:".indexOf(text.charAt(length - 1)) < 0) {
            text.append(',');
        }
    }

    private void escape(final char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c < FIRST_PRINTABLE || c > LAST_ASCII || c == '<' || c == '>' || c == '&') {
            text.append(String.format("\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }
}
