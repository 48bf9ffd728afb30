package io.millrace.risk;

import io.millrace.fixed.Fixed;

/**
 * Limits that contradict each other: the later step of a ladder set before the earlier one, so that one of the two
 * could never act. What merely lies within another, such as a cap on one asset above that of its class, is no
 * contradiction: the tighter one acts.
 */
final class LimitPairs {
    private final LimitFields fields;

    private LimitPairs(final LimitFields fields) {
        this.fields = fields;
    }

    /** Says of every pair that cannot be meant what is wrong with it. */
    static void check(final RiskLimits limits, final LimitFields fields) {
        final LimitPairs pairs = new LimitPairs(fields);
        final LossLimits loss = limits.loss();
        final StepLimits steps = limits.guards().steps();
        final String deRisk = "risk.deRiskDrawdown";
        final String reduce = "risk.reduceDrawdown";
        final String halt = "risk.haltDrawdown";
        pairs.inOrder(deRisk, loss.deRiskDrawdown(), halt, loss.haltDrawdown());
        pairs.inOrder(deRisk, loss.deRiskDrawdown(), reduce, steps.reduceDrawdown());
        pairs.inOrder(reduce, steps.reduceDrawdown(), halt, loss.haltDrawdown());
        // The mean of a tail is never less than its edge.
        pairs.inOrder("risk.valueAtRisk", loss.valueAtRisk(), "risk.expectedShortfall", loss.expectedShortfall());
        pairs.rate("risk.", limits.rate());
        pairs.strategies(limits, steps.strategyDeRisk());
    }

    private void strategies(final RiskLimits limits, final long deRisk) {
        final StrategyLimits all = limits.strategies().get(0);
        strategy("risk.strategy.", all, deRisk);
        for (int i = 1; i < limits.strategies().size(); i++) {
            final StrategyLimits own = limits.strategies().get(i);
            if (!own.equals(all)) {
                strategy("risk.strategies." + (i - 1) + ".", own, deRisk);
            }
        }
    }

    private void strategy(final String prefix, final StrategyLimits limits, final long deRisk) {
        inOrder("risk.strategyDeRisk", deRisk, prefix + "maxDrawdown", limits.maxDrawdown());
        rate(prefix, limits.rate());
    }

    private void rate(final String prefix, final RateLimits rate) {
        if (areOn(rate.perSecond(), rate.perMinute()) && rate.perSecond() > rate.perMinute()) {
            say(
                    prefix + "ordersPerMinute",
                    Long.toString(rate.perMinute()),
                    prefix + "ordersPerSecond",
                    Long.toString(rate.perSecond()));
        }
    }

    private void inOrder(final String first, final long earlier, final String second, final long later) {
        if (areOn(earlier, later) && earlier > later) {
            say(second, Fixed.format(later), first, Fixed.format(earlier));
        }
    }

    private void say(final String later, final String value, final String earlier, final String least) {
        fields.violation(fields.where(later) + ": " + value + ", less than " + fields.where(earlier) + ": " + least
                + ", which would come too late to act; expected at least " + least + ", or one of them \"off\"");
    }

    private static boolean areOn(final long one, final long other) {
        return one != RiskLimits.UNLIMITED && other != RiskLimits.UNLIMITED;
    }
}
