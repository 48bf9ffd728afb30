package io.millrace.daemon;

import io.millrace.event.codec.FeedState;
import io.millrace.feed.InputSource;
import io.millrace.net.FrameListener;
import io.millrace.net.WebSocketLink;
import io.millrace.venue.binance.BinanceDecoder;
import io.millrace.venue.binance.BinanceStreams;
import io.millrace.view.FeedFigures;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Feeds what a venue sends, as it comes, and ticks between. Ups and downs of the connection are rows too. Its own
 * thread ticks; messages are decoded on the connection's.
 */
final class LiveFeeder extends FeedThread implements FrameListener {
    private static final long LONGEST_PARK_NS = 20_000_000;
    private static final long MILLI_NS = 1_000_000;

    private final FeedInputs inputs;
    private final InputSource kept;
    private final long openingNs;
    private final long tickNs;
    private final boolean once;
    private final Consumer<String> say;
    private final BinanceDecoder decoder;
    private final WebSocketLink link;
    private volatile boolean ended;
    private final AtomicLong garbage = new AtomicLong();
    private final LeftOutNotice leftOut;
    private final String name;
    private volatile String state = "CONNECTING";
    private boolean up;
    private boolean saidDown;

    /**
     * A feeder that is not started.
     *
     * @param kept rows that an earlier session had received and not journaled
     * @param openingNs when the session begins
     */
    LiveFeeder(
            FeedConfig config,
            FeedInputs inputs,
            InputSource kept,
            EngineDoor door,
            long openingNs,
            boolean once,
            Consumer<String> say) {
        super(door);
        this.inputs = inputs;
        this.kept = kept;
        this.openingNs = openingNs;
        this.tickNs = config.tickMs() * MILLI_NS;
        this.once = once;
        this.say = say;
        this.leftOut = new LeftOutNotice(say);
        URI address = config.link().uri();
        // Without path and query: the place, not what was asked for, and nothing that could be a secret.
        this.name = address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
        this.decoder = new BinanceDecoder(config.symbols(), inputs);
        this.link = new WebSocketLink(
                config.link(),
                BinanceStreams.subscriptions(config.symbols(), config.streams()),
                this,
                System.nanoTime());
    }

    @Override
    public void stop() {
        super.stop();
        inputs.stop();
    }

    @Override
    public boolean atEnd() {
        return ended;
    }

    @Override
    public long rows() {
        return inputs.rows();
    }

    @Override
    public List<FeedFigures> figures() {
        return List.of(inputs.figures(name, ended ? "ENDED" : state, link.attempts(), garbage.get()));
    }

    @Override
    void feed() {
        inputs.giveAgain(kept, openingNs);
        link.start();
        tickOn();
    }

    @Override
    void release() {
        inputs.stop();
        link.close();
        FeedText.sums(figures().get(0)).forEach(say);
    }

    @Override
    public void onUp() {
        up = true;
        state = "UP";
        saidDown = false;
        say.accept("feed up");
        inputs.status(FeedState.UP);
    }

    @Override
    public void onText(byte[] bytes, int length) {
        try {
            switch (decoder.decode(bytes, length)) {
                case GARBAGE -> garbage.incrementAndGet();
                case REFUSED -> {
                    garbage.incrementAndGet();
                    say.accept("the feed's server refused what it was asked for; look at feeds.0.symbols and streams");
                }
                case EVENT, OTHER -> {
                    // Given to the inputs, or of no interest.
                }
            }
        } catch (RuntimeException | Error e) {
            fail(e);
            stop();
        }
    }

    @Override
    public void onGarbage() {
        garbage.incrementAndGet();
    }

    @Override
    public void onDown(String why) {
        if (up) {
            inputs.status(FeedState.DOWN);
        }
        if (!saidDown && !isStopping()) {
            say.accept("feed down: " + why + "; trying again");
        }
        up = false;
        state = FeedFigures.DOWN;
        saidDown = true;
    }

    @Override
    public void onEnd() {
        ended = true;
        wake();
    }

    private void tickOn() {
        long next = System.nanoTime() + tickNs;
        while (!isStopping() && !(once && ended)) {
            LockSupport.parkNanos(LONGEST_PARK_NS);
            leftOut.look(inputs.duplicates(), System.nanoTime());
            if (tickNs > 0 && System.nanoTime() - next >= 0) {
                inputs.tick();
                next = Math.max(next + tickNs, System.nanoTime());
            }
        }
    }
}
