package io.millrace.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.event.codec.Side;
import io.millrace.fixed.Fixed;
import io.millrace.testkit.Seeds;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When periods begin, who gives to whom, and that nothing is lost on the way. */
class RebalanceTest {
    /** Against the calendar of the JDK. */
    @Test
    void shouldBeginPeriodsWhereTheCalendarDoes() {
        for (LocalDate date = LocalDate.of(1968, 1, 1); date.getYear() < 2105; date = date.plusDays(1)) {
            final long day = date.toEpochDay();
            assertEquals(date.getDayOfMonth() == 1, begins(Rebalance.MONTHLY, day), "month on " + date);
            assertEquals(date.getDayOfWeek() == DayOfWeek.MONDAY, begins(Rebalance.WEEKLY, day), "week on " + date);
            assertTrue(begins(Rebalance.DAILY, day));
            assertTrue(!begins(Rebalance.NEVER, day));
        }
        final LocalDate from = LocalDate.of(1999, 12, 31);
        final LocalDate to = LocalDate.of(2024, 2, 29);
        assertEquals(
                ChronoUnit.MONTHS.between(from.withDayOfMonth(1), to.withDayOfMonth(1)),
                Rebalance.MONTHLY.periodOf(to.toEpochDay()) - Rebalance.MONTHLY.periodOf(from.toEpochDay()));
    }

    /** 100,000 at 60 and 40 %, all of it with the first: 40,000 go over. */
    @Test
    void shouldBringSleevesToTheirBudgets() {
        final Ledger ledger = new Ledger(3, 1);
        ledger.deposit(0, 100_000 * Fixed.ONE);
        move(ledger, plan(0.6, 0.4));
        assertEquals(60_000 * Fixed.ONE, ledger.equity(0));
        assertEquals(40_000 * Fixed.ONE, ledger.equity(1));
        assertEquals(0, ledger.equity(2));
    }

    /** The first has gained, but holds its gain in units: it gives the 1,000 it has in cash, two sleeves share them. */
    @Test
    void shouldMoveFreeCashOnly() {
        final Ledger ledger = new Ledger(4, 1);
        for (int sleeve = 0; sleeve < 3; sleeve++) {
            ledger.deposit(sleeve, 10_000 * Fixed.ONE);
        }
        ledger.applyFill(0, 0, Side.BUY, 90 * Fixed.ONE, 100 * Fixed.ONE, 0, 1, null);
        ledger.mark(0, 200 * Fixed.ONE);
        final BudgetPlan plan = plan(1.0 / 3, 1.0 / 3, 1.0 / 3);
        assertTrue(plan.plan(ledger, sleeve -> ledger.cash(sleeve)));
        plan.forEach(ledger::transfer);
        assertEquals(0, ledger.cash(0));
        assertEquals(31_000 * Fixed.ONE, ledger.totalCash() + 10_000 * Fixed.ONE);
        // A third at 1e-8 is a little less: the reserve takes the rest of what is given.
        assertEquals(10_500, Fixed.toDouble(ledger.cash(1)), 0.001);
        assertEquals(9_000 * Fixed.ONE, ledger.equity(0) - ledger.deposits(0));
        ledger.checkConservation();
    }

    @Test
    void shouldConserveAndComeCloserWhateverTheSleevesHold() {
        final Random random = Seeds.random("RebalanceTest", 20_260_105);
        for (int round = 0; round < 2_000; round++) {
            final int strategies = 1 + random.nextInt(5);
            final Ledger ledger = new Ledger(strategies + 1, 2);
            final long[] budgets = new long[strategies];
            long left = Fixed.ONE;
            for (int i = 0; i < strategies; i++) {
                budgets[i] = (long) (random.nextDouble() * left);
                left -= budgets[i];
                ledger.deposit(i, 1 + (long) (random.nextDouble() * 1e13));
                trade(random, ledger, i);
            }
            ledger.mark(0, 1 + random.nextInt(1_000_000_000));
            final BudgetPlan plan = new BudgetPlan(budgets);
            final long account = ledger.totalEquity();
            final long deposits = ledger.totalDeposits();
            final long[] before = equities(ledger);
            final BudgetPlan.FreeCash free =
                    sleeve -> Math.min(ledger.cash(sleeve), ledger.equity(sleeve) - ledger.grossExposure(sleeve));
            if (plan.plan(ledger, free)) {
                plan.forEach((from, to, amount) -> {
                    assertTrue(amount <= free.of(from), "more than free");
                    ledger.transfer(from, to, amount);
                    ledger.checkConservation();
                });
            }
            assertEquals(account, ledger.totalEquity());
            assertEquals(deposits, ledger.totalDeposits());
            for (int sleeve = 0; sleeve <= strategies; sleeve++) {
                final long target = plan.target(sleeve, account);
                final long after = ledger.equity(sleeve);
                assertTrue(between(before[sleeve], after, target), "sleeve " + sleeve + " went past its budget");
            }
        }
    }

    private static void trade(final Random random, final Ledger ledger, final int sleeve) {
        if (random.nextBoolean()) {
            final Side side = random.nextInt(3) == 0 ? Side.SELL : Side.BUY;
            ledger.applyFill(sleeve, 0, side, 1 + random.nextInt(1_000_000_000), 500_000_000, 7, 1, null);
        }
    }

    private static boolean between(final long before, final long after, final long target) {
        return before <= target ? before <= after && after <= target : target <= after && after <= before;
    }

    private static long[] equities(final Ledger ledger) {
        final long[] equities = new long[ledger.sleeveCount()];
        for (int i = 0; i < equities.length; i++) {
            equities[i] = ledger.equity(i);
        }
        return equities;
    }

    private static void move(final Ledger ledger, final BudgetPlan plan) {
        assertTrue(plan.plan(ledger, ledger::cash));
        plan.forEach(ledger::transfer);
        ledger.checkConservation();
    }

    private static BudgetPlan plan(final double... budgets) {
        final long[] fixed = new long[budgets.length];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = (long) (budgets[i] * Fixed.ONE);
        }
        return new BudgetPlan(fixed);
    }

    private static boolean begins(final Rebalance rebalance, final long day) {
        return rebalance.periodOf(day) != rebalance.periodOf(day - 1);
    }
}
