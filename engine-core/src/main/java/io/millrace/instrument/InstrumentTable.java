package io.millrace.instrument;

import io.millrace.calendar.TradingCalendar;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * All instruments of a run, in the order of their ids, which are 0 to {@code size() - 1}. Immutable; any thread.
 *
 * <p>The hot path uses {@link #get(int)}; {@link #idOf(String)} is a binary search for decoding and configuration.
 */
public final class InstrumentTable {
    /** Limit on the number of instruments: the tables of the engine are sized by it. */
    public static final int MAX_INSTRUMENTS = 4_096;

    /** What {@link #idOf} answers for an unknown symbol. */
    public static final int UNKNOWN = -1;

    private final Instrument[] byId;
    private final Instrument[] bySymbol;

    private InstrumentTable(final Instrument[] byId, final Instrument[] bySymbol) {
        this.byId = byId;
        this.bySymbol = bySymbol;
    }

    /**
     * Makes the table of these instruments, which come in the order of their ids.
     *
     * @throws IllegalArgumentException listing every gap in the ids and every duplicate symbol, or that there are too
     * many
     */
    public static InstrumentTable of(final List<Instrument> instruments) {
        final Violations violations = new Violations("instruments");
        final int count = instruments.size();
        violations.unless(count <= MAX_INSTRUMENTS, "the number", count, "at most " + MAX_INSTRUMENTS);
        violations.refuseAny();
        final Instrument[] byId = instruments.toArray(new Instrument[0]);
        for (int i = 0; i < byId.length; i++) {
            violations.unless(
                    byId[i].id() == i, "the id of " + byId[i].symbol(), byId[i].id(), i + ", its place in the list");
        }
        final Instrument[] bySymbol = byId.clone();
        Arrays.sort(bySymbol, Comparator.comparing(Instrument::symbol));
        for (int i = 1; i < bySymbol.length; i++) {
            final Instrument other = bySymbol[i - 1];
            violations.unless(
                    !bySymbol[i].symbol().equals(other.symbol()),
                    "the symbol of " + bySymbol[i].id(),
                    bySymbol[i].symbol(),
                    "a symbol of its own: instrument " + other.id() + " has it");
        }
        violations.refuseAny();
        return new InstrumentTable(byId, bySymbol);
    }

    public int size() {
        return byId.length;
    }

    /** The instrument of this id, which must be in the table. */
    public Instrument get(final int id) {
        return byId[id];
    }

    /** The calendars of all instruments, by instrument id. */
    public TradingCalendar[] calendars() {
        final TradingCalendar[] calendars = new TradingCalendar[byId.length];
        for (int i = 0; i < calendars.length; i++) {
            calendars[i] = byId[i].tradingCalendar();
        }
        return calendars;
    }

    /** True when an event's instrument id is one of this table. */
    public boolean contains(final int id) {
        return id >= 0 && id < byId.length;
    }

    /** The id of the instrument with this symbol, or {@link #UNKNOWN}. */
    public int idOf(final String symbol) {
        int from = 0;
        int to = bySymbol.length - 1;
        while (from <= to) {
            final int middle = (from + to) >>> 1;
            final int order = bySymbol[middle].symbol().compareTo(symbol);
            if (order == 0) {
                return bySymbol[middle].id();
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return UNKNOWN;
    }
}
