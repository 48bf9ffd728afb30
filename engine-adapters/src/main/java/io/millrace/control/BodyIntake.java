package io.millrace.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Takes a request's body in, without a thread that waits for it. One deadline is for all of it: the server's own idle
 * timeout begins anew with each byte, and its least data rate is looked at only when bytes come. Server threads and the
 * server's timer, one at a time.
 */
final class BodyIntake implements Runnable {
    private static final int MOST_BYTES = 4_096;
    private static final long DEADLINE_MS = 5_000;
    private static final TimeoutException TOO_LATE = new TimeoutException("the body did not come in time");

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Consumer<String> then;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicInteger halves = new AtomicInteger();
    private Scheduler.Task deadline;
    private volatile boolean late;
    private boolean ended;

    private BodyIntake(Request request, Response response, Callback callback, Consumer<String> then) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.then = then;
    }

    /**
     * Begins; refuses by itself what is too long or too late.
     *
     * @param then gets the whole body, on a thread that may wait
     */
    static void begin(Request request, Response response, Callback callback, Consumer<String> then) {
        BodyIntake intake = new BodyIntake(request, response, callback, then);
        intake.setDeadline();
        intake.run();
    }

    private synchronized void setDeadline() {
        deadline = request.getComponents().getScheduler().schedule(this::expire, DEADLINE_MS, TimeUnit.MILLISECONDS);
    }

    /** Bytes may be there. */
    @Override
    public void run() {
        Content.Chunk last = readOn();
        if (last == null) {
            return;
        }
        if (late) {
            finish();
        } else if (Content.Chunk.isFailure(last)) {
            callback.failed(last.getFailure());
        } else if (bytes.size() > MOST_BYTES) {
            Answer answer = Answer.problem(413, "Body too large", "a body has at most " + MOST_BYTES + " bytes");
            Headers.send(response, answer, true, callback);
        } else {
            then.accept(bytes.toString(UTF_8));
        }
    }

    /** The chunk with which it ended; null while more is to come. Under the lock: nobody reads beside it. */
    private synchronized Content.Chunk readOn() {
        while (!ended) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return null;
            }
            boolean failed = Content.Chunk.isFailure(chunk);
            if (!failed) {
                byte[] some = new byte[late ? 0 : chunk.remaining()];
                chunk.getByteBuffer().get(some);
                chunk.release();
                bytes.write(some, 0, some.length);
            }
            if (failed || chunk.isLast() || bytes.size() > MOST_BYTES) {
                ended = true;
                deadline.cancel();
                return chunk;
            }
        }
        return null;
    }

    /** Says that it is too late, then closes: that ends the wait for bytes too. */
    private synchronized void expire() {
        if (ended) {
            return;
        }
        late = true;
        EndPoint end = request.getConnectionMetaData().getConnection().getEndPoint();
        Answer answer = Answer.problem(
                408, "Request timeout", "a body must be here whole within " + DEADLINE_MS / 1_000 + " seconds");
        Headers.sendLast(response, answer, Callback.from(() -> {
            end.close(TOO_LATE);
            finish();
        }));
    }

    /** The request is over when its answer is sent and nobody waits for bytes: the second to say so ends it. */
    private void finish() {
        if (halves.incrementAndGet() == 2) {
            callback.failed(TOO_LATE);
        }
    }
}
