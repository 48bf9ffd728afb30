package io.millrace.control;

import java.util.concurrent.Executor;

/**
 * One side from which requests come: who gets in, and how much at once.
 *
 * @param reads where everything is answered that changes nothing, so that no thread of the server is held by a
 *     connection that asks for more and more
 */
record Door(Gatekeeper gate, Permits permits, Executor reads) {
    Door(Gatekeeper gate, Executor reads) {
        this(gate, new Permits(), reads);
    }
}
