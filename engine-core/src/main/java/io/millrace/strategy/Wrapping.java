package io.millrace.strategy;

/** A strategy or factory that only guards another: who judges the code looks at that one. */
public interface Wrapping {
    Object wrapped();
}
