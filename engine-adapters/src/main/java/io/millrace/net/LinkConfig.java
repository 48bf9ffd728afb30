package io.millrace.net;

import java.net.URI;

/**
 * How a link behaves. Immutable.
 *
 * @param uri {@code wss://} anything, or {@code ws://} a loopback address
 * @param idleMs without a sign of life for so long a connection counts as dead; after a third of it one is asked for
 * @param connectMs a connection must stand by then
 * @param backoffMs wait after the first failure, at least 1,000; doubles with each in a row
 * @param backoffMaxMs longest wait
 * @param maxBytes longest message
 * @param endIsFinal the other side's code 1000 ends the link; otherwise it connects again
 */
public record LinkConfig(
        URI uri, long idleMs, long connectMs, long backoffMs, long backoffMaxMs, int maxBytes, boolean endIsFinal) {
    /** A venue must not be asked for a connection more often than this. */
    public static final long LEAST_BACKOFF_MS = 1_000;

    private static final long CONNECT_MS = 10_000;
    private static final long LONGEST_MS = 30_000;

    public LinkConfig {
        String wrong = problem(uri);
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
        if (backoffMs < LEAST_BACKOFF_MS || backoffMaxMs < backoffMs) {
            throw new IllegalArgumentException("waits from " + backoffMs + " to " + backoffMaxMs
                    + " ms; expected 1,000 or more, and the longest not below the first");
        }
    }

    /** The usual waits. */
    public static LinkConfig of(URI uri, long idleMs, int maxBytes, boolean endIsFinal) {
        return new LinkConfig(uri, idleMs, CONNECT_MS, LEAST_BACKOFF_MS, LONGEST_MS, maxBytes, endIsFinal);
    }

    /** Why an address cannot be used; null when it can. */
    public static String problem(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            return "\"" + uri + "\" names no host; expected such as wss://host:port/path";
        }
        if ("wss".equals(uri.getScheme())) {
            return null;
        }
        boolean loopback = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        return "ws".equals(uri.getScheme()) && loopback
                ? null
                : "\"" + uri + "\": expected wss://, or ws:// to 127.0.0.1, [::1] or localhost, which needs no TLS";
    }
}
