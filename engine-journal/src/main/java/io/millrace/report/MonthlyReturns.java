package io.millrace.report;

import io.millrace.fixed.Fixed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Return of each UTC calendar month and year, from month end to month end; the first starts at the capital. */
final class MonthlyReturns {
    /** One row: twelve months, NaN where the run has no sample. */
    record Year(int year, double[] months, double total) {}

    private MonthlyReturns() {}

    static List<Year> of(final RunResult run) {
        final DayEnds days = DayEnds.of(run.curve());
        final List<Year> years = new ArrayList<>();
        double start = Fixed.toDouble(run.account().capital());
        double[] months = null;
        double yearStart = start;
        for (int i = days.first(); i < days.size(); i++) {
            final LocalDate date = LocalDate.ofEpochDay(days.day(i));
            final LocalDate next = i + 1 < days.size() ? LocalDate.ofEpochDay(days.day(i + 1)) : LocalDate.MAX;
            if (months == null) {
                months = new double[12];
                Arrays.fill(months, Double.NaN);
                yearStart = start;
            }
            if (next.getMonthValue() != date.getMonthValue() || next.getYear() != date.getYear()) {
                months[date.getMonthValue() - 1] = change(start, days.equity(i));
                start = days.equity(i);
            }
            if (next.getYear() != date.getYear()) {
                years.add(new Year(date.getYear(), months, change(yearStart, days.equity(i))));
                months = null;
            }
        }
        return years;
    }

    private static double change(final double from, final double to) {
        return from > 0 ? to / from - 1.0 : Double.NaN;
    }
}
