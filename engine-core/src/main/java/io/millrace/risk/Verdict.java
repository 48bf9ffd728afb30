package io.millrace.risk;

import io.millrace.event.codec.RiskAction;
import io.millrace.fixed.Fixed;

/** A control's answer, reused: the action with the limit and the actual value in the control's unit. */
final class Verdict {
    RiskAction action;
    double limit;
    double actual;

    void pass(final double limitValue, final double actualValue) {
        set(RiskAction.PASS, limitValue, actualValue);
    }

    void reject(final double limitValue, final double actualValue) {
        set(RiskAction.REJECT, limitValue, actualValue);
    }

    void set(final RiskAction answer, final double limitValue, final double actualValue) {
        action = answer;
        limit = limitValue;
        actual = actualValue;
    }

    /** Passes up to the limit, which is included; fixed-point values of one unit. */
    void atMost(final long limitValue, final long actualValue) {
        set(actualValue <= limitValue ? RiskAction.PASS : RiskAction.REJECT, number(limitValue), number(actualValue));
    }

    static double number(final long fixed) {
        return fixed == RiskLimits.UNLIMITED ? Double.POSITIVE_INFINITY : Fixed.toDouble(fixed);
    }
}
