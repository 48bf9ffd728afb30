package io.millrace.instrument;

import io.millrace.fixed.Fixed;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A split, a cash dividend or a delisting, as it is from the open of the ex-date's session on. Immutable.
 *
 * @param exDay the ex-date, as a day since 1970-01-01
 * @param to new units that replace {@code from} old ones; equal to it for a dividend
 * @param from old units; at least 1
 * @param cash paid for each unit held before the ex-date, at 1e-8 in the instrument's currency; 0 for the others
 * @param delisting what a holder gets in the end, as a return on the last price, at 1e-8, -1 = nothing is left; {@link
 *     #UNKNOWN_RETURN} when nobody knows, {@link #LISTED} for a split or dividend
 */
public record CorporateAction(int exDay, int to, int from, long cash, long delisting) {
    /** Not a delisting. */
    public static final long LISTED = Long.MIN_VALUE;

    /** A delisting whose return is not known: that of {@link DelistingReturns} is taken. */
    public static final long UNKNOWN_RETURN = Long.MAX_VALUE;

    private static final long MAX_RETURN = 10 * Fixed.ONE;
    private static final int MAX_RATIO = 1_000_000;
    private static final String EXPECTED =
            "expected actions such as \"2020-08-31 split 4:1\", \"2020-08-07 dividend 0.8\" or \"2023-03-10 delisting\""
                    + " (with its return, as -0.3, if it is known), apart by commas";

    public CorporateAction {
        final boolean ratio = to >= 1 && from >= 1 && to <= MAX_RATIO && from <= MAX_RATIO;
        final boolean known = delisting >= -Fixed.ONE && delisting <= MAX_RETURN;
        if (delisting != LISTED && (to != from || cash != 0 || (delisting != UNKNOWN_RETURN && !known))) {
            throw new IllegalArgumentException("delisting with a return of " + Fixed.format(delisting)
                    + ": expected -1 (all is lost) to 10, such as -0.3");
        }
        if (delisting == LISTED && (!ratio || cash < 0 || (to == from) != (cash > 0))) {
            throw new IllegalArgumentException("corporate action " + to + ":" + from + " with "
                    + Fixed.format(cash) + " in cash: expected a split of 1 to " + MAX_RATIO
                    + " units for other than as many, or a dividend above 0");
        }
    }

    /** {@code to} new units for {@code from} old ones. */
    public static CorporateAction split(final LocalDate exDate, final int to, final int from) {
        return new CorporateAction((int) exDate.toEpochDay(), to, from, 0, LISTED);
    }

    /** Cash for each unit, at 1e-8. */
    public static CorporateAction dividend(final LocalDate exDate, final long cash) {
        return new CorporateAction((int) exDate.toEpochDay(), 1, 1, cash, LISTED);
    }

    /** The name is not traded from this day on; a return at 1e-8 or {@link #UNKNOWN_RETURN}. */
    public static CorporateAction delisting(final LocalDate date, final long finalReturn) {
        return new CorporateAction((int) date.toEpochDay(), 1, 1, 0, finalReturn);
    }

    /** The same with a return, if it is a delisting without one. */
    public CorporateAction orReturn(final long finalReturn) {
        return delisting == UNKNOWN_RETURN ? new CorporateAction(exDay, to, from, cash, finalReturn) : this;
    }

    /**
     * Reads a list apart by commas, by date: {@code 2020-08-07 dividend 0.82, 2020-08-31 split 4:1}. An empty text has
     * none.
     *
     * @throws IllegalArgumentException naming the action that cannot be one, and what was expected
     */
    public static List<CorporateAction> parse(final String text) {
        final List<CorporateAction> actions = new ArrayList<>();
        if (text.isBlank()) {
            return actions;
        }
        for (final String part : text.split(",", -1)) {
            final CorporateAction action = one(part.strip());
            if (!actions.isEmpty() && action.exDay < actions.get(actions.size() - 1).exDay) {
                throw new IllegalArgumentException("corporate action \"" + part.strip() + "\" comes before the one"
                        + " that stands before it; " + EXPECTED);
            }
            actions.add(action);
        }
        return actions;
    }

    /** The text that {@link #parse} reads back. */
    public static String format(final List<CorporateAction> actions) {
        final StringBuilder text = new StringBuilder();
        for (final CorporateAction action : actions) {
            text.append(text.isEmpty() ? "" : ", ").append(action);
        }
        return text.toString();
    }

    public boolean isSplit() {
        return cash == 0 && !isDelisting();
    }

    public boolean isDelisting() {
        return delisting != LISTED;
    }

    @Override
    public String toString() {
        if (isDelisting()) {
            return LocalDate.ofEpochDay(exDay)
                    + (delisting == UNKNOWN_RETURN ? " delisting" : " delisting " + Fixed.format(delisting));
        }
        return LocalDate.ofEpochDay(exDay)
                + (isSplit() ? " split " + to + ":" + from : " dividend " + Fixed.format(cash));
    }

    private static CorporateAction one(final String text) {
        final String[] words = text.split(" +");
        try {
            if (words.length == 3 && words[1].equals("dividend")) {
                return dividend(LocalDate.parse(words[0]), Fixed.parse(words[2]));
            }
            if (words.length >= 2 && words.length <= 3 && words[1].equals("delisting")) {
                return delisting(LocalDate.parse(words[0]), words.length == 2 ? UNKNOWN_RETURN : Fixed.parse(words[2]));
            }
            if (words.length == 3 && words[1].equals("split")) {
                final String[] ratio = words[2].split(":", -1);
                if (ratio.length == 2) {
                    return split(LocalDate.parse(words[0]), Integer.parseInt(ratio[0]), Integer.parseInt(ratio[1]));
                }
            }
        } catch (final DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "corporate action \"" + text + "\": " + e.getMessage() + "; " + EXPECTED, e);
        }
        throw new IllegalArgumentException("corporate action \"" + text + "\"; " + EXPECTED);
    }
}
