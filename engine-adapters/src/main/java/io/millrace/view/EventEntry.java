package io.millrace.view;

import io.millrace.inspect.DecodedMessage;

/**
 * One message of the journal that people want to know of. Its id, {@code step-index}, is the same in every reading of
 * the journal.
 *
 * @param index place of the message in its step
 * @param symbol empty when the message has none
 * @param strategy empty when the message has none
 */
public record EventEntry(long step, int index, long timeNs, String symbol, String strategy, DecodedMessage message) {
    /** The id by which a reader goes on. */
    public String id() {
        return step + "-" + index;
    }
}
