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
    private static final long SECOND_NS = 1_000_000_000;

    /** Messages that may wait for a client when they come at a rate: a tenth of a second of them. */
    private static final int WAITING_PART = 10;

    private final TradeSeries trades;
    private final FeedPlan plan;
    private final String symbol;
    private final StreamSockets sockets;
    private final Consumer<String> say;
    private final int allowed;
    private final Garbage garbage = new Garbage();
    private final Thread thread = new Thread(this::play, "feed-server");
    private volatile boolean stopping;
    private long next;
    private volatile long played;
    private int nextFault;
    private long startMs;
    private long startNs;

    private FeedServer(int port, TradeSeries trades, String symbol, FeedPlan plan, Consumer<String> say) {
        this.trades = trades;
        this.plan = plan;
        this.symbol = symbol.toUpperCase(Locale.ROOT);
        this.say = say;
        this.allowed = plan.rate() / WAITING_PART;
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
    public long played() {
        return played;
    }

    /** Nothing is left to play. */
    public boolean isOver() {
        return !plan.loop() && played >= trades.size();
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
                for (long i = Math.max(0, next - plan.rewind()); i < next; i++) {
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
                next = Math.min(plan.loop() ? Long.MAX_VALUE : trades.size(), next + fault.amount());
                played = next;
            }
            case DUPLICATE -> {
                for (long i = Math.max(0, next - fault.amount()); i < next; i++) {
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
            while (sockets.isBehind(socket, allowed) && !stopping && socket.isOpen()) {
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
        if (plan.rate() > 0 || !Double.isInfinite(plan.speed())) {
            pause(startNs + (long) (sinceFirstNs(next) / speed()) - System.nanoTime());
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

    /** A rate is by the wall clock already. */
    private double speed() {
        return plan.rate() > 0 ? 1 : plan.speed();
    }

    /** From the first trade on; a further round begins as far behind the last trade as trades are apart on average. */
    private long sinceFirstNs(long number) {
        if (plan.rate() > 0) {
            return number / plan.rate() * SECOND_NS + number % plan.rate() * SECOND_NS / plan.rate();
        }
        int size = trades.size();
        long lengthNs = trades.timeNs(size - 1) - trades.timeNs(0);
        long roundNs = lengthNs + Math.max(MILLI_NS, lengthNs / size);
        return number / size * roundNs + trades.timeNs((int) (number % size)) - trades.timeNs(0);
    }

    private long timeMs(long number) {
        long sinceNs = sinceFirstNs(number);
        return plan.now() ? startMs + (long) (sinceNs / speed()) / MILLI_NS : (trades.timeNs(0) + sinceNs) / MILLI_NS;
    }

    private String message(long number) {
        long timeMs = timeMs(number);
        int row = (int) (number % trades.size());
        return "{\"e\":\"trade\",\"E\":" + timeMs + ",\"s\":\"" + symbol + "\",\"t\":" + (number + 1) + ",\"p\":\""
                + Fixed.format(trades.price(row)) + "\",\"q\":\"" + Fixed.format(trades.quantity(row)) + "\",\"T\":"
                + timeMs + ",\"m\":false,\"M\":true}";
    }
}
