package io.millrace.daemon;

import io.millrace.event.Absent;
import io.millrace.event.Messages;
import io.millrace.event.codec.FeedState;
import io.millrace.event.codec.TradeDecoder;
import io.millrace.feed.InputSource;
import io.millrace.venue.binance.MarketDataListener;
import io.millrace.view.FeedFigures;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns what a live feed says into rows of the engine: gives each its time, drops trades that were there before, and
 * says which are missing. Trades, bars and ticks wait for room in the inlet, and with them the connection; a quote that
 * finds none is dropped, because a newer one follows. One caller at a time, by its own lock.
 */
final class FeedInputs implements MarketDataListener {
    private static final long FULL_PAUSE_NS = 50_000;
    private static final long MILLI_NS = 1_000_000L;
    private static final int SOURCE = 1;

    private final FeedConfig config;
    private final EngineDoor door;
    private final RowWriter row = new RowWriter(SOURCE);
    private final TradeDecoder trade = new TradeDecoder();
    private long[] tradeIds;
    private long newestNs;
    private long newestAtNs = System.nanoTime();
    private volatile boolean stopping;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong journaled = new AtomicLong();
    private final AtomicLong unsent = new AtomicLong();
    private final AtomicLong own = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong missing = new AtomicLong();
    private final AtomicLong conflated = new AtomicLong();

    /** @param tradeIds newest trade id by instrument; 0 = not known */
    FeedInputs(FeedConfig config, EngineDoor door, long[] tradeIds) {
        this.config = config;
        this.door = door;
        this.tradeIds = tradeIds.clone();
    }

    /** Waits for nothing any more. Any thread. */
    void stop() {
        stopping = true;
    }

    /** Rows given to the engine. Any thread. */
    long rows() {
        return journaled.get() + own.get() + again.get();
    }

    /** Trades left out because they were there before. Any thread. */
    long duplicates() {
        return duplicates.get();
    }

    /** What became of the rows. Any thread. */
    FeedFigures figures(String name, String state, long connections, long useless) {
        return new FeedFigures(
                name,
                state,
                connections,
                read.get(),
                journaled.get(),
                duplicates.get(),
                conflated.get(),
                unsent.get(),
                own.get(),
                again.get(),
                missing.get(),
                useless);
    }

    /** Gives rows that an earlier session had received and not journaled. */
    synchronized void giveAgain(InputSource kept, long openingNs) {
        newestNs = openingNs;
        while (!stopping && kept.advance()) {
            if (Messages.templateId(kept.buffer(), kept.offset()) == TradeDecoder.TEMPLATE_ID) {
                int block = kept.offset() + Messages.HEADER_LENGTH;
                trade.wrap(kept.buffer(), block, TradeDecoder.BLOCK_LENGTH, TradeDecoder.SCHEMA_VERSION);
                isNew((int) trade.instrument(), trade.tradeId());
            }
            row.copy(kept.buffer(), kept.offset(), kept.length());
            newestNs = Math.max(newestNs, row.receiveTimeNs());
            give(again);
        }
        config.clock().goLive(door);
    }

    /** Time passes. */
    synchronized void tick() {
        long now = config.clock().ticked(newestNs, System.nanoTime() - newestAtNs);
        if (newestNs > 0 && !stopping) {
            stamp(now);
            row.tick(now - config.graceMs() * MILLI_NS, now);
            give(own);
        }
    }

    /** The connection went up or down. */
    synchronized void status(FeedState state) {
        writeStatus(Absent.INSTRUMENT, state, 0);
    }

    @Override
    public synchronized void onTrade(int symbol, long timeNs, long price, long quantity, long tradeId) {
        read.incrementAndGet();
        int instrument = config.instruments().get(symbol);
        long before = instrument < tradeIds.length ? tradeIds[instrument] : 0;
        if (!isNew(instrument, tradeId)) {
            duplicates.incrementAndGet();
            return;
        }
        if (before > 0 && tradeId > before + 1) {
            missing.addAndGet(tradeId - before - 1);
            writeStatus(instrument, FeedState.GAP, tradeId - before - 1);
        }
        row.trade(instrument, timeNs, received(timeNs), price, quantity, tradeId);
        give(journaled);
    }

    @Override
    public synchronized void onQuote(
            int symbol, long updateId, long bid, long bidQuantity, long ask, long askQuantity) {
        read.incrementAndGet();
        long now = received(0);
        row.quote(config.instruments().get(symbol), now, bid, bidQuantity, ask, askQuantity);
        AtomicLong fate = offer() ? journaled : stopping ? unsent : conflated;
        fate.incrementAndGet();
    }

    @Override
    public synchronized void onBar(
            int symbol,
            int seconds,
            long openNs,
            long closeNs,
            long open,
            long high,
            long low,
            long close,
            long volume) {
        read.incrementAndGet();
        row.bar(config.instruments().get(symbol), seconds, openNs, closeNs, received(closeNs));
        row.barPrices(open, high, low, close, volume);
        give(journaled);
    }

    @Override
    public void onShutdown() {
        // The connection's end follows; the link comes back by itself.
    }

    /** Notes the id; false when it was there before. */
    private boolean isNew(int instrument, long tradeId) {
        if (instrument >= tradeIds.length) {
            tradeIds = Arrays.copyOf(tradeIds, instrument + 1);
        }
        boolean fresh = tradeId > tradeIds[instrument];
        tradeIds[instrument] = Math.max(tradeIds[instrument], tradeId);
        return fresh;
    }

    private void writeStatus(int instrument, FeedState state, long count) {
        row.status(instrument, received(0), state, count);
        give(own);
    }

    private long received(long eventNs) {
        long now = config.clock().received(newestNs, System.nanoTime() - newestAtNs, eventNs);
        stamp(now);
        return now;
    }

    private void stamp(long now) {
        newestNs = now;
        newestAtNs = System.nanoTime();
    }

    /** Only what was taken counts as given: a session that ends leaves the row at hand out. */
    private void give(AtomicLong kind) {
        boolean taken = offer();
        while (!taken && !stopping) {
            LockSupport.parkNanos(FULL_PAUSE_NS);
            taken = offer();
        }
        if (taken) {
            kind.incrementAndGet();
        } else if (kind == journaled) {
            unsent.incrementAndGet();
        }
    }

    private boolean offer() {
        return door.offerRow(row.buffer(), 0, row.length(), row.receiveTimeNs());
    }
}
