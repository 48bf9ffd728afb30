package io.millrace.net;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

/** One connection of a link, from the attempt to its end. The client's thread speaks; the link's thread looks on. */
final class LinkSession implements WebSocket.Listener {
    private static final int FIRST_BYTES = 4_096;

    private final LinkConfig config;
    private final FrameListener listener;
    private byte[] message = new byte[FIRST_BYTES];
    private int length;
    private WebSocket socket;
    private boolean up;
    private volatile String why;
    private volatile boolean finished;
    private volatile long lastLifeNs = System.nanoTime();

    LinkSession(LinkConfig config, FrameListener listener) {
        this.config = config;
        this.listener = listener;
    }

    /** The handshake is done; messages may come from {@link #up} on. */
    synchronized void attach(WebSocket connected) {
        socket = connected;
    }

    synchronized void up() {
        if (why == null) {
            up = true;
            lastLifeNs = System.nanoTime();
            listener.onUp();
            socket.request(1);
        }
    }

    synchronized boolean wasUp() {
        return up;
    }

    /** Ends it; the first reason stays. */
    void end(String reason) {
        if (why == null) {
            why = reason;
        }
    }

    boolean isEnded() {
        return why != null || finished;
    }

    /** The other side is done, in order. */
    boolean isFinished() {
        return finished;
    }

    String why() {
        return why == null ? "closed" : why;
    }

    long lastLifeNs() {
        return lastLifeNs;
    }

    /** After this no message comes. */
    synchronized void abort() {
        end("closed");
        if (socket != null) {
            socket.abort();
        }
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        // Nothing is asked for before the link has subscribed.
        lastLifeNs = System.nanoTime();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        synchronized (this) {
            if (isEnded()) {
                return null;
            }
            lastLifeNs = System.nanoTime();
            take(data);
            if (last && !isEnded()) {
                listener.onText(message, length);
                length = 0;
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        garbage(last);
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer payload) {
        // The client answers by itself.
        lastLifeNs = System.nanoTime();
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer payload) {
        lastLifeNs = System.nanoTime();
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        if (statusCode == WebSocket.NORMAL_CLOSURE) {
            finished = true;
        } else {
            end("closed by the other side: " + statusCode + (reason.isEmpty() ? "" : " " + reason));
        }
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end(String.valueOf(error));
    }

    private synchronized void garbage(boolean last) {
        lastLifeNs = System.nanoTime();
        if (last && !isEnded()) {
            listener.onGarbage();
        }
    }

    private void take(CharSequence data) {
        int needed = length + data.length();
        if (needed > config.maxBytes()) {
            listener.onGarbage();
            end("a message of more than " + config.maxBytes() + " bytes");
            return;
        }
        if (needed > message.length) {
            message = Arrays.copyOf(message, Math.min(config.maxBytes(), Math.max(needed, 2 * message.length)));
        }
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            message[length + i] = c < 0x80 ? (byte) c : (byte) '?';
        }
        length = needed;
    }
}
