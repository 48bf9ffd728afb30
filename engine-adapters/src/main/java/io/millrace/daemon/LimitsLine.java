package io.millrace.daemon;

import io.millrace.control.JsonTree;
import java.util.Locale;

/** A limit as a line of text. */
final class LimitsLine {
    private LimitsLine() {}

    /** Rows without a limit are the command that changed it. */
    static String of(JsonTree row) {
        if (!row.has("configured")) {
            return "journaled as step " + row.text("step");
        }
        boolean changed = !row.text("value").equals(row.text("configured"));
        return String.format(
                Locale.ROOT,
                "%-24s %-14s %s%s%s",
                row.text("key"),
                row.text("value"),
                row.text("source"),
                changed ? " (configured " + row.text("configured") + ")" : "",
                stages(row));
    }

    /** Such as {@code , REDUCING at 0.02, HALTED at 0.03}; empty for a limit that acts once. */
    private static String stages(JsonTree row) {
        return (row.has("reducingAt") ? ", REDUCING at " + row.text("reducingAt") : "")
                + (row.has("haltedAt") ? ", HALTED at " + row.text("haltedAt") : "");
    }
}
