package io.millrace.view;

import java.util.List;

/**
 * The account at one step.
 *
 * @param step the newest step it holds
 * @param markedNs engine time of the newest mark, at whose price the equity is; 0 = none yet
 * @param cash of all strategies and what none of them has
 * @param dailyPnl against the equity at the first mark of the engine's UTC day
 * @param drawdown below the highest equity, as a fraction
 */
public record AccountFigures(
        long step,
        long timeNs,
        long markedNs,
        long equity,
        long cash,
        long peak,
        double drawdown,
        long dailyPnl,
        long realised,
        long unrealised,
        long fees,
        RiskStanding.View standing,
        List<ModelFigures> models) {
    public AccountFigures {
        models = List.copyOf(models);
    }

    public boolean killed() {
        return standing.killed();
    }

    /** Round trips of all strategies. */
    public long trades() {
        return models.stream().mapToLong(ModelFigures::trades).sum();
    }

    /** Round trips with a profit, as a fraction; NaN before the first. */
    public double winRate() {
        long all = trades();
        return all == 0
                ? Double.NaN
                : (double) models.stream().mapToLong(ModelFigures::wins).sum() / all;
    }

    /** Strategies that may not open positions now. */
    public List<String> paused() {
        return models.stream()
                .filter(ModelFigures::paused)
                .map(ModelFigures::strategy)
                .toList();
    }
}
