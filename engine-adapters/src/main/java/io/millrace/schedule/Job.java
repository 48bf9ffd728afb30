package io.millrace.schedule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a schedule does. */
public enum Job {
    /** Asks the strategies for a decision; a command in the journal. */
    EVALUATE,
    /** Says how the account stands. */
    SUMMARY,
    /** Reads the whole journal and says whether it is intact. */
    JOURNAL_CHECK,
    /** Saves the engine's state. */
    SNAPSHOT,
    /** Deletes the oldest cycles of the journal, as far as its limits ask and its readers let them go. */
    RETAIN;

    /** As in settings. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> texts() {
        return Stream.of(values()).map(Job::text).toList();
    }

    static Job of(String text) {
        return Stream.of(values())
                .filter(job -> job.text().equals(text))
                .findFirst()
                .orElseThrow();
    }
}
