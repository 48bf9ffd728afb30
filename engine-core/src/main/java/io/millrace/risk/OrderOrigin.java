package io.millrace.risk;

/** Who asks for an order. */
public enum OrderOrigin {
    STRATEGY,
    /** The emergency flatten: passes the kill switch, and only with orders that reduce. */
    FLATTEN,
    /** One side of a trade between two sleeves: nothing of it reaches a venue. */
    NETTING
}
