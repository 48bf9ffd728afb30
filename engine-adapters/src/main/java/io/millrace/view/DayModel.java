package io.millrace.view;

import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.event.codec.ExecType;
import io.millrace.event.codec.ExecutionReportDecoder;
import io.millrace.event.codec.RiskAction;
import io.millrace.event.codec.RiskDecisionDecoder;

/** The account's day under way and the one before it, by the engine's time in UTC. Owned by its replica. */
final class DayModel implements Stateful {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final AccountModel account;
    private DayFigures before;
    private long day = Long.MIN_VALUE;
    private long step;
    private long startEquity;
    private long startFees;
    private long peak;
    private double drawdown;
    private long fills;
    private long trades;
    private long breakers;

    DayModel(AccountModel account) {
        this.account = account;
    }

    /** A step begins; to be called before the account hears of it. */
    void onTime(long timeNs) {
        long newDay = Math.floorDiv(timeNs, DAY_NS);
        if (newDay == day) {
            return;
        }
        before = day == Long.MIN_VALUE ? null : today();
        day = newDay;
        startEquity = account.equity();
        startFees = account.fees();
        peak = startEquity;
        drawdown = 0;
        fills = 0;
        trades = 0;
        breakers = 0;
    }

    void onReport(ExecutionReportDecoder report) {
        fills += report.execType() == ExecType.FILL ? 1 : 0;
    }

    void onRoundTrip() {
        trades++;
    }

    void onDecision(RiskDecisionDecoder decision) {
        breakers += decision.orderId() <= 0 && decision.action() != RiskAction.PASS ? 1 : 0;
    }

    void onStepEnd(long sequence) {
        step = sequence;
        peak = Math.max(peak, account.equity());
        drawdown = Math.max(drawdown, peak <= 0 ? 0 : 1 - (double) account.equity() / peak);
    }

    /** The day under way; at its beginning there is nothing in it. */
    DayFigures today() {
        long startNs = day == Long.MIN_VALUE ? 0 : day * DAY_NS;
        return new DayFigures(
                startNs,
                step,
                startEquity,
                account.equity(),
                drawdown,
                account.fees() - startFees,
                fills,
                trades,
                breakers);
    }

    /** The newest day that is over; null when there is none. */
    DayFigures before() {
        return before;
    }

    @Override
    public void writeState(StateSink sink) {
        sink.putLong(before == null ? 0 : 1);
        if (before != null) {
            before.write(sink);
        }
        sink.putLong(day);
        sink.putLong(step);
        sink.putLong(startEquity);
        sink.putLong(startFees);
        sink.putLong(peak);
        sink.putDouble(drawdown);
        sink.putLong(fills);
        sink.putLong(trades);
        sink.putLong(breakers);
    }

    @Override
    public void readState(StateSource source) {
        before = source.getBoolean("DayModel.before") ? DayFigures.read(source) : null;
        day = source.getLong();
        step = source.getLong();
        startEquity = source.getLong();
        startFees = source.getLong();
        peak = source.getLong();
        drawdown = source.getDouble();
        fills = source.getLong();
        trades = source.getLong();
        breakers = source.getLong();
    }
}
