package io.millrace.risk;

/** What became of a wish to change a limit. */
public enum LimitChange {
    /** It is in force. */
    SET,
    /** It lets more pass than before, and was not confirmed. */
    LOOSER,
    /** The configuration has it off, so that there is no control that could hold it. */
    OFF,
    /** The value is not one the configuration would take. */
    OUT_OF_RANGE,
    /** No limit has this number. */
    UNKNOWN
}
