/**
 * A local server that speaks the venue's market streams and plays recorded trades over them, with faults by script.
 *
 * <p>{@link io.millrace.feedserver.FeedServer} is the door; the command {@code feed-server} runs it. For rehearsals and
 * tests. Knows sockets, JSON and trades; nothing of the engine, so that the client is not held against itself.
 */
package io.millrace.feedserver;
