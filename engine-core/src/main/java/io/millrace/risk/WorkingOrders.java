package io.millrace.risk;

import io.millrace.event.codec.RiskControl;

/**
 * The number of open orders in the instrument and at the venue, this one included. An account has one venue so far: all
 * its orders are there. Limit and actual in orders; those of the instrument, unless the venue's limit is broken.
 */
final class WorkingOrders implements Control {
    private final long inInstrument;
    private final long atVenue;

    WorkingOrders(final FlowLimits limits) {
        inInstrument = limits.workingPerSymbol();
        atVenue = limits.workingPerVenue();
    }

    @Override
    public RiskControl code() {
        return RiskControl.WORKING_ORDERS;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        final long all = view.openOrders() + 1L;
        if (all > atVenue) {
            out.reject((double) atVenue, (double) all);
            return;
        }
        final long own = view.openOrdersIn(order.intent.instrument) + 1L;
        if (own > inInstrument) {
            out.reject((double) inInstrument, (double) own);
        } else {
            out.pass((double) inInstrument, (double) own);
        }
    }
}
