package io.millrace.instrument;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;

/**
 * Which corporate actions have taken effect. An action takes effect when time reaches the open of its ex-date's
 * session; nothing tells of it earlier. One owner, one thread; no allocation after construction. Times in ns.
 */
public final class ActionSchedule implements Stateful {
    private static final long NEVER = Long.MAX_VALUE;

    private final CorporateAction[] actions;
    private final int[] instrument;
    private final long[] exTimeNs;
    private int next;
    private long nextNs;

    /** The actions of all instruments, by time, then in the order of ids, then as listed. */
    public ActionSchedule(final InstrumentTable instruments) {
        int count = 0;
        for (int i = 0; i < instruments.size(); i++) {
            count += instruments.get(i).actions().size();
        }
        actions = new CorporateAction[count];
        instrument = new int[count];
        exTimeNs = new long[count];
        int used = 0;
        for (int i = 0; i < instruments.size(); i++) {
            for (final CorporateAction action : instruments.get(i).actions()) {
                insert(used, action, i, instruments.get(i).exTimeNs(action));
                used++;
            }
        }
        nextNs = count == 0 ? NEVER : exTimeNs[0];
    }

    /** True when {@link #advance} has something to tell. */
    public boolean isDue(final long nowNs) {
        return nowNs >= nextNs;
    }

    /** Tells the actions that take effect by {@code nowNs}, each once. */
    public void advance(final long nowNs, final ActionListener out) {
        while (nowNs >= nextNs) {
            final int due = next++;
            nextNs = next < exTimeNs.length ? exTimeNs[next] : NEVER;
            tell(due, out);
        }
    }

    /** Tells the actions of one instrument again that took effect after {@code sinceNs}. */
    public void repeat(final int ofInstrument, final long sinceNs, final ActionListener out) {
        int first = next;
        while (first > 0 && exTimeNs[first - 1] > sinceNs) {
            first--;
        }
        for (int i = first; i < next; i++) {
            if (instrument[i] == ofInstrument) {
                tell(i, out);
            }
        }
    }

    /**
     * What a price of one instrument is multiplied with for the splits that take effect after {@code sinceNs} and until
     * {@code untilNs}, told or not: 0.25 for four new units of one old; 1 without any.
     */
    public double priceFactor(final int ofInstrument, final long sinceNs, final long untilNs) {
        double factor = 1;
        for (int i = 0; i < actions.length && exTimeNs[i] <= untilNs; i++) {
            if (exTimeNs[i] > sinceNs && instrument[i] == ofInstrument && actions[i].isSplit()) {
                factor = factor * actions[i].from() / actions[i].to();
            }
        }
        return factor;
    }

    @Override
    public void writeState(final StateSink sink) {
        if (actions.length > 0) {
            sink.putLong(next);
        }
    }

    @Override
    public void readState(final StateSource source) {
        if (actions.length > 0) {
            next = source.getCount("ActionSchedule.next", actions.length);
            nextNs = next < exTimeNs.length ? exTimeNs[next] : NEVER;
        }
    }

    private void tell(final int due, final ActionListener out) {
        final CorporateAction action = actions[due];
        if (action.isDelisting()) {
            out.onDelisting(instrument[due], action.delisting(), exTimeNs[due]);
        } else if (action.isSplit()) {
            out.onSplit(instrument[due], action.to(), action.from(), exTimeNs[due]);
        } else {
            out.onDividend(instrument[due], action.cash(), exTimeNs[due]);
        }
    }

    private void insert(final int used, final CorporateAction action, final int ofInstrument, final long timeNs) {
        int place = used;
        while (place > 0 && exTimeNs[place - 1] > timeNs) {
            actions[place] = actions[place - 1];
            instrument[place] = instrument[place - 1];
            exTimeNs[place] = exTimeNs[place - 1];
            place--;
        }
        actions[place] = action;
        instrument[place] = ofInstrument;
        exTimeNs[place] = timeNs;
    }
}
