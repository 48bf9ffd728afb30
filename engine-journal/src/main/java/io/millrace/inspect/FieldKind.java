package io.millrace.inspect;

/** What the value of a field is, whatever its text looks like. */
public enum FieldKind {
    /** A number without a fraction. */
    WHOLE(true),
    /** An exact number with up to eight places. */
    DECIMAL(true),
    /** A floating-point number. */
    REAL(true),
    /** An instant, ISO-8601 UTC. */
    TIME(false),
    /** Anything else: names, hashes, words. */
    TEXT(false);

    private final boolean numeric;

    FieldKind(final boolean numeric) {
        this.numeric = numeric;
    }

    boolean numeric() {
        return numeric;
    }
}
