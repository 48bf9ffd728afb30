package io.millrace.fixed;

/** How an inexact result is brought back to eight decimals. */
public enum Rounding {
    /** To the nearest; a tie goes to the even neighbour. */
    HALF_EVEN,
    /** Towards negative infinity. */
    FLOOR,
    /** Towards positive infinity. */
    CEILING
}
