package io.millrace.risk;

import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.codec.RiskControl;
import io.millrace.fixed.Fixed;
import java.util.Arrays;

/**
 * K21: historical value at risk and expected shortfall of the account, 99 %, one day, from its own daily returns. Above
 * a cap entries stop until a later day brings both back, or a person resumes, which starts the history anew.
 *
 * <p>Of n days, 1 % rounded up are the tail: the mildest of them is the value at risk, their mean the shortfall. Fewer
 * than {@value #LEAST_DAYS} days say nothing about 1 in 100, and stop nothing. Limit and actual as fractions of equity;
 * losses are rounded up.
 */
final class ValueAtRisk implements Watch {
    /** Returns needed before the tail is looked at. */
    static final int LEAST_DAYS = 100;

    private static final int TAIL = 100;

    private final long varLimit;
    private final long shortfallLimit;
    private final long[] losses;
    private final long[] worst;
    private int count;
    private int next;
    private long startEquity = Absent.FIXED;
    private long lastEquity = Absent.FIXED;

    ValueAtRisk(final LossLimits limits) {
        varLimit = limits.valueAtRisk();
        shortfallLimit = limits.expectedShortfall();
        losses = new long[(int) limits.varDays()];
        worst = new long[(losses.length + TAIL - 1) / TAIL];
    }

    @Override
    public void onDay(final RiskView view, final RiskBoard board) {
        if (startEquity > 0) {
            losses[next] = lossOf(startEquity, lastEquity);
            next = (next + 1) % losses.length;
            count = Math.min(count + 1, losses.length);
            judge(board);
        }
        startEquity = lastEquity;
    }

    @Override
    public void onMark(final RiskView view, final RiskBoard board) {
        final long equity = view.accountEquity();
        if (equity == Absent.FIXED) {
            return;
        }
        lastEquity = equity;
        if (startEquity == Absent.FIXED) {
            startEquity = equity;
        }
    }

    @Override
    public void onResume() {
        count = 0;
        next = 0;
    }

    @Override
    public void writeState(final StateSink sink) {
        sink.putLong(count);
        sink.putLong(next);
        sink.putLong(startEquity);
        sink.putLong(lastEquity);
        for (int i = 0; i < count; i++) {
            sink.putLong(losses[i]);
        }
    }

    @Override
    public void readState(final StateSource source) {
        count = source.getCount("ValueAtRisk.count", losses.length);
        next = source.getIndex("ValueAtRisk.next", losses.length);
        startEquity = source.getLong();
        lastEquity = source.getLong();
        for (int i = 0; i < count; i++) {
            losses[i] = source.getLong();
        }
    }

    private void judge(final RiskBoard board) {
        if (count < LEAST_DAYS) {
            return;
        }
        final int tail = (count + TAIL - 1) / TAIL;
        collectWorst(tail);
        long sum = 0;
        for (int i = 0; i < tail; i++) {
            sum = Saturating.add(sum, worst[i]);
        }
        hold(RiskControl.VALUE_AT_RISK, varLimit, worst[tail - 1], board);
        hold(RiskControl.EXPECTED_SHORTFALL, shortfallLimit, -Math.floorDiv(-sum, tail), board);
    }

    private static void hold(final RiskControl control, final long limit, final long actual, final RiskBoard board) {
        if (actual > limit) {
            board.reduce(control, Fixed.toDouble(limit), Fixed.toDouble(actual));
        } else {
            board.relax(control, Verdict.number(limit), Fixed.toDouble(actual));
        }
    }

    /** The largest losses, largest first. */
    private void collectWorst(final int tail) {
        Arrays.fill(worst, Long.MIN_VALUE);
        for (int i = 0; i < count; i++) {
            int place = tail;
            while (place > 0 && losses[i] > worst[place - 1]) {
                place--;
            }
            if (place < tail) {
                System.arraycopy(worst, place, worst, place + 1, tail - 1 - place);
                worst[place] = losses[i];
            }
        }
    }

    /** As a fraction, rounded up; negative for a gain. */
    private static long lossOf(final long from, final long to) {
        final long loss = Saturating.subtract(from, to);
        return loss >= 0 ? Saturating.divideUp(loss, from) : -Saturating.divideDown(-loss, from);
    }
}
