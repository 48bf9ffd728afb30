package io.millrace.bench.result;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** One repetition: a rate per second, or percentiles in nanoseconds; NaN is what was not measured. */
public record Figures(double throughput, double p50, double p90, double p99, double p999, double max) {
    private static final int FIELDS = 6;

    /** Nothing was measured. */
    public static final Figures NONE = rate(Double.NaN);

    /** A repetition that measured a rate. */
    public static Figures rate(double perSecond) {
        return new Figures(perSecond, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** A repetition that measured single times. */
    public static Figures of(double perSecond, Histogram ns) {
        return new Figures(
                perSecond,
                ns.getValueAtPercentile(50),
                ns.getValueAtPercentile(90),
                ns.getValueAtPercentile(99),
                ns.getValueAtPercentile(99.9),
                ns.getMaxValue());
    }

    /** A whole process that went through so much in this time. */
    public static Figures wall(double amount, double ns) {
        return new Figures(amount * 1e9 / ns, ns, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** One line of text, exact. */
    public String line() {
        return throughput + " " + p50 + " " + p90 + " " + p99 + " " + p999 + " " + max;
    }

    /** What {@link #line} wrote. */
    public static Figures ofLine(String line) {
        String[] fields = line.split(" ");
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("\"" + line + "\" is not " + FIELDS + " numbers with blanks between");
        }
        double[] values = Arrays.stream(fields).mapToDouble(Double::parseDouble).toArray();
        return new Figures(values[0], values[1], values[2], values[3], values[4], values[5]);
    }

    /** Each figure's own median. */
    public static Figures median(List<Figures> all) {
        return new Figures(
                median(all, Figures::throughput),
                median(all, Figures::p50),
                median(all, Figures::p90),
                median(all, Figures::p99),
                median(all, Figures::p999),
                median(all, Figures::max));
    }

    private static double median(List<Figures> all, ToDoubleFunction<Figures> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** The middle of some numbers. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
