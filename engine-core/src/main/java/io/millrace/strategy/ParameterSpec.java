package io.millrace.strategy;

/**
 * One declared parameter. All parameters are numbers, so that the optimiser can search them; a switch is 0 or 1.
 *
 * @param name lower camel case
 * @param kind what values make sense
 * @param minimum lowest value allowed
 * @param maximum highest value allowed
 * @param defaultValue used when nothing is given
 * @param meaning one line, with the unit
 */
public record ParameterSpec(
        String name, Kind kind, double minimum, double maximum, double defaultValue, String meaning) {
    /** Kinds of parameters. */
    public enum Kind {
        /** Whole numbers. */
        INTEGER,
        /** Any number in the range. */
        REAL,
        /** 0 or 1. */
        SWITCH
    }

    public static ParameterSpec integer(
            final String name, final int minimum, final int maximum, final int defaultValue, final String meaning) {
        return new ParameterSpec(name, Kind.INTEGER, minimum, maximum, defaultValue, meaning);
    }

    public static ParameterSpec real(
            final String name,
            final double minimum,
            final double maximum,
            final double defaultValue,
            final String meaning) {
        return new ParameterSpec(name, Kind.REAL, minimum, maximum, defaultValue, meaning);
    }

    public static ParameterSpec onOff(final String name, final boolean defaultValue, final String meaning) {
        return new ParameterSpec(name, Kind.SWITCH, 0, 1, defaultValue ? 1 : 0, meaning);
    }
}
