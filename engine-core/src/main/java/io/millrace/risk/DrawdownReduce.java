package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * From a fall of the account from its high-water mark on, only reducing orders leave, until the account is within 2 %
 * of the mark again or a person resumes. Limit and actual as fractions of the mark.
 */
final class DrawdownReduce implements Watch {
    private final long limit;
    private final Tripwire wire = new Tripwire();

    DrawdownReduce(final StepLimits limits) {
        limit = limits.reduceDrawdown();
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        final long equity = view.accountEquity();
        if (equity == Absent.FIXED) {
            return;
        }
        wire.update(equity);
        if (wire.trips(equity, limit)) {
            board.reduce(RiskControl.DRAWDOWN_REDUCE, Fixed.toDouble(limit), wire.fall(equity));
        } else if (wire.recovers(equity, limit)) {
            board.relax(RiskControl.DRAWDOWN_REDUCE, Fixed.toDouble(limit), wire.fall(equity));
        }
    }

    @Override
    public void onResume() {
        wire.onResume();
    }

    @Override
    public void writeState(final StateSink sink) {
        wire.writeState(sink);
    }

    @Override
    public void readState(final StateSource source) {
        wire.readState(source);
    }
}
