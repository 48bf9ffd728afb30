package io.millrace.indicator;

import java.util.List;

/**
 * What an indicator is: everything but its state. One constant an indicator, listed by {@link IndicatorRegistry}.
 *
 * @param name short, lower case, as traders write it
 * @param meaning one line for a list
 * @param formula in text, with warm-up and seed
 * @param source where the formula is published, and which convention was chosen where sources differ
 * @param input what is followed when a specification does not say; {@link BarInput#BAR} when there is no choice
 * @param outputs names of the values a bar gives; the first is the one meant when a specification names none
 */
public record IndicatorDefinition(
        String name,
        String meaning,
        String formula,
        String source,
        List<IndicatorParameter> parameters,
        BarInput input,
        List<String> outputs,
        Factory factory) {

    /** Makes the indicator of a validated specification. */
    @FunctionalInterface
    public interface Factory {
        Indicator make(IndicatorSpec spec);
    }

    public IndicatorDefinition {
        parameters = List.copyOf(parameters);
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("indicator '" + name + "' names no output: name at least one");
        }
    }

    /** How it is written, with its parameters' names: {@code rmax(period[,input])}. */
    public String usage() {
        final StringBuilder text = new StringBuilder(name).append('(');
        for (final IndicatorParameter parameter : parameters) {
            if (text.charAt(text.length() - 1) != '(') {
                text.append(',');
            }
            text.append(parameter.name());
        }
        if (input != BarInput.BAR) {
            text.append("[,input]");
        }
        return text.append(')').toString();
    }
}
