package io.millrace.venue.binance;

import io.millrace.event.Absent;

/**
 * The members of one JSON object: where the values of known keys are. Keys of one letter are kept, and those of {@link
 * #NAMES}; others are skipped, nested ones with a bounded depth and without recursion. Of a key that comes twice the
 * last value counts. No allocation; one thread.
 */
final class JsonObject {
    static final int STREAM = 0;
    static final int DATA = 1;
    static final int RESULT = 2;
    static final int ERROR = 3;
    static final int CODE = 4;

    private static final byte[][] NAMES = {
        {'s', 't', 'r', 'e', 'a', 'm'},
        {'d', 'a', 't', 'a'},
        {'r', 'e', 's', 'u', 'l', 't'},
        {'e', 'r', 'r', 'o', 'r'},
        {'c', 'o', 'd', 'e'},
    };
    private static final int LETTERS = 128;
    private static final int DEEPEST = 32;
    private static final int BAD = -1;

    private final int[] start = new int[LETTERS + NAMES.length];
    private final int[] end = new int[LETTERS + NAMES.length];
    private final int[] round = new int[LETTERS + NAMES.length];
    private byte[] bytes;
    private int limit;
    private int now;

    /** Reads the object that begins at {@code from}; the place behind it, or -1 when it is malformed. */
    int read(byte[] source, int from, int to) {
        bytes = source;
        limit = to;
        now++;
        int at = skipSpace(from);
        if (at >= limit || bytes[at] != '{') {
            return BAD;
        }
        at = skipSpace(at + 1);
        if (at < limit && bytes[at] == '}') {
            return at + 1;
        }
        while (at < limit) {
            at = member(at);
            if (at == BAD) {
                return BAD;
            }
            at = skipSpace(at);
            if (at >= limit) {
                return BAD;
            }
            if (bytes[at] == '}') {
                return at + 1;
            }
            if (bytes[at] != ',') {
                return BAD;
            }
            at = skipSpace(at + 1);
        }
        return BAD;
    }

    static int name(int index) {
        return LETTERS + index;
    }

    boolean has(int key) {
        return round[key] == now;
    }

    /** Offset of the value; of a string behind its quote. */
    int start(int key) {
        return isString(key) ? start[key] + 1 : start[key];
    }

    int end(int key) {
        return isString(key) ? end[key] - 1 : end[key];
    }

    boolean isString(int key) {
        return bytes[start[key]] == '"';
    }

    boolean isObject(int key) {
        return has(key) && bytes[start[key]] == '{';
    }

    /** True when the value is this plain string. */
    boolean is(int key, byte[] text) {
        if (!has(key) || !isString(key) || end(key) - start(key) != text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[start(key) + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** True when the value is the literal {@code true}. */
    boolean isTrue(int key) {
        return has(key) && bytes[start[key]] == 't';
    }

    /** A string or a number as a decimal at 1e-8; absent when it is none. */
    long decimal(int key) {
        return has(key) ? JsonText.decimal(bytes, start(key), end(key)) : Absent.FIXED;
    }

    /** A number without a fraction; absent when it is none. */
    long whole(int key) {
        return has(key) && !isString(key) ? JsonText.whole(bytes, start[key], end[key]) : Absent.FIXED;
    }

    private int member(int from) {
        if (bytes[from] != '"') {
            return BAD;
        }
        int behindKey = skipString(from);
        if (behindKey == BAD) {
            return BAD;
        }
        int colon = skipSpace(behindKey);
        if (colon >= limit || bytes[colon] != ':') {
            return BAD;
        }
        int value = skipSpace(colon + 1);
        int behind = value < limit ? skipValue(value) : BAD;
        int key = behind == BAD ? BAD : key(from + 1, behindKey - 1);
        if (key != BAD) {
            start[key] = value;
            end[key] = behind;
            round[key] = now;
        }
        return behind;
    }

    private int key(int from, int to) {
        if (to - from == 1) {
            return bytes[from] > 0 ? bytes[from] : BAD;
        }
        for (int i = 0; i < NAMES.length; i++) {
            if (to - from == NAMES[i].length && bytes[from] == NAMES[i][0] && matches(from, NAMES[i])) {
                return LETTERS + i;
            }
        }
        return BAD;
    }

    private boolean matches(int from, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private int skipValue(int from) {
        switch (bytes[from]) {
            case '"':
                return skipString(from);
            case '{', '[':
                return skipNested(from);
            default:
                return skipLiteral(from);
        }
    }

    private int skipString(int from) {
        for (int i = from + 1; i < limit; i++) {
            if (bytes[i] == '"') {
                return i + 1;
            }
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] >= 0 && bytes[i] < ' ') {
                return BAD;
            }
        }
        return BAD;
    }

    /** Brackets are held against each other in kind; what is between them is not checked further. */
    private int skipNested(int from) {
        int depth = 0;
        int kinds = 0;
        int i = from;
        while (i < limit) {
            byte b = bytes[i];
            if (b == '"') {
                i = skipString(i);
                if (i == BAD) {
                    return BAD;
                }
                continue;
            }
            if (b == '{' || b == '[') {
                if (++depth > DEEPEST) {
                    return BAD;
                }
                kinds = (kinds << 1) | (b == '{' ? 1 : 0);
            } else if (b == '}' || b == ']') {
                if ((kinds & 1) != (b == '}' ? 1 : 0)) {
                    return BAD;
                }
                kinds >>>= 1;
                if (--depth == 0) {
                    return i + 1;
                }
            }
            i++;
        }
        return BAD;
    }

    private int skipLiteral(int from) {
        int i = from;
        while (i < limit && isLiteral(bytes[i])) {
            i++;
        }
        return i == from ? BAD : i;
    }

    private static boolean isLiteral(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || b == '-'
                || b == '+'
                || b == '.';
    }

    private int skipSpace(int from) {
        int i = from;
        while (i < limit && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }
}
