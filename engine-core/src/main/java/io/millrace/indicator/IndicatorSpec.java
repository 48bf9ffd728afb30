package io.millrace.indicator;

import java.util.List;

/**
 * Which indicator, with which parameters, over which number of the bar; valid by construction and equal by value.
 *
 * @param definition the indicator
 * @param parameters one value a parameter of the definition, in its order
 * @param input what it follows; {@link BarInput#BAR} exactly when the definition leaves no choice
 * @param output which of its outputs is meant, in the definition's order
 */
public record IndicatorSpec(IndicatorDefinition definition, List<Double> parameters, BarInput input, int output) {
    public IndicatorSpec {
        parameters = List.copyOf(parameters);
        requireParameters(definition, parameters);
        if ((input == BarInput.BAR) != (definition.input() == BarInput.BAR)) {
            throw new IllegalArgumentException("indicator '" + definition.name() + "': input '" + input.text()
                    + "' does not apply; expected " + definition.usage());
        }
        if (output < 0 || output >= definition.outputs().size()) {
            throw new IllegalArgumentException("indicator '" + definition.name() + "': output number " + output
                    + " does not exist; it has " + definition.outputs());
        }
    }

    /** A parameter that the definition declares whole. */
    public int whole(final int parameter) {
        return (int) real(parameter);
    }

    public double real(final int parameter) {
        return parameters.get(parameter);
    }

    /** A value of the output, in the units of which {@code ratio} take the place of one. */
    public double afterSplit(final double value, final double ratio) {
        return switch (SplitDegree.of(this)) {
            case -1 -> value * ratio;
            case 1 -> value / ratio;
            case 2 -> value / ratio / ratio;
            default -> value;
        };
    }

    /** A new indicator that has seen nothing. */
    public Indicator newIndicator() {
        return definition.factory().make(this);
    }

    /** The same indicator, whichever output is meant. */
    public IndicatorSpec withOutput(final int newOutput) {
        return output == newOutput ? this : new IndicatorSpec(definition, parameters, input, newOutput);
    }

    /**
     * The one text of this specification: {@code sma(50)}, {@code rmax(20,high)}, {@code tr}. It parses back to an
     * equal.
     */
    public String text() {
        final StringBuilder arguments = new StringBuilder();
        for (final double parameter : parameters) {
            arguments.append(arguments.isEmpty() ? "" : ",").append(IndicatorParameter.text(parameter));
        }
        if (input != definition.input()) {
            arguments.append(arguments.isEmpty() ? "" : ",").append(input.text());
        }
        return definition.name()
                + (arguments.isEmpty() ? "" : "(" + arguments + ")")
                + (output == 0 ? "" : "." + definition.outputs().get(output));
    }

    @Override
    public String toString() {
        return text();
    }

    /** Sixty-four bits of name, parameters and input (FNV-1a), for the state hash; the output chosen is not state. */
    long fingerprint() {
        long hash = 0xcbf29ce484222325L;
        final String name = definition.name();
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        for (int i = 0; i < parameters.size(); i++) {
            hash = (hash ^ Double.doubleToRawLongBits(parameters.get(i))) * 0x100000001b3L;
        }
        return (hash ^ input.ordinal()) * 0x100000001b3L;
    }

    private static void requireParameters(final IndicatorDefinition definition, final List<Double> parameters) {
        final List<IndicatorParameter> declared = definition.parameters();
        if (parameters.size() != declared.size()) {
            throw new IllegalArgumentException("indicator '" + definition.name() + "': " + parameters.size()
                    + " parameters given, " + declared.size() + " expected; write " + definition.usage()
                    + " or leave them all out for the standard values");
        }
        for (int i = 0; i < declared.size(); i++) {
            final IndicatorParameter parameter = declared.get(i);
            if (!parameter.accepts(parameters.get(i))) {
                throw new IllegalArgumentException("indicator '" + definition.name() + "': " + parameter.name() + " is "
                        + IndicatorSpecText.shown(parameters.get(i)) + "; expected " + parameter.range() + " ("
                        + parameter.meaning() + ")");
            }
        }
    }
}
