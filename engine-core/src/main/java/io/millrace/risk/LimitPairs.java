package io.millrace.risk;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits that contradict each other: the later step of a ladder set before the earlier one, so that one of the two
 * could never act. What merely lies within another, such as a cap on one asset above that of its class, is no
 * contradiction: the tighter one acts.
 *
 * <p>Judged is what a person has set, and of a pair only when both are: who sets one tighter than the default of the
 * other means it. Nothing is said of a journal's configuration, nor when an operator tightens a limit in a hurry.
 */
public final class LimitPairs {
    private final Settings given;
    private final List<String> found = new ArrayList<>();

    private LimitPairs(final Settings given) {
        this.given = given;
    }

    /** What is wrong with every pair that cannot be meant; a value that is no number is for others to refuse. */
    public static List<String> contradictions(final Settings given) {
        final LimitPairs pairs = new LimitPairs(given);
        pairs.inOrder("risk.deRiskDrawdown", "risk.haltDrawdown");
        pairs.inOrder("risk.deRiskDrawdown", "risk.reduceDrawdown");
        pairs.inOrder("risk.reduceDrawdown", "risk.haltDrawdown");
        // The mean of a tail is never less than its edge.
        pairs.inOrder("risk.valueAtRisk", "risk.expectedShortfall");
        pairs.rate("risk.");
        pairs.strategy("risk.strategy.");
        for (int i = 0; given.hasAtOrBelow("risk.strategies." + i) || given.hasAtOrBelow("strategies." + i); i++) {
            pairs.strategy("risk.strategies." + i + ".");
        }
        return pairs.found;
    }

    private void strategy(final String prefix) {
        inOrder("risk.strategyDeRisk", prefix + "maxDrawdown");
        rate(prefix);
    }

    private void rate(final String prefix) {
        inOrder(prefix + "ordersPerSecond", prefix + "ordersPerMinute");
    }

    private void inOrder(final String first, final String second) {
        final Setting earlier = given.get(first);
        final Setting later = given.get(second);
        if (earlier != null && later != null && isMore(earlier.value(), later.value())) {
            found.add(where(later) + ": " + later.value() + ", less than " + where(earlier) + ": " + earlier.value()
                    + ", which would come too late to act; expected " + first + " of at most " + later.value()
                    + ", or " + second + " of at least " + earlier.value() + ", or one of them \"off\"");
        }
    }

    private static boolean isMore(final String one, final String other) {
        try {
            return number(one) > number(other);
        } catch (final NumberFormatException e) {
            return false;
        }
    }

    private static long number(final String text) {
        return Fixed.parse(text.trim().replace("_", ""));
    }

    private static String where(final Setting setting) {
        return setting.key() + " (" + setting.origin() + ")";
    }
}
