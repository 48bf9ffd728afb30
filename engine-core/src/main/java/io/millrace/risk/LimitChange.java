package io.millrace.risk;

/** What became of a wish to change a limit. */
public enum LimitChange {
    /** It is in force. */
    SET,
    /** It lets more pass than before, and was not confirmed. */
    LOOSER,
    /** The configuration has it off: it could not be switched off again, and some have no control then. */
    OFF,
    /** The value is not one the configuration would take. */
    OUT_OF_RANGE,
    /** No limit has this number. */
    UNKNOWN
}
