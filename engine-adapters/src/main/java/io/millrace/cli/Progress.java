package io.millrace.cli;

import io.millrace.source.ProgressListener;
import java.io.PrintWriter;

/** One line on standard error that is written over; silent unless a person watches, which the launcher says. */
final class Progress implements ProgressListener {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean shown = Boolean.getBoolean("millrace.terminal");

    Progress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void onProgress(String source, long doneBytes, long totalBytes) {
        if (shown && totalBytes > 0) {
            say("reading " + source + " " + doneBytes * 100 / totalBytes + " %");
        }
    }

    void say(String text) {
        if (shown) {
            err.print(CLEAR + text);
            err.flush();
        }
    }

    void clear() {
        say("");
    }
}
