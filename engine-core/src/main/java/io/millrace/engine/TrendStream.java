package io.millrace.engine;

/**
 * Where the values of a regime's reference instrument are.
 *
 * @param stream -1 when there is no such instrument
 */
record TrendStream(int stream, int averageSlot, int momentumSlot) {
    static final TrendStream NONE = new TrendStream(-1, 0, 0);
}
