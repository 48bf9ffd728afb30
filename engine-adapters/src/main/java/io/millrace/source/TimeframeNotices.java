package io.millrace.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line about the bar lengths told from the rows of many files, instead of one for each. Any thread. */
final class TimeframeNotices {
    private static final Pattern INFERRED =
            Pattern.compile("(.*): timeframe (\\S+) inferred from (\\d+ of \\d+ spacings)");

    private TimeframeNotices() {}

    static String of(String source, String timeframe, long count, int spacings) {
        return source + ": timeframe " + timeframe + " inferred from " + count + " of " + spacings + " spacings";
    }

    /** The notices in their order; those about one bar length are one line, where the first of them was. */
    static List<String> joined(List<String> notices) {
        Map<String, List<String>> spacings = new LinkedHashMap<>();
        for (String notice : notices) {
            Matcher inferred = INFERRED.matcher(notice);
            if (inferred.matches()) {
                spacings.computeIfAbsent(inferred.group(2), timeframe -> new ArrayList<>())
                        .add(inferred.group(3));
            }
        }
        List<String> joined = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (String notice : notices) {
            Matcher inferred = INFERRED.matcher(notice);
            List<String> alike = inferred.matches() ? spacings.get(inferred.group(2)) : List.of();
            if (alike.size() < 2) {
                joined.add(notice);
            } else if (told.add(inferred.group(2))) {
                joined.add("timeframe " + inferred.group(2) + " inferred in " + alike.size() + " files"
                        + (alike.stream().distinct().count() == 1
                                ? ", each from " + inferred.group(3)
                                : ": " + named(inferred.group(2), notices)));
            }
        }
        return joined;
    }

    private static String named(String timeframe, List<String> notices) {
        List<String> files = new ArrayList<>();
        for (String notice : notices) {
            Matcher inferred = INFERRED.matcher(notice);
            if (inferred.matches() && inferred.group(2).equals(timeframe)) {
                String file = inferred.group(1).replaceFirst(".*[/\\\\]", "");
                files.add(file.replaceFirst("\\.(csv(\\.gz)?|parquet)$", "") + " from " + inferred.group(3));
            }
        }
        return DataSpec.few(files);
    }
}
