package io.millrace.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.view.AccountFigures;
import io.millrace.view.EventEntry;
import io.millrace.view.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One reader of the event stream. Holds a place in the journal, no queue: at most one chunk is under way. Who stays
 * behind what came after it joined by more than the limits is let go, and may come back with its last id. The stream's
 * thread, except where said.
 */
final class EventClient {
    static final int MOST_EVENTS = 1_000;
    static final int MOST_BYTES = 1 << 20;
    private static final Pattern ID = Pattern.compile("(\\d{1,18})-(\\d{1,9})");
    private static final int CHUNK = 128;
    private static final long BEAT_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long ACCOUNT_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final View view;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Runnable wake;
    private final long joinStep;
    private long step;
    private int index = Integer.MAX_VALUE;
    private boolean reset;
    private long shownStep = -1;
    private long shownAtNs;
    private long sentAtNs;
    private volatile boolean writing;
    private volatile boolean gone;

    EventClient(View view, Request request, Response response, Callback callback, Runnable wake) {
        this.view = view;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.wake = wake;
        this.joinStep = view.newestEvent();
        this.step = joinStep;
        this.sentAtNs = System.nanoTime() - BEAT_NS;
        this.shownAtNs = sentAtNs;
    }

    /** Goes on behind an event; what is not an id of this journal begins anew. */
    void goOn(String lastEventId) {
        Matcher id = ID.matcher(lastEventId);
        if (id.matches()) {
            step = Long.parseLong(id.group(1));
            index = Integer.parseInt(id.group(2));
        }
        if (!id.matches() || step > joinStep || !view.remembers(step)) {
            reset = true;
        }
    }

    boolean gone() {
        return gone;
    }

    /** Sends what there is, or lets the client go. */
    void pump(long nowNs) {
        long since = Math.max(step, joinStep);
        if (view.eventsSince(since) > MOST_EVENTS || view.eventBytesSince(since) > MOST_BYTES) {
            drop("it does not keep up");
        } else if (!writing) {
            String text = next(nowNs);
            if (!text.isEmpty()) {
                send(text);
                sentAtNs = nowNs;
            }
        }
    }

    void drop(String why) {
        if (!gone) {
            gone = true;
            request.getConnectionMetaData().getConnection().getEndPoint().close(new IOException(why));
            if (!writing) {
                callback.failed(new IOException(why));
            }
        }
    }

    private String next(long nowNs) {
        StringBuilder text = new StringBuilder();
        if (reset || !view.remembers(step)) {
            reset = false;
            step = view.newestEvent();
            index = Integer.MAX_VALUE;
            text.append(EventText.reset());
        }
        List<EventEntry> events = view.eventsAfter(step, index, CHUNK);
        for (EventEntry event : events) {
            text.append(EventText.event(event));
            step = event.step();
            index = event.index();
        }
        if (events.isEmpty() && nowNs - shownAtNs >= ACCOUNT_NS) {
            AccountFigures account = view.account();
            if (account.step() != shownStep) {
                shownStep = account.step();
                text.append(EventText.account(account));
            }
            shownAtNs = nowNs;
        }
        if (text.length() == 0 && nowNs - sentAtNs >= BEAT_NS) {
            text.append(": beat\n\n");
        }
        return text.toString();
    }

    private void send(String text) {
        writing = true;
        response.write(false, ByteBuffer.wrap(text.getBytes(UTF_8)), new Callback() {
            @Override
            public void succeeded() {
                writing = false;
                wake.run();
            }

            @Override
            public void failed(Throwable cause) {
                gone = true;
                callback.failed(cause);
            }
        });
    }
}
