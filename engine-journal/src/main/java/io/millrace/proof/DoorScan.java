package io.millrace.proof;

import io.millrace.engine.StrategyConfig;
import io.millrace.strategy.Strategy;
import io.millrace.strategy.StrategyFactory;
import io.millrace.strategy.Wrapping;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for ways in which a strategy may know more than the engine hands it. Cutting its inputs shows nothing when the
 * future comes from elsewhere: a file, the network, a clock, a variable that others write, a table in the code.
 *
 * <p>Scanned are the factory, the strategy, and what they refer to outside the JDK, Agrona and the engine's own rooms,
 * which have tests for it. A new instance that has seen no bar may hold no more than a few numbers.
 */
final class DoorScan {
    private static final int MAX_CLASSES = 500;
    private static final int MAX_FINDINGS = 5;
    private static final List<String> TRUSTED = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "org.agrona.",
            "io.millrace.calendar.",
            "io.millrace.book.",
            "io.millrace.config.",
            "io.millrace.engine.",
            "io.millrace.event.",
            "io.millrace.fixed.",
            "io.millrace.indicator.",
            "io.millrace.instrument.",
            "io.millrace.intent.");
    private static final List<String> ALLOWED = List.of(
            "java.io.Serializable",
            "java.lang.invoke.LambdaMetafactory",
            "java.lang.invoke.MethodHandles",
            "java.lang.invoke.MethodHandles$Lookup",
            "java.lang.invoke.StringConcatFactory");
    private static final List<String> DOORS = List.of(
            "java.io.",
            "java.nio.file.",
            "java.nio.channels.",
            "java.net.",
            "java.sql.",
            "java.lang.reflect.",
            "java.lang.invoke.",
            "java.lang.Process",
            "java.lang.Thread",
            "java.lang.ClassLoader",
            "java.lang.Runtime.",
            "java.lang.Class.forName",
            "java.lang.Class.getResource",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.util.Random",
            "java.util.ServiceLoader",
            "java.util.concurrent.",
            "java.util.UUID.randomUUID",
            "java.time.Clock",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "sun.",
            "jdk.");

    private final ProofSubject subject;
    private final InputTape tape;
    private final List<Finding> findings = new ArrayList<>();

    DoorScan(final ProofSubject subject, final InputTape tape) {
        this.subject = subject;
        this.tape = tape;
    }

    List<Finding> findings() {
        final Set<String> names = new LinkedHashSet<>();
        for (final StrategyConfig strategy : subject.config().strategies()) {
            if (names.add(strategy.name())) {
                final StrategyFactory factory = subject.code().strategies(tape).find(strategy.name());
                final SetupProbe setup = new SetupProbe(subject.config(), strategy, factory);
                final Strategy made = factory.create(setup);
                holdings(strategy.name(), inner(made), setup);
                scanClasses(
                        strategy.name(),
                        List.of(inner(factory).getClass(), inner(made).getClass()));
            }
        }
        return findings.size() > MAX_FINDINGS ? findings.subList(0, MAX_FINDINGS) : findings;
    }

    private static Object inner(final Object code) {
        return code instanceof Wrapping ? ((Wrapping) code).wrapped() : code;
    }

    /** Slots that a model of a universe was given, and places of its symbols, are no data and not counted. */
    private void holdings(final String name, final Object made, final SetupProbe setup) {
        final int held = HeldNumbers.distinct(made, setup.handedOut());
        if (held > HeldNumbers.FEW) {
            findings.add(Finding.of(
                    FindingKind.BACK_DOOR,
                    name + ": a new instance holds " + held
                            + " different numbers before it has seen a bar, slots of its indicators"
                            + " not counted; expected " + HeldNumbers.FEW
                            + " at most: data comes through the engine, as a series"));
        }
    }

    private void scanClasses(final String name, final List<Class<?>> roots) {
        final Set<Class<?>> seen = new LinkedHashSet<>(roots);
        final Deque<Class<?>> open = new ArrayDeque<>(roots);
        while (!open.isEmpty() && seen.size() < MAX_CLASSES) {
            final Class<?> type = open.remove();
            variables(name, type);
            for (final String reference : ClassReferences.of(type)) {
                if (isDoor(reference)) {
                    findings.add(Finding.of(
                            FindingKind.BACK_DOOR,
                            name + ": " + type.getName() + " uses " + reference
                                    + "; expected nothing but what the context and the setup give"));
                }
                final Class<?> next = isTrusted(reference) ? null : load(reference, type);
                if (next != null && seen.add(next)) {
                    open.add(next);
                }
            }
        }
    }

    private void variables(final String name, final Class<?> type) {
        for (final Field field : type.getDeclaredFields()) {
            final boolean shared = Modifier.isStatic(field.getModifiers()) && !field.isSynthetic();
            if (shared && !Modifier.isFinal(field.getModifiers())) {
                findings.add(Finding.of(
                        FindingKind.BACK_DOOR,
                        name + ": " + type.getName() + "." + field.getName()
                                + " is a static variable, which others may write; expected a field of the strategy"));
            } else if (shared && !type.isEnum() && HeldNumbers.distinctOf(field, null) > HeldNumbers.FEW) {
                findings.add(Finding.of(
                        FindingKind.BACK_DOOR,
                        name + ": " + type.getName() + "." + field.getName() + " holds more than " + HeldNumbers.FEW
                                + " different numbers; data comes through the engine, as a series"));
            }
        }
    }

    private static boolean isTrusted(final String reference) {
        for (final String prefix : TRUSTED) {
            if (reference.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDoor(final String reference) {
        for (final String allowed : ALLOWED) {
            if (reference.equals(allowed) || reference.startsWith(allowed + ".")) {
                return false;
            }
        }
        for (final String door : DOORS) {
            if (reference.startsWith(door)) {
                return true;
            }
        }
        return false;
    }

    /** Null for a member, a primitive array and a class that is not there. */
    private static Class<?> load(final String reference, final Class<?> from) {
        try {
            return Class.forName(reference, false, from.getClassLoader());
        } catch (final ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
