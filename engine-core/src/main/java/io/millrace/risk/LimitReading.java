package io.millrace.risk;

import io.millrace.config.SettingsReader;

/** Reads limits from settings; what is not set keeps its value. Violations go to the reader. */
final class LimitReading implements LimitFields {
    private static final String OFF = "off";

    private final SettingsReader reader;

    LimitReading(final SettingsReader reader) {
        this.reader = reader;
    }

    @Override
    public long fixed(final String key, final long value, final long minimum, final long maximum) {
        return reader.fixed(key, value, minimum, maximum);
    }

    @Override
    public long fixedOrOff(final String key, final long value, final long minimum, final long maximum) {
        return isOff(key, value) ? RiskLimits.UNLIMITED : reader.fixed(key, value, minimum, maximum);
    }

    @Override
    public long millis(final String key, final long valueNs, final long minimumMs, final long maximumMs) {
        return reader.whole(key, valueNs / RiskLimits.MILLI, minimumMs, maximumMs) * RiskLimits.MILLI;
    }

    @Override
    public long millisOrOff(final String key, final long valueNs, final long minimumMs, final long maximumMs) {
        return isOff(key, valueNs) ? RiskLimits.UNLIMITED : millis(key, valueNs, minimumMs, maximumMs);
    }

    @Override
    public long count(final String key, final long value, final long minimum, final long maximum) {
        return reader.whole(key, value, minimum, maximum);
    }

    @Override
    public long countOrOff(final String key, final long value, final long minimum, final long maximum) {
        return isOff(key, value) ? RiskLimits.UNLIMITED : count(key, value, minimum, maximum);
    }

    @Override
    public boolean flag(final String key, final boolean value) {
        return reader.flag(key, value);
    }

    @Override
    public String text(final String key, final String value) {
        return reader.text(key, value);
    }

    @Override
    public void violation(final String text) {
        reader.violation(text);
    }

    private boolean isOff(final String key, final long value) {
        return OFF.equals(reader.text(key, value == RiskLimits.UNLIMITED ? OFF : null));
    }
}
