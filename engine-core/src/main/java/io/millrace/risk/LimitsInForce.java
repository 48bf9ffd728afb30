package io.millrace.risk;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import java.util.Arrays;

/**
 * The limits as they are at this moment: those of the configuration and what was changed since.
 * A tighter value is taken at once, a looser one only when confirmed; what is working already is not looked at again.
 * The same changes in the
 * same order give the same limits, so that read models keep one of their own. One thread; units as in {@link
 * RiskLimits}. Only a change allocates.
 */
public final class LimitsInForce implements Stateful {
    private static final long NOT_CHANGED = -1;
    private static final LiveLimit[] ALL = LiveLimit.values();

    private final RiskLimits configured;
    private final long[] changed = new long[ALL.length];
    private RiskLimits now;

    public LimitsInForce(final RiskLimits configured) {
        this.configured = configured;
        this.now = configured;
        Arrays.fill(changed, NOT_CHANGED);
    }

    /** All of them. */
    public RiskLimits now() {
        return now;
    }

    /** The value in force. */
    public long value(final LiveLimit limit) {
        return valueIn(now, limit);
    }

    /** The value of the configuration. */
    public long configured(final LiveLimit limit) {
        return valueIn(configured, limit);
    }

    public boolean isChanged(final LiveLimit limit) {
        return changed[limit.ordinal()] != NOT_CHANGED;
    }

    /** What {@link #change} would answer; changes nothing. */
    public LimitChange judge(final LiveLimit limit, final long value, final boolean confirmed) {
        if (limit == null) {
            return LimitChange.UNKNOWN;
        }
        if (configured(limit) == RiskLimits.UNLIMITED) {
            return LimitChange.OFF;
        }
        final boolean sound = value > 0
                && value != RiskLimits.UNLIMITED
                && with(limit, value).validate().isEmpty();
        if (!sound) {
            return LimitChange.OUT_OF_RANGE;
        }
        return value > value(limit) && !confirmed ? LimitChange.LOOSER : LimitChange.SET;
    }

    /** Brings a value into force, if that may be. */
    public LimitChange change(final LiveLimit limit, final long value, final boolean confirmed) {
        final LimitChange verdict = judge(limit, value, confirmed);
        if (verdict == LimitChange.SET) {
            set(limit, value);
        }
        return verdict;
    }

    @Override
    public void writeState(final StateSink sink) {
        for (final long value : changed) {
            sink.putLong(value);
        }
    }

    @Override
    public void readState(final StateSource source) {
        now = configured;
        for (final LiveLimit limit : ALL) {
            final long value = source.getLong();
            changed[limit.ordinal()] = NOT_CHANGED;
            if (value != NOT_CHANGED) {
                if (value <= 0 || value == RiskLimits.UNLIMITED) {
                    throw StateSource.refused("LimitsInForce.changed", value, "a value above 0");
                }
                set(limit, value);
            }
        }
    }

    OrderLimits order() {
        return now.order();
    }

    ExposureLimits exposure() {
        return now.exposure();
    }

    LossLimits loss() {
        return now.loss();
    }

    GuardLimits guards() {
        return now.guards();
    }

    StrategyLimits strategy(final int number) {
        return now.strategy(number);
    }

    private void set(final LiveLimit limit, final long value) {
        now = with(limit, value);
        changed[limit.ordinal()] = value;
    }

    private RiskLimits with(final LiveLimit limit, final long value) {
        return now.map(new OneLimit(limit.key(), value));
    }

    private static long valueIn(final RiskLimits limits, final LiveLimit limit) {
        final OneLimit field = new OneLimit(limit.key());
        limits.map(field);
        return field.found();
    }
}
