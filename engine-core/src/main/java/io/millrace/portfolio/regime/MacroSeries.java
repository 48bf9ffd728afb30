package io.millrace.portfolio.regime;

/**
 * Names of the observation series that the macro regime is judged by; empty when not given.
 *
 * @param slope ten-year less two-year yield in percentage points; used when given
 * @param tenYear yield in percent; with {@code twoYear} it makes the slope
 * @param twoYear yield in percent
 * @param pmi purchasing managers' index, 50 = no change
 */
public record MacroSeries(String slope, String tenYear, String twoYear, String pmi) {
    public boolean isGiven() {
        return !slope.isEmpty() || hasBothYields() || !pmi.isEmpty();
    }

    public boolean hasBothYields() {
        return !tenYear.isEmpty() && !twoYear.isEmpty();
    }
}
