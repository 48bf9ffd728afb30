package io.millrace.risk;

import io.millrace.event.codec.RiskControl;
import io.millrace.instrument.InstrumentTable;

/** Instruments in which there are no entries; what is held may be closed. Limit 0; actual 1 when it is one of them. */
final class RestrictedList implements Control {
    private final boolean[] restricted;

    /** @throws IllegalArgumentException naming a symbol that is none */
    RestrictedList(final String symbols, final InstrumentTable instruments) {
        restricted = new boolean[instruments.size()];
        for (final String symbol : symbols.split(",")) {
            final int id = instruments.idOf(symbol.trim());
            if (id == InstrumentTable.UNKNOWN) {
                throw new IllegalArgumentException("risk.restricted names \"" + symbol.trim()
                        + "\"; expected symbols of the instruments, separated by commas");
            }
            restricted[id] = true;
        }
    }

    @Override
    public RiskControl code() {
        return RiskControl.RESTRICTED_LIST;
    }

    @Override
    public boolean bindsReducing() {
        return false;
    }

    @Override
    public void check(final Candidate order, final RiskView view, final Verdict out) {
        if (restricted[order.intent.instrument]) {
            out.reject(0, 1);
        } else {
            out.pass(0, 0);
        }
    }
}
