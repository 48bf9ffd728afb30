package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;

/**
 * K5: at a fall of the account from its high-water mark everything is closed and trading halts. Limit and actual as
 * fractions of the mark. A person who resumes accepts the loss: the mark is set anew.
 */
final class DrawdownHalt implements Watch {
    private final LimitsInForce limits;
    private final Tripwire wire = new Tripwire();

    DrawdownHalt(final LimitsInForce limits) {
        this.limits = limits;
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        final long equity = view.accountEquity();
        if (equity == Absent.FIXED) {
            return;
        }
        wire.update(equity);
        final long limit = limits.loss().haltDrawdown();
        if (wire.trips(equity, limit)) {
            board.flattenAndHalt(RiskControl.DRAWDOWN_HALT, Fixed.toDouble(limit), wire.fall(equity));
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
