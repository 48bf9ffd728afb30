package io.millrace.venue.binance;

import io.millrace.event.Absent;

/** Reads numbers out of JSON bytes, exactly or not at all. No allocation. */
final class JsonText {
    private static final int SCALE = 8;
    private static final int MOST_DIGITS = 18;

    private JsonText() {}

    /** An unsigned decimal at 1e-8; {@link Absent#FIXED} when it is none, too large, or finer than that. */
    static long decimal(byte[] bytes, int start, int end) {
        long value = 0;
        int digits = 0;
        int decimals = -1;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '.' && decimals < 0 && i > start) {
                decimals = 0;
                continue;
            }
            if (b < '0' || b > '9') {
                return Absent.FIXED;
            }
            if (decimals == SCALE) {
                if (b != '0') {
                    return Absent.FIXED;
                }
                continue;
            }
            decimals += decimals >= 0 ? 1 : 0;
            digits += value > 0 ? 1 : 0;
            value = value * 10 + (b - '0');
            if (digits >= MOST_DIGITS) {
                return Absent.FIXED;
            }
        }
        return start == end || bytes[end - 1] == '.' ? Absent.FIXED : scaled(value, Math.max(decimals, 0));
    }

    /** An unsigned whole number; {@link Absent#FIXED} when it is none or has more than 18 digits. */
    static long whole(byte[] bytes, int start, int end) {
        if (start == end || end - start > MOST_DIGITS) {
            return Absent.FIXED;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return Absent.FIXED;
            }
            value = value * 10 + (bytes[i] - '0');
        }
        return value;
    }

    private static long scaled(long value, int decimals) {
        long scaled = value;
        for (int i = decimals; i < SCALE; i++) {
            if (scaled > Long.MAX_VALUE / 10) {
                return Absent.FIXED;
            }
            scaled *= 10;
        }
        return scaled;
    }
}
