package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;

/**
 * One UTC day of the engine's time.
 *
 * @param startNs its midnight
 * @param step the newest step of it
 * @param startEquity the account's, at its first step
 * @param equity the account's, at its newest step
 * @param drawdown the deepest fall below a high of the day, as a fraction
 * @param fees paid in it
 * @param fills at the venue
 * @param trades round trips that ended in it
 * @param breakers actions that risk controls took by themselves
 */
public record DayFigures(
        long startNs,
        long step,
        long startEquity,
        long equity,
        double drawdown,
        long fees,
        long fills,
        long trades,
        long breakers) {
    /** Profit of the day. */
    public long pnl() {
        return equity - startEquity;
    }

    void write(StateSink sink) {
        sink.putLong(startNs);
        sink.putLong(step);
        sink.putLong(startEquity);
        sink.putLong(equity);
        sink.putDouble(drawdown);
        sink.putLong(fees);
        sink.putLong(fills);
        sink.putLong(trades);
        sink.putLong(breakers);
    }

    static DayFigures read(StateSource source) {
        return new DayFigures(
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getDouble(),
                source.getLong(),
                source.getLong(),
                source.getLong(),
                source.getLong());
    }
}
