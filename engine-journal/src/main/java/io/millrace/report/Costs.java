package io.millrace.report;

import io.millrace.fixed.Fixed;

/**
 * What trading cost, and how much more it could have cost.
 *
 * <ul>
 *   <li>{@code fees}, {@code slippage}: at 1e-8 of the account currency; {@code slippage} as far as the venue tells it,
 *       measured from the price shown: that a taker pays the touch and not the middle is not in it.
 *   <li>{@code perTurnover}: both of them / value traded; NaN without trades.
 *   <li>{@code breakEvenMultiple}: how many times the assumed costs would have taken all of the profit,
 *       {@code (profit + costs) / costs}. The same fills at dearer prices: to first order, for with other cash all-in
 *       orders would have been of another size. Below 1 the run lost; 0 when it lost before costs; NaN when nothing was
 *       paid. What is open at the end is marked, its exit has cost nothing yet.
 * </ul>
 */
public record Costs(long fees, long slippage, double perTurnover, double breakEvenMultiple) {
    static Costs of(final RunResult run) {
        final Account account = run.account();
        final double paid = Fixed.toDouble(Fixed.add(account.fees(), account.slippage()));
        final double profit = Fixed.toDouble(Fixed.subtract(run.curve().finalEquity(), account.capital()));
        final double traded = Fixed.toDouble(account.turnover());
        return new Costs(
                account.fees(),
                account.slippage(),
                traded > 0 ? paid / traded : Double.NaN,
                paid > 0 ? Math.max(0, (profit + paid) / paid) : Double.NaN);
    }
}
