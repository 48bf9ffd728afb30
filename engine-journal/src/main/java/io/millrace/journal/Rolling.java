package io.millrace.journal;

/** When a new cycle file is begun. Always by wall clock, never by the time of events. */
public enum Rolling {
    /** At midnight UTC of the wall clock: for a live or paper engine. */
    DAILY,

    /** Never while the writer is open: for a backtest, which passes years of event time in seconds. */
    NEVER
}
