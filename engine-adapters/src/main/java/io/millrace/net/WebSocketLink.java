package io.millrace.net;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A WebSocket that comes back: connects, sends what subscribes, hands out messages, notices when the other side is
 * silent, and connects again after a wait that doubles and is drawn from its upper half, so that many do not come at
 * once. Never more than one attempt a second.
 *
 * <p>Own thread for the life of connections; messages come on the HTTP client's, one at a time. Each message's text is
 * garbage of the JDK; nothing is kept of it here.
 */
public final class WebSocketLink implements AutoCloseable {
    private static final long ROUND_NS = 20_000_000;
    private static final long NANOS_PER_MS = 1_000_000;
    private static final long CLOSE_MS = 2_000;
    private static final int MOST_DOUBLINGS = 20;

    private final LinkConfig config;
    private final List<String> subscriptions;
    private final FrameListener listener;
    private final SplittableRandom jitter;
    private final HttpClient client;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile LinkSession session;
    private final AtomicLong attempts = new AtomicLong();

    /**
     * A link that is not started.
     *
     * @param subscriptions sent in this order after each connect
     * @param seed of the waits between attempts
     */
    public WebSocketLink(LinkConfig config, List<String> subscriptions, FrameListener listener, long seed) {
        this.config = config;
        this.subscriptions = List.copyOf(subscriptions);
        this.listener = listener;
        this.jitter = new SplittableRandom(seed);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(config.connectMs()))
                .build();
        this.thread = new Thread(this::keepUp, "millrace-link");
        thread.setDaemon(true);
    }

    /** Begins to connect. */
    public void start() {
        thread.start();
    }

    /** Connections tried so far. Any thread. */
    public long attempts() {
        return attempts.get();
    }

    /** Drops this connection, to make a new one. Any thread. */
    public void drop(String why) {
        LinkSession now = session;
        if (now != null) {
            now.end(why);
        }
    }

    /** Ends for good; no call comes after it, unless one under way does not end. Any thread but the listener's. */
    @Override
    public void close() {
        stopping = true;
        drop("closed");
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepUp() {
        int failures = 0;
        while (!stopping) {
            long begun = System.nanoTime();
            attempts.incrementAndGet();
            LinkSession now = new LinkSession(config, listener);
            session = now;
            try {
                converse(now);
            } catch (ExecutionException | CompletionException e) {
                now.end(String.valueOf(e.getCause()));
            } catch (TimeoutException e) {
                now.end("no answer within " + config.connectMs() + " ms");
            } catch (InterruptedException e) {
                stopping = true;
            }
            now.abort();
            if (now.isFinished() && config.endIsFinal()) {
                listener.onEnd();
                return;
            }
            listener.onDown(now.why());
            boolean lasted = now.wasUp() && System.nanoTime() - begun > config.backoffMaxMs() * NANOS_PER_MS;
            failures = lasted ? 1 : failures + 1;
            pauseUntil(begun + waitMs(failures) * NANOS_PER_MS);
        }
    }

    private void converse(LinkSession now) throws InterruptedException, ExecutionException, TimeoutException {
        WebSocket socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofMillis(config.connectMs()))
                .buildAsync(config.uri(), now)
                .get(config.connectMs(), TimeUnit.MILLISECONDS);
        now.attach(socket);
        for (String text : subscriptions) {
            socket.sendText(text, true).get(config.connectMs(), TimeUnit.MILLISECONDS);
        }
        now.up();
        boolean asked = false;
        while (!stopping && !now.isEnded()) {
            LockSupport.parkNanos(ROUND_NS);
            long silentMs = (System.nanoTime() - now.lastLifeNs()) / NANOS_PER_MS;
            if (silentMs > config.idleMs()) {
                now.end("silent for " + silentMs + " ms");
            } else if (silentMs <= config.idleMs() / 3) {
                asked = false;
            } else if (!asked) {
                asked = true;
                var unused = socket.sendPing(ByteBuffer.allocate(0));
            }
        }
    }

    private long waitMs(int failures) {
        long doubled = config.backoffMs() << Math.min(failures - 1, MOST_DOUBLINGS);
        long longest = Math.max(LinkConfig.LEAST_BACKOFF_MS, Math.min(doubled, config.backoffMaxMs()));
        return Math.max(LinkConfig.LEAST_BACKOFF_MS, longest / 2 + jitter.nextLong(longest / 2 + 1));
    }

    private void pauseUntil(long whenNs) {
        long left = whenNs - System.nanoTime();
        while (!stopping && left > 0) {
            LockSupport.parkNanos(left);
            left = whenNs - System.nanoTime();
        }
    }
}
