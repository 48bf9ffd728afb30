package io.millrace.control;

import io.millrace.view.View;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The event stream's clients, all served by one thread that never waits for any of them. */
final class EventStream implements AutoCloseable {
    private static final int MOST_CLIENTS = 32;
    private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final View view;
    private final List<EventClient> clients = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "millrace-events");
    private volatile boolean closed;

    EventStream(View view) {
        this.view = view;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    void start() {
        thread.start();
    }

    /** Takes a response over. Server threads. */
    synchronized void open(Request request, Response response, Callback callback) {
        if (clients.size() >= MOST_CLIENTS) {
            throw new Refusal(429, "Too many readers", MOST_CLIENTS + " read the stream already");
        }
        EventClient client = new EventClient(view, request, response, callback, () -> LockSupport.unpark(thread));
        String last = request.getHeaders().get("Last-Event-ID");
        if (last != null) {
            client.goOn(last);
        }
        response.setStatus(200);
        Headers.protect(response);
        response.getHeaders().put("Content-Type", "text/event-stream");
        clients.add(client);
        LockSupport.unpark(thread);
    }

    /** Clients now. */
    int size() {
        return clients.size();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            long now = System.nanoTime();
            for (EventClient client : clients) {
                serve(client, now);
            }
            clients.removeIf(EventClient::gone);
            LockSupport.parkNanos(ROUND_NS);
        }
        clients.forEach(client -> client.drop("the service ends"));
        clients.clear();
    }

    private static void serve(EventClient client, long now) {
        try {
            client.pump(now);
        } catch (RuntimeException e) {
            client.drop(e.toString());
        }
    }
}
