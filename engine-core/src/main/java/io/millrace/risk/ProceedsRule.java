package io.millrace.risk;

import io.millrace.config.Settings;
import io.millrace.config.SettingsReader;
import io.millrace.fixed.Fixed;

/**
 * Whether orders that close positions at the market count as filled while they work: a sleeve that changes its holdings
 * at one open could otherwise buy only what was not sold for it. Immutable.
 *
 * @param margin part of the expected proceeds, after fees, that is not counted: what prices may fall until the fill; a
 *     fraction at 1e-8, or {@link #OFF}
 */
public record ProceedsRule(long margin) {
    /** Nothing counts before it is filled; written {@code off} in settings. */
    public static final long OFF = Fixed.ONE;

    private static final String KEY = "risk.proceedsMargin";

    public ProceedsRule {
        if (margin < 0 || margin > OFF) {
            throw new IllegalArgumentException(
                    "proceedsMargin: " + Fixed.format(margin) + ", expected a fraction of 0 to 1, where 1 is off");
        }
    }

    /** For an account: cash is spent when it is there. */
    public static ProceedsRule account() {
        return new ProceedsRule(OFF);
    }

    /** For research: all but 2 % of the expected proceeds. */
    public static ProceedsRule research() {
        return new ProceedsRule(2 * Fixed.ONE / 100);
    }

    public boolean isOn() {
        return margin < OFF;
    }

    /** What of expected proceeds may be spent. */
    public long spendable(final long proceeds) {
        return Fixed.multiply(proceeds, OFF - margin);
    }

    /** Reads {@code risk.proceedsMargin}; what is not set is as in {@code preset}. */
    public static ProceedsRule read(final SettingsReader reader, final ProceedsRule preset) {
        if ("off".equals(reader.text(KEY, preset.isOn() ? null : "off"))) {
            return account();
        }
        return new ProceedsRule(reader.fixed(KEY, preset.margin, 0, OFF));
    }

    /** Writes what {@link #read} reads. */
    public void write(final Settings settings, final String origin) {
        settings.put(KEY, isOn() ? Fixed.format(margin) : "off", origin);
    }
}
