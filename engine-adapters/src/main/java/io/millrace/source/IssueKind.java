package io.millrace.source;

/** Everything that can be wrong with market data. The first group comes from reading rows, the second from a report. */
public enum IssueKind {
    COLUMN_COUNT("wrong number of columns", true, true),
    BAD_TIME("unreadable time", true, true),
    BAD_NUMBER("unreadable number", true, true),
    NOT_FINITE("NaN or infinite", true, true),
    BAD_SYMBOL("missing symbol", true, true),
    PRICE_NOT_POSITIVE("zero or negative price", true, false),
    BAD_QUANTITY("negative volume or quantity", true, false),
    NOT_BRACKETED("high and low do not bracket open and close", true, false),
    OUT_OF_ORDER("time goes backwards", true, false),
    DUPLICATE("duplicate time", true, false),
    OUTLIER("log return beyond 10 MAD", false, false),
    STALE_RUN("unchanged bars in a row", false, false),
    GAP("missing bars", false, false);

    private final String text;
    private final boolean ofRow;
    private final boolean dropped;

    IssueKind(String text, boolean ofRow, boolean dropped) {
        this.text = text;
        this.ofRow = ofRow;
        this.dropped = dropped;
    }

    /** A few words for people. */
    public String text() {
        return text;
    }

    /** True when one row by itself, or by its place, is bad; false for what a report suspects. */
    public boolean ofRow() {
        return ofRow;
    }

    /** True when such a row cannot be represented and never reaches the engine. */
    public boolean dropped() {
        return dropped;
    }
}
