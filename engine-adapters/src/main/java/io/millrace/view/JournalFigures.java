package io.millrace.view;

/**
 * How far the view has read the journal.
 *
 * @param bytes payload of the records read, before it was packed
 * @param session number of the newest session
 * @param caughtUp true once the end of the journal was reached
 * @param rebuilds how often it had to begin again
 * @param trouble what is wrong; empty when nothing is
 * @param feedAgeSeconds since the newest market data came by; NaN before the first
 */
public record JournalFigures(
        long steps,
        long records,
        long bytes,
        long firstTimeNs,
        long lastTimeNs,
        long session,
        boolean caughtUp,
        long rebuilds,
        String trouble,
        double feedAgeSeconds) {}
