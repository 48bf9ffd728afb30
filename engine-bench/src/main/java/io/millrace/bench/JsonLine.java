package io.millrace.bench;

/** One JSON text on one line, built in order of the calls; NaN and infinities become null. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder(4_096);

    JsonLine open(char bracket) {
        separate();
        text.append(bracket);
        return this;
    }

    JsonLine close(char bracket) {
        text.append(bracket);
        return this;
    }

    JsonLine key(String name) {
        separate();
        quote(name);
        text.append(':');
        return this;
    }

    JsonLine field(String name, String value) {
        key(name);
        quote(value);
        return this;
    }

    JsonLine field(String name, double value) {
        key(name);
        text.append(Double.isFinite(value) ? Double.toString(value) : "null");
        return this;
    }

    JsonLine field(String name, long value) {
        key(name);
        text.append(value);
        return this;
    }

    String text() {
        return text.toString();
    }

    private void separate() {
        int last = text.length() - 1;
        if (last >= 0 && "{[:,".indexOf(text.charAt(last)) < 0) {
            text.append(',');
        }
    }

    private void quote(String value) {
        text.append('"');
        for (char each : value.toCharArray()) {
            if (each == '"' || each == '\\') {
                text.append('\\').append(each);
            } else {
                text.append(each < ' ' ? ' ' : each);
            }
        }
        text.append('"');
    }
}
