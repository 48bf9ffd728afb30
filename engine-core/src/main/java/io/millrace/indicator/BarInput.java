package io.millrace.indicator;

import java.util.Locale;

/** Which number of a bar an indicator follows. */
public enum BarInput {
    OPEN,
    HIGH,
    LOW,
    CLOSE,
    VOLUME,
    /** The whole bar: the indicator's formula says which numbers it takes, and there is nothing to choose. */
    BAR;

    /** As written in a specification: {@code high} in {@code rmax(20,high)}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
