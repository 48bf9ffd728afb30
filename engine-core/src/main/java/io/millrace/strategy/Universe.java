package io.millrace.strategy;

/** How many instruments one instance of a strategy trades. */
public enum Universe {
    /** Exactly one; several symbols mean several instances. */
    ONE,
    /** One or more, chosen among or held together. */
    MANY
}
