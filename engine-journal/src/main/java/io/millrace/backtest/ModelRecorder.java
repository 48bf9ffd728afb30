package io.millrace.backtest;

import io.millrace.fixed.Fixed;
import io.millrace.report.ModelResult;

/** Gathers what one strategy did. Amounts at 1e-8, times in nanoseconds. */
final class ModelRecorder {
    private final String name;
    private final long capital;
    private long equity;
    private long invested;
    private long transfers;
    private long fees;
    private int trades;
    private int wins;
    private long sinceNs;
    private double investedTime;
    private double time;
    private double unitValue = 1;
    private double peak = 1;
    private double drawdown;
    private boolean open;

    ModelRecorder(final String name, final long capital) {
        this.name = name;
        this.capital = capital;
        this.equity = capital;
    }

    void begin(final long nowNs) {
        sinceNs = nowNs;
    }

    long equity() {
        return equity;
    }

    long invested() {
        return invested;
    }

    long pnl() {
        return equity - capital - transfers;
    }

    void value(final long nowNs, final long newEquity, final long newInvested) {
        passTime(nowNs);
        earn(newEquity);
        invested = newInvested;
    }

    /** Negative when cash is taken out. */
    void transfer(final long nowNs, final long amount) {
        passTime(nowNs);
        equity = Fixed.add(equity, amount);
        transfers = Fixed.add(transfers, amount);
    }

    /** A fee that the next valuation will show. */
    void fee(final long amount) {
        fees = Fixed.add(fees, amount);
    }

    /** A fee that is taken at once. */
    void charge(final long nowNs, final long amount) {
        passTime(nowNs);
        fee(amount);
        earn(Fixed.subtract(equity, amount));
    }

    void trade(final long profit) {
        trades++;
        wins += profit > 0 ? 1 : 0;
    }

    ModelResult result(final long endNs) {
        passTime(endNs);
        settle();
        final double exposure = time > 0 ? investedTime / time : share();
        final double fall = capital > 0 ? drawdown : Double.NaN;
        return new ModelResult(name, capital, transfers, equity, fees, trades, wins, exposure, fall);
    }

    private void passTime(final long nowNs) {
        final double passed = nowNs - sinceNs;
        if (passed > 0) {
            settle();
        }
        investedTime += share() * passed;
        time += passed;
        sinceNs = nowNs;
    }

    private double share() {
        return equity > 0 ? (double) invested / equity : 0;
    }

    /** The value of a unit moves with what is earned only: cash that comes or goes buys or returns units. */
    private void earn(final long newEquity) {
        if (equity > 0) {
            unitValue *= (double) newEquity / equity;
            open = true;
        }
        equity = newEquity;
    }

    /**
     * Of one time the last value counts, as it does for the account: half of a universe marked at a new price and half
     * at the old one is a state that nobody could have had.
     */
    private void settle() {
        if (open) {
            peak = Math.max(peak, unitValue);
            drawdown = Math.max(drawdown, (peak - unitValue) / peak);
            open = false;
        }
    }
}
