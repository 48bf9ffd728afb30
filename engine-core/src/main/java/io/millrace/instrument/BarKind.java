package io.millrace.instrument;

/** What fills a bar. The order is part of {@link Timeframe#code}. */
public enum BarKind {
    /** A span of time. */
    TIME,

    /** A number of trades. */
    TICKS,

    /** A number of units traded. */
    VOLUME,

    /** An amount of the quote currency that changed hands; dollar bars when that is the dollar. */
    VALUE
}
