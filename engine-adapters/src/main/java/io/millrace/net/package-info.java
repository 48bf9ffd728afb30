/**
 * Sockets to the outside: a WebSocket that comes back by itself.
 *
 * <p>{@link io.millrace.net.WebSocketLink} is the door. Knows bytes and connections; no venue, no message, no engine.
 */
package io.millrace.net;
