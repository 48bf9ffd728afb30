package io.millrace.daemon;

import java.util.Locale;
import java.util.Map;

/** A limit as a line of text. */
final class LimitsLine {
    private LimitsLine() {}

    /** Rows without a limit are the command that changed it. */
    static String of(Map<String, String> row) {
        if (!row.containsKey("configured")) {
            return "journaled as step " + row.get("step");
        }
        boolean changed = !row.get("value").equals(row.get("configured"));
        return String.format(
                Locale.ROOT,
                "%-24s %-14s %s%s",
                row.get("key"),
                row.get("value"),
                row.get("source"),
                changed ? " (configured " + row.get("configured") + ")" : "");
    }
}
