package io.millrace.view;

/**
 * What came over one feed in this session. The rows add up: {@code read = journaled + alreadyJournaled + conflated +
 * unsent}, and {@link #given} is what the journal got from the feed's side in all.
 *
 * @param name where it comes from
 * @param state CONNECTING, UP, DOWN or ENDED
 * @param connections attempts to connect
 * @param read rows of market data that were read
 * @param journaled of them, given to the engine, which journals each
 * @param alreadyJournaled of them, left out because the journal has the venue's id
 * @param conflated of them, quotes left out because a newer one followed while the engine was busy
 * @param unsent of them, left out because the session ended
 * @param own ticks and ups, downs and gaps of the feed, journaled beside its rows
 * @param again rows that an earlier session had read and not journaled
 * @param missing trades that the venue's ids say were never sent
 * @param useless messages that could not be read
 */
public record FeedFigures(
        String name,
        String state,
        long connections,
        long read,
        long journaled,
        long alreadyJournaled,
        long conflated,
        long unsent,
        long own,
        long again,
        long missing,
        long useless) {
    /** The state of a feed whose connection is lost. */
    public static final String DOWN = "DOWN";

    /** A recorded feed: nothing is left out, nothing is lost. */
    public static FeedFigures recorded(String name, boolean ended, long rows) {
        return new FeedFigures(name, ended ? "ENDED" : "UP", 0, rows, rows, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Rows given to the engine. */
    public long given() {
        return journaled + own + again;
    }

    /** Rows read and not journaled. */
    public long leftOut() {
        return alreadyJournaled + conflated + unsent;
    }
}
