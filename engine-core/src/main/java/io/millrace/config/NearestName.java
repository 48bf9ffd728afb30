package io.millrace.config;

import java.util.Collection;

/** Finds the name that somebody probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The candidate with the smallest edit distance, or an empty text when none is near enough to be meant. */
    public static String of(final String wrong, final Collection<String> candidates) {
        final String closest = closest(wrong, candidates);
        // A name of which nothing is left is another name.
        final int farthest = Math.min(Math.max(2, wrong.length() / 2), wrong.length() - 1);
        return distance(lower(wrong), lower(closest)) <= farthest ? closest : "";
    }

    /** The candidate with the smallest edit distance, the first among equals; an empty text when there are none. */
    public static String closest(final String wrong, final Collection<String> candidates) {
        String best = "";
        int bestDistance = Integer.MAX_VALUE;
        for (final String candidate : candidates) {
            final int distance = distance(lower(wrong), lower(candidate));
            if (distance < bestDistance) {
                bestDistance = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** {@code ; did you mean "x"?} or an empty text, to end a message with. */
    public static String hint(final String wrong, final Collection<String> candidates) {
        final String near = of(wrong, candidates);
        return near.isEmpty() ? "" : "; did you mean \"" + near + "\"?";
    }

    /** Levenshtein's distance: insertions, deletions and replacements that turn one text into the other. */
    static int distance(final String a, final String b) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int replace = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above[j], row[j - 1]) + 1);
            }
            final int[] swap = above;
            above = row;
            row = swap;
        }
        return above[b.length()];
    }

    /** ASCII only: names are, and no locale may change a message. */
    private static String lower(final String text) {
        return text.toLowerCase(java.util.Locale.ROOT);
    }
}
