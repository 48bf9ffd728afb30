package io.millrace.book;

/** Receives bars as they complete. */
@FunctionalInterface
public interface BarListener {
    /** Called once per completed bar, oldest first; the bar is valid during the call only. */
    void onBar(int stream, ClosedBar bar);
}
