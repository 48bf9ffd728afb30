package io.millrace.portfolio;

import io.millrace.fixed.Fixed;
import io.millrace.fixed.Rounding;

/**
 * Works out who gives cash to whom so that sleeves come toward their budgets. Sleeve {@code n} of {@code n} budgets is
 * the reserve: it has what no budget asks for.
 *
 * <p>A sleeve's target is its share of the account's value, cut to 1e-8. Who is above it gives what is above, but only
 * free cash; who is below gets what is given, in proportion to what is missing. What comes out of the rounding of these
 * shares goes to the first that still misses it. Decide thread; no allocation.
 */
public final class BudgetPlan {
    private final long[] budgets;
    private final long[] give;
    private final long[] missing;
    private final long[] take;

    /** @param budgets fractions at 1e-8, one a strategy, at most 1 together */
    public BudgetPlan(final long[] budgets) {
        this.budgets = budgets.clone();
        this.give = new long[budgets.length + 1];
        this.missing = new long[budgets.length + 1];
        this.take = new long[budgets.length + 1];
    }

    /** The sleeve of what no strategy has a budget for. */
    public int reserve() {
        return budgets.length;
    }

    /** Target of a sleeve in an account of that value. */
    public long target(final int sleeve, final long nav) {
        if (sleeve < budgets.length) {
            return Fixed.multiplyDown(nav, budgets[sleeve]);
        }
        long rest = nav;
        for (final long budget : budgets) {
            rest = Fixed.subtract(rest, Fixed.multiplyDown(nav, budget));
        }
        return rest;
    }

    /** Plans the transfers; nothing moves. False when there is nothing to move. */
    public boolean plan(final Ledger ledger, final FreeCash free) {
        final long nav = ledger.totalEquity();
        if (nav <= 0) {
            return false;
        }
        long given = 0;
        long wanted = 0;
        for (int sleeve = 0; sleeve < give.length; sleeve++) {
            final long above = Fixed.subtract(ledger.equity(sleeve), target(sleeve, nav));
            give[sleeve] = above > 0 ? Math.min(above, Math.max(0, free.of(sleeve))) : 0;
            missing[sleeve] = above < 0 ? Math.negateExact(above) : 0;
            given = Fixed.add(given, give[sleeve]);
            wanted = Fixed.add(wanted, missing[sleeve]);
        }
        share(given, wanted);
        return given > 0;
    }

    /** Hands out the transfers of the last plan, one giver and one taker at a time, in the order of the sleeves. */
    public void forEach(final TransferListener listener) {
        int from = 0;
        int to = 0;
        while (from < give.length && to < take.length) {
            if (give[from] == 0) {
                from++;
            } else if (take[to] == 0) {
                to++;
            } else {
                final long amount = Math.min(give[from], take[to]);
                give[from] -= amount;
                take[to] -= amount;
                listener.onTransfer(from, to, amount);
            }
        }
    }

    private void share(final long given, final long wanted) {
        long left = given;
        for (int sleeve = 0; sleeve < take.length; sleeve++) {
            take[sleeve] = given == 0 ? 0 : Fixed.scale(missing[sleeve], given, wanted, Rounding.FLOOR);
            left -= take[sleeve];
        }
        // Each taker lost less than 1e-8, so one more for each is enough, and none gets more than it misses.
        for (int sleeve = 0; sleeve < take.length && left > 0; sleeve++) {
            if (missing[sleeve] > take[sleeve]) {
                take[sleeve]++;
                left--;
            }
        }
    }

    /** Cash of a sleeve that nothing needs. */
    @FunctionalInterface
    public interface FreeCash {
        long of(int sleeve);
    }

    /** Told each transfer. */
    @FunctionalInterface
    public interface TransferListener {
        void onTransfer(int from, int to, long amount);
    }
}
