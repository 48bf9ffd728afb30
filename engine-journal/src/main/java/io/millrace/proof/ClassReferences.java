package io.millrace.proof;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What a class file refers to, by its constant pool: {@code Owner} for classes, {@code Owner.name} for members. */
final class ClassReferences {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_HANDLE = 15;
    private static final int[] LENGTHS = {0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private ClassReferences() {}

    /** Names with dots; empty when the class was made in memory and has no file. */
    static List<String> of(final Class<?> type) {
        final String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            return in == null ? List.of() : read(new DataInputStream(in));
        } catch (final IOException e) {
            throw new UncheckedIOException("the class file of " + type.getName() + " cannot be read", e);
        }
    }

    private static List<String> read(final DataInputStream in) throws IOException {
        in.readLong();
        final int count = in.readUnsignedShort();
        final int[] tags = new int[count];
        final int[] numbers = new int[count];
        final String[] texts = new String[count];
        for (int i = 1; i < count; i++) {
            tags[i] = in.readUnsignedByte();
            if (tags[i] == UTF8) {
                texts[i] = in.readUTF();
            } else if (LENGTHS[tags[i]] == 2) {
                numbers[i] = in.readUnsignedShort();
            } else if (LENGTHS[tags[i]] == 4) {
                numbers[i] = in.readInt();
            } else {
                in.skipNBytes(tags[i] == METHOD_HANDLE ? 3 : 8);
                // The two large kinds take two places.
                i += tags[i] == LONG || tags[i] == DOUBLE ? 1 : 0;
            }
        }
        return names(tags, numbers, texts);
    }

    private static List<String> names(final int[] tags, final int[] numbers, final String[] texts) {
        final List<String> names = new ArrayList<>();
        for (int i = 1; i < tags.length; i++) {
            if (tags[i] == CLASS) {
                names.add(name(texts[numbers[i]]));
            } else if (tags[i] >= FIELD && tags[i] <= INTERFACE_METHOD) {
                final int owner = numbers[i] >>> 16;
                final int member = numbers[i] & 0xFFFF;
                if (tags[member] == NAME_AND_TYPE) {
                    names.add(name(texts[numbers[owner]]) + "." + texts[numbers[member] >>> 16]);
                }
            }
        }
        return names;
    }

    private static String name(final String internal) {
        String plain = internal;
        while (plain.startsWith("[")) {
            plain = plain.substring(1);
        }
        if (plain.length() < internal.length() && plain.startsWith("L")) {
            plain = plain.substring(1, plain.length() - 1);
        }
        return plain.replace('/', '.');
    }
}
