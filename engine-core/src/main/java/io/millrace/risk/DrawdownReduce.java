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
    private static final long RECOVERED = Fixed.ONE / 50;

    private final long limit;
    private final HighWater mark = new HighWater();
    private boolean tripped;

    DrawdownReduce(final StepLimits limits) {
        limit = limits.reduceDrawdown();
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        final long equity = view.accountEquity();
        if (equity == Absent.FIXED) {
            return;
        }
        mark.update(equity);
        if (!tripped && mark.isDown(equity, limit)) {
            tripped = true;
            board.reduce(RiskControl.DRAWDOWN_REDUCE, Fixed.toDouble(limit), mark.fall(equity));
        } else if (tripped && !mark.isDown(equity, Math.min(RECOVERED, limit))) {
            tripped = false;
            board.relax(RiskControl.DRAWDOWN_REDUCE, Fixed.toDouble(limit), mark.fall(equity));
        }
    }

    @Override
    public void onResume() {
        if (tripped) {
            tripped = false;
            mark.forget();
        }
    }

    @Override
    public void writeState(final StateSink sink) {
        mark.writeState(sink);
        sink.putLong(tripped ? 1 : 0);
    }

    @Override
    public void readState(final StateSource source) {
        mark.readState(source);
        tripped = source.getBoolean("DrawdownReduce.tripped");
    }
}
