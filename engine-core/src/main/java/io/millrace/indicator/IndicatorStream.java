package io.millrace.indicator;

import io.millrace.book.ClosedBar;
import io.millrace.calendar.TradingCalendar;
import io.millrace.event.Memory;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/** The indicators of one stream, which keep their last values themselves. Owned by {@link IndicatorBank}. */
final class IndicatorStream implements Stateful {
    private static final int FIRST_SLOTS = 4;

    private final TradingCalendar calendar;

    /** The bank's one, for all streams in turn. */
    private final BarValues bar;

    private Indicator[] indicators = new Indicator[FIRST_SLOTS];

    /** Slot of each indicator's first output, and after the last the number of slots. */
    private int[] firstSlots = new int[FIRST_SLOTS + 1];

    private int indicatorCount;

    /** Whose output is in each slot. */
    private int[] places = new int[FIRST_SLOTS];

    private IndicatorSpec[] specs = new IndicatorSpec[FIRST_SLOTS];
    private int slotCount;

    /** Units of the first bar for one of now. */
    private double units = 1;

    IndicatorStream(final TradingCalendar calendar, final BarValues bar) {
        this.calendar = calendar;
        this.bar = bar;
    }

    int request(final IndicatorSpec spec) {
        for (int slot = 0; slot < slotCount; slot++) {
            if (specs[slot].equals(spec)) {
                return slot;
            }
        }
        return add(spec) + spec.output();
    }

    private int add(final IndicatorSpec spec) {
        final Indicator indicator = spec.newIndicator();
        final int outputs = indicator.outputs();
        if (outputs != spec.definition().outputs().size()) {
            throw new IllegalStateException("indicator '" + spec + "' gives " + outputs
                    + " values, its definition names " + spec.definition().outputs());
        }
        reserve(outputs);
        indicators[indicatorCount] = indicator;
        indicator.seat(spec.input(), slotCount);
        firstSlots[indicatorCount] = slotCount;
        final int first = slotCount;
        for (int output = 0; output < outputs; output++) {
            specs[slotCount] = spec.withOutput(output);
            places[slotCount] = indicatorCount;
            slotCount++;
        }
        indicatorCount++;
        firstSlots[indicatorCount] = slotCount;
        return first;
    }

    private void reserve(final int outputs) {
        if (indicatorCount == indicators.length) {
            indicators = Arrays.copyOf(indicators, 2 * indicatorCount);
            firstSlots = Arrays.copyOf(firstSlots, 2 * indicatorCount + 1);
        }
        if (slotCount + outputs > specs.length) {
            final int room = 2 * (slotCount + outputs);
            places = Arrays.copyOf(places, room);
            specs = Arrays.copyOf(specs, room);
        }
    }

    void update(
            final long openTimeNs,
            final double open,
            final double high,
            final double low,
            final double close,
            final double volume) {
        requireFinite(open, high, low, close, volume);
        bar.at(calendar);
        if (units == 1) {
            bar.set(openTimeNs, open, high, low, close, volume);
        } else {
            bar.set(openTimeNs, open * units, high * units, low * units, close * units, volume / units);
        }
        for (int i = 0; i < indicatorCount; i++) {
            update(indicators[i]);
        }
    }

    /** Numbers at 1e-8 are finite. */
    void update(final ClosedBar closed, final long address) {
        bar.set(closed, calendar, units);
        for (int i = 0; i < indicatorCount; i++) {
            final Indicator indicator = indicators[i];
            update(indicator);
            write(indicator, address);
        }
        if (units != 1) {
            copyTo(address);
        }
    }

    private void update(final Indicator indicator) {
        indicator.update(bar.of(indicator.input()), bar);
    }

    /** While it is at hand: another walk over all of them costs more. */
    private static void write(final Indicator indicator, final long address) {
        final long first = address + indicator.firstSlot() * (long) Double.BYTES;
        final int outputs = indicator.outputs();
        Memory.putDouble(first, indicator.value());
        for (int output = 1; output < outputs; output++) {
            Memory.putDouble(first + output * (long) Double.BYTES, indicator.value(output));
        }
    }

    void split(final double ratio) {
        units *= ratio;
    }

    /** One sum instead of five tests: NaN and infinity spread, and prices cannot add up to an overflow. */
    private static void requireFinite(
            final double open, final double high, final double low, final double close, final double volume) {
        if (!Double.isFinite(open + high + low + close + volume)) {
            throw new IllegalArgumentException("a bar has to be finite numbers, but is open " + open + ", high " + high
                    + ", low " + low + ", close " + close + ", volume " + volume
                    + "; quarantine it before the indicators");
        }
    }

    int count() {
        return slotCount;
    }

    double value(final int slot) {
        return inUnits(known(slot));
    }

    /** The value of a slot in units of now. */
    private double inUnits(final int slot) {
        final IndicatorSpec spec = specs[slot];
        final double value = indicators[places[slot]].value(spec.output());
        return units == 1 ? value : spec.afterSplit(value, units);
    }

    IndicatorSpec spec(final int slot) {
        return specs[known(slot)];
    }

    int copyTo(final double[] target) {
        for (int slot = 0; slot < slotCount; slot++) {
            target[slot] = inUnits(slot);
        }
        return slotCount;
    }

    private void copyTo(final long address) {
        for (int slot = 0; slot < slotCount; slot++) {
            Memory.putDouble(address + slot * (long) Double.BYTES, inUnits(slot));
        }
    }

    int warmUp() {
        int longest = 0;
        for (int i = 0; i < indicatorCount; i++) {
            longest = Math.max(longest, indicators[i].warmUp());
        }
        return longest;
    }

    int convergenceBars() {
        int longest = 0;
        for (int i = 0; i < indicatorCount; i++) {
            longest = Math.max(longest, indicators[i].convergenceBars());
        }
        return longest;
    }

    private int known(final int slot) {
        if (slot < 0 || slot >= slotCount) {
            throw unknown(slot);
        }
        return slot;
    }

    private IndexOutOfBoundsException unknown(final int slot) {
        return new IndexOutOfBoundsException(
                "indicator slot " + slot + " does not exist; " + slotCount + " were requested");
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(indicatorCount);
        sink.putDouble(units);
        for (int i = 0; i < indicatorCount; i++) {
            sink.putLong(specs[firstSlots[i]].fingerprint());
            indicators[i].writeState(sink);
        }
    }

    @Override
    public void readState(final StateSource source) {
        source.expect("IndicatorStream.indicatorCount", indicatorCount);
        units = source.getDouble();
        for (int i = 0; i < indicatorCount; i++) {
            source.expect("IndicatorStream.specs", specs[firstSlots[i]].fingerprint());
            indicators[i].readState(source);
        }
    }
}
