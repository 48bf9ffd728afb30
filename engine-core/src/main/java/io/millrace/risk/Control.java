package io.millrace.risk;

import io.millrace.event.codec.RiskControl;

/**
 * One risk control. Decide thread; no allocation; reads the order and the account, changes at most the order's size.
 */
interface Control {
    RiskControl code();

    /** False for a control that orders which only reduce do not meet: they may always leave. */
    boolean bindsReducing();

    /** Writes the answer to {@code out}, always. Whatever is missing or out of range is a reject. */
    void check(Candidate order, RiskView view, Verdict out);
}
