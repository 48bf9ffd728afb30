package io.millrace.control;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * The connections of one door. Whoever comes is let in; when there are too many, the oldest goes, so that nobody can
 * keep a kill out by holding places. Those over which a right token came make room only for their like. Thread safe.
 */
final class Crowd implements Connection.Listener {
    static final int MOST_STRANGERS = 96;
    static final int MOST_KNOWN = 96;

    private final Set<Connection> strangers = new LinkedHashSet<>();
    private final Set<Connection> known = new LinkedHashSet<>();

    @Override
    public void onOpened(Connection connection) {
        // A connection with TLS is two, of which the inner one is meant.
        if (!(connection instanceof SslConnection)) {
            end(joined(strangers, MOST_STRANGERS, connection));
        }
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        strangers.remove(connection);
        known.remove(connection);
    }

    /** A right token came. */
    void know(Connection connection) {
        if (left(strangers, connection)) {
            end(joined(known, MOST_KNOWN, connection));
        }
    }

    private synchronized boolean left(Set<Connection> all, Connection connection) {
        return all.remove(connection);
    }

    /** The one that has to go for it, or null. */
    private synchronized Connection joined(Set<Connection> all, int most, Connection connection) {
        all.add(connection);
        if (all.size() <= most) {
            return null;
        }
        Iterator<Connection> oldest = all.iterator();
        Connection goes = oldest.next();
        oldest.remove();
        return goes;
    }

    private static void end(Connection connection) {
        if (connection != null) {
            connection.getEndPoint().close(new IOException("room for a newer connection"));
        }
    }
}
