package io.millrace.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The account's result by model.
 *
 * @param models in the order of the configuration
 * @param timeNs when the profits were sampled, never going back
 * @param pnl profit of each model at each time, at 1e-8; not copied, not to be changed
 * @param currencies what all of them have in which currency
 */
public record Attribution(List<ModelResult> models, long[] timeNs, long[][] pnl, CurrencyResult currencies) {
    /** Of a run that nobody attributed. */
    public static final Attribution NONE = new Attribution(List.of(), new long[0], new long[0][]);

    /** In one currency. */
    public Attribution(final List<ModelResult> models, final long[] timeNs, final long[][] pnl) {
        this(models, timeNs, pnl, CurrencyResult.NONE);
    }

    public Attribution {
        models = List.copyOf(models);
        Columns.requireSameLength("models of a run", models.size(), pnl.length);
        for (final long[] column : pnl) {
            Columns.requireSameLength("profits of a model", timeNs.length, column.length);
        }
    }

    /** The same in several currencies. */
    public Attribution with(final CurrencyResult result) {
        return new Attribution(models, timeNs, pnl, result);
    }

    /** The same after one position of a model was accounted as closed. */
    public Attribution closing(final int model, final long exitFee, final boolean won) {
        if (model >= models.size()) {
            return this;
        }
        final List<ModelResult> after = new ArrayList<>(models);
        after.set(model, after.get(model).closing(exitFee, won));
        final long[][] profits = pnl.clone();
        profits[model] = pnl[model].clone();
        if (timeNs.length > 0) {
            profits[model][timeNs.length - 1] -= exitFee;
        }
        return new Attribution(after, timeNs, profits, currencies);
    }
}
