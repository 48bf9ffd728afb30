package io.millrace.indicator;

import java.util.List;

/** Finds the known name a mistyped one was probably meant to be. */
final class NearestName {
    private NearestName() {}

    /** The name with the fewest edits (Levenshtein) to {@code wanted}, the first of equals. */
    static String of(final String wanted, final List<String> known) {
        String nearest = known.get(0);
        int least = Integer.MAX_VALUE;
        for (final String candidate : known) {
            final int distance = distance(wanted, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Insertions, deletions and replacements of one character between two words. */
    static int distance(final String a, final String b) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                final int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            final int[] spare = above;
            above = row;
            row = spare;
        }
        return above[b.length()];
    }
}
