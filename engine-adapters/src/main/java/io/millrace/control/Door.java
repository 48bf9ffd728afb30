package io.millrace.control;

/** One side from which requests come: who gets in, and how much at once. */
record Door(Gatekeeper gate, Permits permits) {
    Door(Gatekeeper gate) {
        this(gate, new Permits());
    }
}
