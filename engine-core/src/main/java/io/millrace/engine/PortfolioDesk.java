package io.millrace.engine;

import io.millrace.book.ClosedBar;
import io.millrace.event.Absent;
import io.millrace.event.StateSink;
import io.millrace.event.StateSource;
import io.millrace.event.Stateful;
import io.millrace.portfolio.BudgetPlan;
import io.millrace.portfolio.Currencies;
import io.millrace.portfolio.Ledger;
import io.millrace.portfolio.Rebalance;

/**
 * What stands above the single strategy: budgets, regimes, the cost of shorts. At the first event of a UTC day, before
 * anything else of that event: shorts are charged, cash is moved when a new period of {@code portfolio.rebalance}
 * began, references that keep silent are told. Decide thread; no allocation.
 *
 * <p>Free cash of a sleeve is what neither working orders nor short positions need: the smaller of its cash and of its
 * equity less its gross exposure, less what is reserved. A short so keeps what it was sold for, and as much again.
 */
final class PortfolioDesk implements Stateful {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long BEFORE_FIRST = Long.MIN_VALUE;

    private final PortfolioConfig config;
    private final boolean used;
    private final Ledger ledger;
    private final OrderDesk desk;
    private final OutputWriter output;
    private final RegimeWatch regimes;
    private final BorrowFees borrow;
    private final BudgetPlan plan;
    private final BudgetPlan.FreeCash free = this::freeCash;
    private final BudgetPlan.TransferListener transfers = this::transfer;
    private long nextDayNs = BEFORE_FIRST;
    private long day;
    private long nav;

    PortfolioDesk(final EngineConfig config, final DecideParts parts, final RegimeWatch regimes) {
        this.config = config.portfolio();
        this.used = !this.config.isPlain();
        this.ledger = parts.ledger();
        this.desk = parts.desk();
        this.output = parts.output();
        this.regimes = regimes;
        final int strategies = config.strategies().size();
        this.borrow = new BorrowFees(
                ledger,
                desk.currencies(),
                output,
                BorrowFees.rates(this.config.borrow(), config.instruments()),
                strategies);
        final long[] budgets = new long[strategies];
        for (int i = 0; i < strategies; i++) {
            budgets[i] = config.strategies().get(i).budget();
        }
        this.plan = new BudgetPlan(budgets);
    }

    /** What the regimes make of a strategy's weights. */
    double sizeFactor(final int strategy) {
        return regimes.factor(strategy);
    }

    void onTime(final long nowNs) {
        if (nowNs >= nextDayNs) {
            onDay(nowNs);
        }
    }

    /** Before the strategies on the stream are called. */
    void onBar(final int stream, final ClosedBar bar) {
        regimes.onBar(stream, bar);
    }

    void onSeries(final int id) {
        regimes.onSeries(id);
    }

    /** Nothing for a portfolio that is not used: the hashes of its runs are what they were without this class. */
    @Override
    public void writeState(final StateSink sink) {
        if (used) {
            sink.putLong(nextDayNs);
            sink.putLong(day);
            regimes.writeState(sink);
        }
    }

    @Override
    public void readState(final StateSource source) {
        if (used) {
            nextDayNs = source.getLong();
            day = source.getLong();
            regimes.readState(source);
        }
    }

    private void onDay(final long nowNs) {
        final long before = day;
        final boolean first = nextDayNs == BEFORE_FIRST;
        day = Math.floorDiv(nowNs, DAY_NS);
        nextDayNs = (day + 1) * DAY_NS;
        if (!first) {
            borrow.charge(day - before);
            rebalance(before);
        }
        regimes.onDay(nowNs);
    }

    private void rebalance(final long before) {
        final Rebalance rebalance = config.rebalance();
        if (!config.hasBudgets() || rebalance.periodOf(before) == rebalance.periodOf(day)) {
            return;
        }
        nav = ledger.totalEquity();
        if (plan.plan(ledger, free)) {
            plan.forEach(transfers);
        }
    }

    private long freeCash(final int sleeve) {
        final long uncommitted = ledger.equity(sleeve) - ledger.grossExposure(sleeve);
        final long reserved = sleeve == plan.reserve() ? 0 : desk.reservedCash(sleeve);
        // Cash of other currencies cannot be moved, but what is owed in them needs this one.
        final long cash = Math.min(ledger.cash(sleeve), ledger.cash(sleeve, Currencies.ACCOUNT));
        return Math.min(cash, uncommitted) - reserved;
    }

    private void transfer(final int from, final int to, final long amount) {
        ledger.transfer(from, to, amount);
        output.transfer(amount, nav, named(from), named(to));
    }

    private int named(final int sleeve) {
        return sleeve == plan.reserve() ? Absent.STRATEGY : sleeve;
    }
}
