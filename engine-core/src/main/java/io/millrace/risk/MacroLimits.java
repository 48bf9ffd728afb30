package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * A named series between 0 and 100 that says how well the economy does: sizes are cut while it is low, old or missing.
 *
 * @param series its name; empty = none, and nothing is cut
 * @param floor the score below which sizes are cut, at 1e-8
 * @param lift the score from which they are whole again; at least floor
 * @param maxAgeNs an older score is none
 * @param factor what is left of a size, as a fraction at 1e-8
 */
public record MacroLimits(String series, long floor, long lift, long maxAgeNs, long factor) {
    private static final long HUNDRED = 100 * Fixed.ONE;

    /** Below 40 half a size, whole again from 45, no older than a day; for the series of this name. */
    public static MacroLimits of(final String series) {
        return new MacroLimits(series, 40 * Fixed.ONE, 45 * Fixed.ONE, 86_400_000_000_000L, Fixed.ONE / 2);
    }

    boolean isOn() {
        return !series.isBlank();
    }

    MacroLimits map(final LimitFields fields) {
        final MacroLimits mapped = new MacroLimits(
                fields.text("risk.macroSeries", series),
                fields.fixed("risk.macroFloor", floor, 0, HUNDRED),
                fields.fixed("risk.macroLift", lift, 0, HUNDRED),
                fields.millis("risk.macroMaxAgeMs", maxAgeNs, 1, RiskLimits.YEAR_MS),
                fields.fixed("risk.macroFactor", factor, 1, Fixed.ONE));
        if (mapped.lift < mapped.floor) {
            fields.violation("risk.macroLift: " + Fixed.format(mapped.lift)
                    + ", less than risk.macroFloor; expected at least " + Fixed.format(mapped.floor));
        }
        return mapped;
    }
}
