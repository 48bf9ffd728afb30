package io.millrace.indicator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the text of a specification: {@code name [ "(" number { "," number } [ "," input ] ")" ] [ "." output ]}.
 *
 * <p>Blanks and case do not matter. Parameters may be left out all together, never some of them.
 */
final class IndicatorSpecText {
    private final String text;
    private final List<Double> parameters = new ArrayList<>();
    private String input = "";

    private IndicatorSpecText(final String text) {
        this.text = text;
    }

    static IndicatorSpec parse(final String text, final IndicatorRegistry registry) {
        try {
            return new IndicatorSpecText(text.strip().toLowerCase(Locale.ROOT)).read(registry);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("in \"" + text + "\": " + e.getMessage(), e);
        }
    }

    /** A parameter in a message: as the user would write it, also when it is no number. */
    static String shown(final double value) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? Double.toString(value)
                : IndicatorParameter.text(value);
    }

    private IndicatorSpec read(final IndicatorRegistry registry) {
        final int open = text.indexOf('(');
        final int close = text.lastIndexOf(')');
        if (open < 0 != close < 0 || close < open) {
            throw new IllegalArgumentException(
                    "the brackets do not match; expected a form like sma(50) or rmax(20,high)");
        }
        final String rest = open < 0 ? text : text.substring(0, open) + text.substring(close + 1);
        final int dot = rest.indexOf('.');
        if (open >= 0 && (dot < 0 ? rest.length() : dot) != open) {
            throw new IllegalArgumentException("'" + text.substring(close + 1)
                    + "' after the bracket is not understood; expected nothing or .output");
        }
        final IndicatorDefinition definition = registry.definition(
                dot < 0 ? rest.strip() : rest.substring(0, dot).strip());
        if (open >= 0) {
            readArguments(text.substring(open + 1, close), definition);
        }
        final int output = dot < 0 ? 0 : output(rest.substring(dot + 1).strip(), definition);
        return new IndicatorSpec(definition, parametersOrStandard(definition), input(definition), output);
    }

    private void readArguments(final String arguments, final IndicatorDefinition definition) {
        if (arguments.isBlank()) {
            return;
        }
        final String[] parts = arguments.split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            final String part = parts[i].strip();
            final boolean word = !part.isEmpty() && Character.isLetter(part.charAt(0));
            if (word && i == parts.length - 1) {
                input = part;
            } else {
                parameters.add(number(part, i, definition));
            }
        }
    }

    private static double number(final String part, final int index, final IndicatorDefinition definition) {
        // Java also reads 50d (not fifty days) and 0x32; a specification does not.
        for (int i = 0; i < part.length(); i++) {
            if ("0123456789.e+-".indexOf(part.charAt(i)) < 0) {
                throw notANumber(part, index, definition);
            }
        }
        try {
            return Double.parseDouble(part);
        } catch (final NumberFormatException e) {
            throw notANumber(part, index, definition);
        }
    }

    private static IllegalArgumentException notANumber(
            final String part, final int index, final IndicatorDefinition definition) {
        return new IllegalArgumentException("indicator '" + definition.name() + "': argument " + (index + 1) + " is '"
                + part + "'; expected a number, as in " + definition.usage());
    }

    private List<Double> parametersOrStandard(final IndicatorDefinition definition) {
        if (parameters.isEmpty()) {
            for (final IndicatorParameter parameter : definition.parameters()) {
                parameters.add(parameter.standard());
            }
        }
        return parameters;
    }

    private BarInput input(final IndicatorDefinition definition) {
        if (input.isEmpty()) {
            return definition.input();
        }
        for (final BarInput candidate : BarInput.values()) {
            if (candidate.text().equals(input)) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("indicator '" + definition.name() + "': input '" + input
                + "' is unknown; expected open, high, low, close or volume");
    }

    private static int output(final String name, final IndicatorDefinition definition) {
        final int output = definition.outputs().indexOf(name);
        if (output < 0) {
            throw new IllegalArgumentException("indicator '" + definition.name() + "': output '" + name
                    + "' is unknown; expected one of " + definition.outputs());
        }
        return output;
    }
}
