package io.millrace.risk;

import io.millrace.config.Settings;
import io.millrace.fixed.Fixed;

/** Writes limits as settings; changes nothing. */
final class LimitWriting implements LimitFields {
    private final Settings settings;
    private final String origin;

    LimitWriting(final Settings settings, final String origin) {
        this.settings = settings;
        this.origin = origin;
    }

    @Override
    public long fixed(final String key, final long value, final long minimum, final long maximum) {
        put(key, Fixed.format(value));
        return value;
    }

    @Override
    public long fixedOrOff(final String key, final long value, final long minimum, final long maximum) {
        put(key, value == RiskLimits.UNLIMITED ? "off" : Fixed.format(value));
        return value;
    }

    @Override
    public long millis(final String key, final long valueNs, final long minimumMs, final long maximumMs) {
        put(key, Long.toString(valueNs / RiskLimits.MILLI));
        return valueNs;
    }

    @Override
    public long millisOrOff(final String key, final long valueNs, final long minimumMs, final long maximumMs) {
        put(key, valueNs == RiskLimits.UNLIMITED ? "off" : Long.toString(valueNs / RiskLimits.MILLI));
        return valueNs;
    }

    @Override
    public long count(final String key, final long value, final long minimum, final long maximum) {
        put(key, Long.toString(value));
        return value;
    }

    @Override
    public long countOrOff(final String key, final long value, final long minimum, final long maximum) {
        put(key, value == RiskLimits.UNLIMITED ? "off" : Long.toString(value));
        return value;
    }

    @Override
    public boolean flag(final String key, final boolean value) {
        put(key, Boolean.toString(value));
        return value;
    }

    @Override
    public String text(final String key, final String value) {
        put(key, value);
        return value;
    }

    @Override
    public void violation(final String text) {
        // Limits that do not fit each other are written as they are: validate() says so.
    }

    private void put(final String key, final String value) {
        settings.put(key, value, origin);
    }
}
