package io.millrace.strategy;

import io.millrace.config.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters of one strategy instance: every declared one, in range. Immutable. */
public final class StrategyParameters {
    private final String strategy;
    private final SortedMap<String, Double> values;

    private StrategyParameters(final String strategy, final SortedMap<String, Double> values) {
        this.strategy = strategy;
        this.values = values;
    }

    /**
     * Checks given values against the declaration and fills in the defaults.
     *
     * @param violations receives a sentence for each unknown name, unreadable or out-of-range value
     */
    public static StrategyParameters resolve(
            final StrategyDescriptor descriptor, final SortedMap<String, String> given, final List<String> violations) {
        final SortedMap<String, Double> values = new TreeMap<>();
        final List<String> names = new ArrayList<>();
        for (final ParameterSpec spec : descriptor.parameters()) {
            names.add(spec.name());
            final String text = given.get(spec.name());
            values.put(spec.name(), text == null ? spec.defaultValue() : read(descriptor, spec, text, violations));
        }
        for (final String name : given.keySet()) {
            if (!names.contains(name)) {
                violations.add(
                        descriptor.name() + ": unknown parameter \"" + name + "\"" + NearestName.hint(name, names)
                                + (names.isEmpty() ? "; it takes none" : "; it takes " + String.join(", ", names)));
            }
        }
        return new StrategyParameters(descriptor.name(), values);
    }

    public int integer(final String name) {
        return (int) real(name);
    }

    public double real(final String name) {
        final Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(strategy + " does not declare a parameter \"" + name + "\"");
        }
        return value;
    }

    public boolean isOn(final String name) {
        return real(name) != 0;
    }

    /** All values by name, sorted. */
    public SortedMap<String, Double> all() {
        return new TreeMap<>(values);
    }

    private static double read(
            final StrategyDescriptor descriptor,
            final ParameterSpec spec,
            final String text,
            final List<String> violations) {
        try {
            final double value = switchValue(spec, text);
            final boolean whole = spec.kind() == ParameterSpec.Kind.REAL || value == StrictMath.rint(value);
            if (whole && value >= spec.minimum() && value <= spec.maximum()) {
                return value;
            }
        } catch (final NumberFormatException e) {
            return reject(descriptor, spec, text, violations);
        }
        return reject(descriptor, spec, text, violations);
    }

    private static double switchValue(final ParameterSpec spec, final String text) {
        if (spec.kind() == ParameterSpec.Kind.SWITCH && (text.equals("true") || text.equals("false"))) {
            return text.equals("true") ? 1 : 0;
        }
        return Double.parseDouble(text.trim());
    }

    private static double reject(
            final StrategyDescriptor descriptor,
            final ParameterSpec spec,
            final String text,
            final List<String> violations) {
        violations.add(descriptor.name() + ": parameter " + spec.name() + " is \"" + text + "\"; expected "
                + expected(spec) + " (" + spec.meaning() + ")");
        return spec.defaultValue();
    }

    private static String expected(final ParameterSpec spec) {
        return switch (spec.kind()) {
            case SWITCH -> "true or false";
            case INTEGER -> "a whole number from " + (long) spec.minimum() + " to " + (long) spec.maximum();
            case REAL -> "a number from " + spec.minimum() + " to " + spec.maximum();
        };
    }
}
