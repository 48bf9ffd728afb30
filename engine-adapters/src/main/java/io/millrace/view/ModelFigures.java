package io.millrace.view;

/**
 * What one strategy is worth and has done.
 *
 * @param sleeve its number in the configuration
 * @param capital what it was given, transfers included
 * @param realised after all fees
 * @param wins round trips with a profit
 */
public record ModelFigures(
        int sleeve,
        String strategy,
        long capital,
        long equity,
        long cash,
        long realised,
        long unrealised,
        long fees,
        long trades,
        long wins,
        double drawdown,
        boolean paused) {}
