package io.millrace.proof;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Counts the different numbers that can be reached from an object through its fields, arrays and collections. */
final class HeldNumbers {
    /** As many different numbers as parameters, constants and slots may come to. */
    static final int FEW = 128;

    private static final int ENOUGH = 4_096;

    private final Set<Object> numbers = new HashSet<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private HeldNumbers() {}

    /** Different numbers below one object, without the ints from 0 to {@code handedOut} - 1: slots it was given. */
    static int distinct(final Object root, final int handedOut) {
        final HeldNumbers held = new HeldNumbers();
        held.walk(root);
        int count = 0;
        for (final Object number : held.numbers) {
            final boolean slot = number instanceof Integer && (Integer) number >= 0 && (Integer) number < handedOut;
            count += slot ? 0 : 1;
        }
        return count;
    }

    /** Different numbers below one field; 0 when it cannot be read. */
    static int distinctOf(final Field field, final Object owner) {
        final HeldNumbers held = new HeldNumbers();
        held.walkField(field, owner);
        return held.numbers.size();
    }

    private void walk(final Object value) {
        if (value == null || numbers.size() > ENOUGH) {
            return;
        }
        if (value instanceof Number || value instanceof java.time.temporal.Temporal) {
            numbers.add(value);
        } else if (seen.add(value)) {
            if (value instanceof Collection<?> collection) {
                collection.forEach(this::walk);
            } else if (value instanceof Map<?, ?> map) {
                map.keySet().forEach(this::walk);
                map.values().forEach(this::walk);
            } else if (value.getClass().isArray()) {
                walkArray(value);
            } else if (!isOpaque(value.getClass())) {
                walkFields(value);
            }
        }
    }

    private void walkArray(final Object array) {
        for (int i = 0; i < Array.getLength(array) && numbers.size() <= ENOUGH; i++) {
            walk(Array.get(array, i));
        }
    }

    private void walkFields(final Object value) {
        for (Class<?> type = value.getClass(); type != null && !isOpaque(type); type = type.getSuperclass()) {
            for (final Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    walkField(field, value);
                }
            }
        }
    }

    private void walkField(final Field field, final Object owner) {
        try {
            field.setAccessible(true);
            walk(field.get(owner));
        } catch (final IllegalAccessException | InaccessibleObjectException e) {
            // What cannot be looked into is left to the scan of the classes.
            return;
        }
    }

    /** Parts of the JDK and of the engine: calendars hold tables of holidays, and are the same for everyone. */
    private static boolean isOpaque(final Class<?> type) {
        final String name = type.getName();
        if (name.startsWith("io.millrace.")) {
            return name.startsWith("io.millrace.calendar.")
                    || name.startsWith("io.millrace.instrument.")
                    || name.startsWith("io.millrace.engine.")
                    || type == SetupProbe.class;
        }
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.") || type.isEnum();
    }
}
