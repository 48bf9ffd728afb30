package io.millrace.risk;

import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskControl;

/** Hears every decision of the gate, one for each control evaluated, in order; the first REJECT is the last. */
public interface RiskListener {
    /**
     * One control's answer.
     *
     * @param limit what was allowed, in the control's unit
     * @param actual what the order came to; NaN when it could not be known
     */
    void onDecision(
            long orderId,
            int strategy,
            int instrument,
            RiskControl control,
            RiskAction action,
            double limit,
            double actual);
}
