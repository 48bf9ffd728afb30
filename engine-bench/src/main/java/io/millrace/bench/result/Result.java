package io.millrace.bench.result;

/**
 * One line of a table.
 *
 * @param name what was measured
 * @param unit of the throughput, for example {@code bars/s}; percentiles are nanoseconds
 * @param durability what a journaled event survives: {@code none} or {@code process}
 * @param measured all runs
 * @param limit which limit of this machine it is held against
 * @param ratioToLimit the throughput, or the median time, over that limit
 * @param note what a reader has to know; may be empty
 */
public record Result(
        String name,
        String unit,
        String durability,
        Measured measured,
        String limit,
        double ratioToLimit,
        String note) {
    public Figures median() {
        return measured.median();
    }

    /** A rate held against the highest rate possible: 1 is perfect. */
    public static Result rate(String name, String unit, String durability, Measured all, Limit limit, String note) {
        double ratio = all.median().throughput() / limit.value();
        return new Result(name, unit, durability, all, limit.name(), ratio, note);
    }

    /** Times held against the shortest time possible: 1 is perfect, more is worse. */
    public static Result times(String name, String unit, String durability, Measured all, Limit limit, String note) {
        double ratio = all.median().p50() / limit.value();
        return new Result(name, unit, durability, all, limit.name(), ratio, note);
    }
}
