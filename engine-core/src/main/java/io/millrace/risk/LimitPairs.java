package io.millrace.risk;

import io.millrace.config.Setting;
import io.millrace.config.Settings;
import io.millrace.fixed.Fixed;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits that do not go together. The later step of a ladder set before the earlier one contradicts it. What merely
 * lies within another, such as a cap on one asset above that of all, is no contradiction: the tighter one acts. But the
 * looser one then never does, which is worth a note where that holds whatever is traded.
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

    /** What every limit says that can never act beside a tighter one; the configuration is usable all the same. */
    public static List<String> notes(final Settings given) {
        final LimitPairs pairs = new LimitPairs(given);
        final Setting shorts = given.get("risk.shortsAllowed");
        // An order that turns a long position into a short one may be worth both.
        if (shorts == null || !shorts.value().equals("true")) {
            pairs.idle("risk.maxOrderValue", "risk.maxPositionValue", "refuses every order that this one would");
        }
        pairs.idle("risk.perAssetCap", "risk.grossLeverage", "cuts every order further");
        pairs.dailyLoss();
        return pairs.found;
    }

    /** A day's loss is never more than the fall from the highest equity there was. */
    private void dailyLoss() {
        final String halts = "closes everything and halts before";
        if (idle("risk.dailyLoss", "risk.haltDrawdown", halts)) {
            return;
        }
        final Setting loss = given.get("risk.dailyLoss");
        final Setting multiple = given.get("risk.dailyLossHalt");
        final Setting fall = given.get("risk.haltDrawdown");
        if (loss != null && multiple != null && fall != null) {
            final long most = product(loss.value(), multiple.value());
            if (most != Long.MIN_VALUE && isMore(Fixed.format(most), fall.value())) {
                found.add(where(multiple) + ": " + multiple.value() + " can never act: " + multiple.value() + " times "
                        + where(loss) + ": " + loss.value() + " is " + Fixed.format(most) + ", and " + where(fall)
                        + ": " + fall.value() + " " + halts);
            }
        }
    }

    private boolean idle(final String looser, final String tighter, final String why) {
        final Setting idle = given.get(looser);
        final Setting acts = given.get(tighter);
        if (idle == null || acts == null || !isMore(idle.value(), acts.value())) {
            return false;
        }
        return found.add(
                where(idle) + ": " + idle.value() + " can never act: " + where(acts) + ": " + acts.value() + " " + why);
    }

    /** {@code Long.MIN_VALUE} when one of them is no number. */
    private static long product(final String one, final String other) {
        try {
            return Fixed.multiplyUp(number(one), number(other));
        } catch (final NumberFormatException e) {
            return Long.MIN_VALUE;
        }
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
