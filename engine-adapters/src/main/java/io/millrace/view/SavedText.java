package io.millrace.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/** Text as fields of a saved state: its length in bytes, then eight of them a field. No state. */
final class SavedText {
    private static final int LONGEST = 1 << 20;
    private static final int ABSENT = 0;

    private SavedText() {}

    /** @param text may be null */
    static void put(StateSink sink, String text) {
        if (text == null) {
            sink.putLong(ABSENT);
            return;
        }
        byte[] bytes = text.getBytes(UTF_8);
        sink.putLong(bytes.length + 1);
        putBytes(sink, bytes);
    }

    static String get(StateSource source, String field) {
        int length = source.getCount(field, LONGEST);
        return length == ABSENT ? null : new String(getBytes(source, length - 1), UTF_8);
    }

    /** Without their number, which the reader has to know. */
    static void putBytes(StateSink sink, byte[] bytes) {
        for (int at = 0; at < bytes.length; at += Long.BYTES) {
            long field = 0;
            for (int i = Math.min(bytes.length, at + Long.BYTES) - 1; i >= at; i--) {
                field = (field << Byte.SIZE) | (bytes[i] & 0xFF);
            }
            sink.putLong(field);
        }
    }

    static byte[] getBytes(StateSource source, int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at += Long.BYTES) {
            long field = source.getLong();
            for (int i = at; i < Math.min(length, at + Long.BYTES); i++) {
                bytes[i] = (byte) field;
                field >>>= Byte.SIZE;
            }
        }
        return bytes;
    }
}
