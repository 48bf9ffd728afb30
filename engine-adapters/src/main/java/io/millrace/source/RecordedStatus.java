package io.millrace.source;

import io.millrace.event.codec.FeedState;

/**
 * What a recorded run was told of a feed.
 *
 * @param eventNs when it was so
 * @param symbol of the instrument; null when it is about the whole feed
 * @param feed the feed's number in that run
 * @param missing so many messages are missing
 */
record RecordedStatus(long eventNs, String symbol, int feed, long missing, FeedState state) {}
