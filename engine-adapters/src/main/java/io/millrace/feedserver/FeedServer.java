package io.millrace.feedserver;

import io.millrace.fixed.Fixed;
import io.millrace.source.TradeSeries;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;

/**
 * Plays trades to whoever subscribes, in the venue's messages, on 127.0.0.1. Trades are numbered from 1 without a hole.
 * One thread plays; sockets have the library's.
 */
public final class FeedServer implements AutoCloseable {
    private static final long MILLI_NS = 1_000_000;
    private static final long PAUSE_NS = 200_000;
    private static final long LONGEST_PARK_NS = 50_000_000;
    private static final int STOP_MS = 1_000;

    private final TradeSeries trades;
    private final FeedPlan plan;
    private final String symbol;
    private final StreamSockets sockets;
    private final Consumer<String> say;
    private final Garbage garbage = new Garbage();
    private final Thread thread = new Thread(this::play, "feed-server");
    private volatile boolean stopping;
    private int next;
    private volatile int played;
    private int nextFault;
    private long startMs;
    private long startNs;

    private FeedServer(int port, TradeSeries trades, String symbol, FeedPlan plan, Consumer<String> say) {
        this.trades = trades;
        this.plan = plan;
        this.symbol = symbol.toUpperCase(Locale.ROOT);
        this.say = say;
        this.sockets = new StreamSockets(port, symbol.toLowerCase(Locale.ROOT) + "@trade", say);
        thread.setDaemon(true);
    }

    /**
     * Listens and plays.
     *
     * @param port 0 = any free one
     * @param symbol as the venue spells it
     */
    public static FeedServer start(int port, TradeSeries trades, String symbol, FeedPlan plan)
            throws IOException, InterruptedException {
        return start(port, trades, symbol, plan, line -> {});
    }

    /**
     * Listens and plays.
     *
     * @param say hears of each client and each fault, a line each; any thread
     */
    static FeedServer start(int port, TradeSeries trades, String symbol, FeedPlan plan, Consumer<String> say)
            throws IOException, InterruptedException {
        FeedServer server = new FeedServer(port, trades, symbol, plan, say);
        server.sockets.start();
        server.sockets.awaitStart();
        server.thread.start();
        return server;
    }

    public int port() {
        return sockets.getPort();
    }

    /** Trades played, heard or not. */
    public int played() {
        return played;
    }

    /** Nothing is left to play. */
    public boolean isOver() {
        return played >= trades.size();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
            sockets.stop(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play() {
        while (!stopping) {
            if (!isOver() && !(plan.patient() && sockets.listening().stream().allMatch(sockets::isSilent))) {
                welcome();
                misbehave();
                if (isOver()) {
                    continue;
                }
                awaitTurn();
                sendAll(message(next));
                next++;
                played = next;
            } else {
                welcome();
                if (isOver() && plan.end()) {
                    sayEnd();
                }
                LockSupport.parkNanos(LONGEST_PARK_NS);
            }
        }
    }

    /** New listeners hear the newest trades again. */
    private void welcome() {
        for (WebSocket socket : sockets.listening()) {
            if (sockets.isFresh(socket)) {
                for (int i = Math.max(0, next - plan.rewind()); i < next; i++) {
                    send(socket, message(i));
                }
            }
        }
    }

    private void misbehave() {
        while (nextFault < plan.faults().size() && plan.faults().get(nextFault).at() <= next + 1L) {
            misbehave(plan.faults().get(nextFault++));
        }
    }

    private void misbehave(Fault fault) {
        say.accept("before trade " + (next + 1) + ": " + fault.text() + ", "
                + sockets.listening().size() + " listening");
        switch (fault.kind()) {
            case GAP -> {
                next = Math.min(trades.size(), next + fault.amount());
                played = next;
            }
            case DUPLICATE -> {
                for (int i = Math.max(0, next - fault.amount()); i < next; i++) {
                    sendAll(message(i));
                }
            }
            case GARBAGE -> {
                for (int i = 0; i < fault.amount(); i++) {
                    sendAll(garbage.message(i));
                }
            }
            case HUGE -> sendAll("\"" + "x".repeat(fault.amount() * 1_024) + "\"");
            case SLOW -> pause(fault.amount() * MILLI_NS);
            case DISCONNECT, RESET, SILENCE, CUT ->
                sockets.listening().forEach(socket -> misbehave(socket, fault.kind()));
        }
    }

    private void misbehave(WebSocket socket, Fault.Kind kind) {
        switch (kind) {
            case SILENCE -> sockets.silence(socket);
            case CUT -> {
                send(socket, "{\"e\":\"serverShutdown\",\"E\":" + System.currentTimeMillis() + "}");
                sockets.listening().remove(socket);
                socket.close(1001, "24 hours");
            }
            default -> sockets.cutOff(socket, kind == Fault.Kind.RESET);
        }
    }

    private void sayEnd() {
        for (WebSocket socket : sockets.listening()) {
            if (!sockets.isSilent(socket)) {
                sockets.listening().remove(socket);
                socket.close(1000, "all trades are out");
            }
        }
    }

    private void sendAll(String message) {
        for (WebSocket socket : sockets.listening()) {
            send(socket, message);
        }
    }

    private void send(WebSocket socket, String message) {
        try {
            while (socket.hasBufferedData() && !stopping && socket.isOpen()) {
                LockSupport.parkNanos(PAUSE_NS);
            }
            if (!sockets.isSilent(socket)) {
                socket.send(message);
            }
        } catch (WebsocketNotConnectedException e) {
            sockets.listening().remove(socket);
        }
    }

    private void awaitTurn() {
        if (startMs == 0) {
            startMs = System.currentTimeMillis();
            startNs = System.nanoTime();
        }
        if (!Double.isInfinite(plan.speed())) {
            long planned = startNs + (long) ((trades.timeNs(next) - trades.timeNs(0)) / plan.speed());
            pause(planned - System.nanoTime());
        }
    }

    private void pause(long forNs) {
        long until = System.nanoTime() + forNs;
        long left = forNs;
        while (left > 0 && !stopping) {
            LockSupport.parkNanos(Math.min(left, LONGEST_PARK_NS));
            left = until - System.nanoTime();
        }
    }

    private long timeMs(int row) {
        if (!plan.now()) {
            return trades.timeNs(row) / MILLI_NS;
        }
        return startMs + (long) ((trades.timeNs(row) - trades.timeNs(0)) / plan.speed()) / MILLI_NS;
    }

    private String message(int row) {
        long timeMs = timeMs(row);
        return "{\"e\":\"trade\",\"E\":" + timeMs + ",\"s\":\"" + symbol + "\",\"t\":" + (row + 1) + ",\"p\":\""
                + Fixed.format(trades.price(row)) + "\",\"q\":\"" + Fixed.format(trades.quantity(row)) + "\",\"T\":"
                + timeMs + ",\"m\":false,\"M\":true}";
    }
}
