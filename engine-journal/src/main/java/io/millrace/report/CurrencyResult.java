package io.millrace.report;

import java.util.List;

/**
 * What an account in several currencies has at the end. Amounts at 1e-8. Immutable.
 *
 * @param names the account's currency first; empty in an account of one currency
 * @param cash cash of the strategies in each, in that currency
 * @param ratesPnl what exchange rates brought, in the account's currency
 * @param exchangeCost what exchanging cost, in the account's currency
 */
public record CurrencyResult(List<String> names, List<Long> cash, long ratesPnl, long exchangeCost) {
    /** Of an account of one currency. */
    public static final CurrencyResult NONE = new CurrencyResult(List.of(), List.of(), 0, 0);

    public CurrencyResult {
        names = List.copyOf(names);
        cash = List.copyOf(cash);
        Columns.requireSameLength("cash of currencies", names.size(), cash.size());
    }
}
